"""Aiken: a question in one line, options with capital letters, and ``ANSWER:`` with the letter of the right one.

Moodle's code (``question/format/aiken/format.php``) takes options by their places and not by their letters, knows
nothing else than these three lines, and passes over lines of one character.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction

from msgspec import Struct, field

from quizgen.foreign.model import Choosable, Choosing, Foreign, ForeignFile, Passage, Remark, Severity
from quizgen.foreign.plain_text import decoded

_OPTION = re.compile(r"([A-Z])[).](?:\s+|(?=\S))(.*)", re.DOTALL)
_SMALL_OPTION = re.compile(r"([a-z])[).]\s+(.*)", re.DOTALL)
_ANSWER = re.compile(r"ANSWER:\s*(.*)")
_LIKE_ANSWER = re.compile(r"(?:correct\s+)?answer\s*[:=]\s*\(?([A-Za-z])\b(.*)", re.IGNORECASE)
_LONGEST_NAME = 80


class _Draft(Struct):
    """What was read of a question so far: its lines with their numbers, and letters with the texts of options."""

    stem: list[tuple[int, str]] = field(default_factory=list)
    options: list[tuple[int, str, str]] = field(default_factory=list)

    @property
    def line(self) -> int:
        return min([line for line, _ in self.stem] + [line for line, _, _ in self.options])

    @property
    def name(self) -> str:
        words = " ".join(" ".join(words for _, words in self.stem[:_LONGEST_NAME]).split())
        return words if len(words) <= _LONGEST_NAME else words[: _LONGEST_NAME - 1].rsplit(" ", 1)[0] + "…"


def read(content: bytes, where: str) -> ForeignFile:
    """The questions of a file; what is wrong with it is among its remarks."""
    text, told = decoded(content)
    reading = _Reading()
    questions = tuple(reading.questions(text))
    return ForeignFile(where, "aiken", questions, (*told, *reading.remarks))


class _Reading:
    """One walk along the lines."""

    def __init__(self) -> None:
        self.remarks: list[Remark] = []
        self._draft = _Draft()

    def questions(self, text: str) -> Iterator[Foreign]:
        for number, line in enumerate(text.split("\n"), start=1):
            words = line.strip()
            if len(words) < 2:
                if words:
                    self._say("line-dropped", f"Importers pass over '{words}', a line of one character.", number)
                continue
            yield from self._line(number, words)
        self._unanswered()

    def _say(self, rule: str, words: str, line: int, severity: Severity = "error") -> None:
        self.remarks.append(Remark(rule, severity, words, line, self._draft.name))

    def _line(self, number: int, words: str) -> Iterator[Foreign]:
        if found := _OPTION.match(words):
            self._option(number, found[1], found[2])
        elif found := _ANSWER.match(words):
            yield from self._answered(number, found[1])
        elif found := _LIKE_ANSWER.fullmatch(words):
            self._say("answer-line", f"Importers know 'ANSWER: {found[1].upper()}' only, in capitals.", number)
            yield from self._answered(number, found[1].upper() + found[2])
        elif self._draft.stem and (found := _SMALL_OPTION.match(words)):
            self._say("small-letter", "Importers know options by capital letters only, as in 'A) ...'.", number)
            self._option(number, found[1].upper(), found[2])
        else:
            self._stem(number, words)

    def _option(self, number: int, letter: str, words: str) -> None:
        if not self._draft.stem and not self._draft.options:
            self._say("stem-missing", "This option has no question before it; write one in the line above.", number)
        expected = chr(ord("A") + len(self._draft.options))
        if letter != expected:
            fault = f"{expected} is due here, not {letter}: importers count options and ignore their letters."
            self._say("letters-out-of-order", fault, number)
        self._draft.options.append((number, letter, words.strip()))

    def _stem(self, number: int, words: str) -> None:
        if self._draft.options:
            self._unanswered()
        elif self._draft.stem:
            fault = "Aiken has one line for a question, and importers drop the others; put it into one."
            self._say("stem-lines", fault, number)
        self._draft.stem.append((number, words))

    def _unanswered(self) -> None:
        """Remarks on what ends without the line that says what is right."""
        if self._draft.options or self._draft.stem:
            fault = "No line 'ANSWER: ' with a letter follows this question, and importers drop or merge it; write one."
            self._say("answer-missing", fault, self._draft.line)
        self._draft = _Draft()

    def _answered(self, number: int, written: str) -> Iterator[Foreign]:
        draft, letters = self._draft, written.strip()
        if not draft.options:
            self._say("options-missing", "No options stand before this answer; write them as 'A) ...'.", number)
        elif (right := self._right(number, letters)) is not None:
            yield _question(draft, right, letters)
        self._draft = _Draft()

    def _right(self, number: int, letters: str) -> int | None:
        """The place of the right option by its letter; None where there is none."""
        options = [letter for _, letter, _ in self._draft.options]
        if len(re.findall(r"\b[A-Z]\b", letters)) > 1:
            self._say("several-answers", "Aiken has one right option; importers take the first letter only.", number)
        letter = letters[:1]
        if letter not in options:
            fault = f"'{letters[:20]}' is no letter of an option here; write one of {', '.join(options)}."
            self._say("answer-unknown", fault, number)
            return None
        return options.index(letter)


def _question(draft: _Draft, right: int, letters: str) -> Foreign:
    stem = "\n".join(words for _, words in draft.stem)
    shares = [(Fraction(1), letters) if place == right else (Fraction(0), "") for place in range(len(draft.options))]
    options = tuple(
        Choosable(Passage(words, "plain", line), share, line, None, written)
        for (line, _, words), (share, written) in zip(draft.options, shares, strict=True)
    )
    return Foreign("multichoice", draft.name, draft.line, Passage(stem, "plain", draft.line), Choosing(options))
