"""Options of a choice."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction
from itertools import pairwise

from quizgen.foreign.model import Choosable, Choosing, Foreign
from quizgen.linting.parts import choices
from quizgen.linting.rule import EVERY, About, Found
from quizgen.linting.saying import shown
from quizgen.linting.shown.page import pieces
from quizgen.linting.shown.seen import empty, seen, words

_NUMBER = re.compile(r"([-+\u2212]?\d{1,15}(?:\.\d{1,15})?)\s*(.{0,12})")
_ABOVE = re.compile(
    r"(?i)\W*(?:(?:all|none|both|any|neither|some|each|most)\s+(?:of\s+)?(?:the\s+)?(?:answers\s+|options\s+)?above\b|"
    r"(?:alle|keine|beide)[rsn]?\s+(?:der\s+)?(?:obigen|obengenannten|oben\s+genannten|vorstehenden)\b).{0,30}"
)
_LETTERS = re.compile(
    r"(?i)\W*(?:(?:both|only|nur|sowohl)\s+)?\(?([a-h])\)?\.?\s+(?:and|or|&|und|oder|as\s+well\s+as|als\s+auch)\s+\(?([a-h])\)?"
    r"(?:\s+(?:are|is|sind|ist)\s+\w+|\s+only|\s+above)?\W*"
)
_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*|\d+(?:[.,]\d+)*")
RUN, SHORT = 9, 5
"""Words in a row that an option repeats of the question; words of a whole question that it repeats."""


@About(
    "too-few-options",
    "error",
    "A choice has fewer than two options with any text.",
    "Moodle's import stops there.",
    EVERY,
).question
def too_few_options(question: Foreign) -> Iterator[Found]:
    """Those without text are dropped; a box to be dragged may be alone in its group."""
    if question.sort in {"ddwtos", "gapselect"}:
        return
    for place, asked in choices(question):
        count = sum(1 for one in asked.options if not empty(one.text))
        if count < 2:
            said = "has no option" if not count else "has a single option"
            yield Found(place.line, f"{place.of.capitalize()} {said}: give two or more")


@About(
    "empty-option",
    "error",
    "An option is empty.",
    "Moodle drops it without a word; other readers show a blank line.",
    EVERY,
).question
def empty_option(question: Foreign) -> Iterator[Found]:
    """A picture alone is enough."""
    for _, asked in choices(question):
        for number, one in enumerate(asked.options, start=1):
            if empty(one.text):
                yield Found(one.line, f"Option {number} is empty: write it, or leave it out")


@About(
    "equal-options",
    "error",
    "Two options read the same.",
    "Learners cannot tell them apart; where one is right and the other is not, who is marked how is chance.",
    EVERY,
).question
def equal_options(question: Foreign) -> Iterator[Found]:
    """As they are seen: HTML apart, all spaces alike."""
    for _, asked in choices(question):
        first: dict[str, Choosable] = {}
        for one in asked.options:
            text = "" if empty(one.text) else seen(one.text)
            before = first.setdefault(text, one) if text else one
            if before is not one:
                apart = before.share != one.share
                why = "and they are worth different points" if apart else "one of the two is enough"
                words_ = f"{shown(words(one.text))} is offered in line {before.line} already, {why}"
                yield Found(one.line, words_, None if apart else "warning")


@About(
    "equal-numbers",
    "warning",
    "Two options are the same number, written differently.",
    "Whoever finds it has two options to choose from: write one of them, unless spelling is what is asked about.",
    EVERY,
).question
def equal_numbers(question: Foreign) -> Iterator[Found]:
    """With the same words behind it, if any; commas, which not everybody reads in the same way, are left alone.

    What is shown as code is meant as it is written.
    """
    for _, asked in choices(question):
        first: dict[tuple[Fraction, str], Choosable] = {}
        for one in asked.options:
            found = _NUMBER.fullmatch(words(one.text))
            if not found or "<" in seen(one.text) or any(piece.code for piece in pieces(one.text)):
                continue
            before = first.setdefault((Fraction(found[1].replace("\u2212", "-")), found[2]), one)
            if before is not one and words(before.text) != words(one.text):
                yield Found(
                    one.line,
                    f"{shown(words(one.text))} is the number {shown(words(before.text))} in line {before.line}",
                )


@About(
    "option-repeats-stem",
    "warning",
    "An option says what the question has said already.",
    "Readers lose time with it, and look for the option that repeats most: say it once, in the question.",
    EVERY,
).question
def option_repeats_stem(question: Foreign) -> Iterator[Found]:
    """The whole question, or many words of it in a row; one remark for a question."""
    stem = _words(words(question.stem))
    for _, asked in choices(question):
        for one in asked.options:
            option = _words(words(one.text))
            length = len(stem) if SHORT <= len(stem) <= RUN else RUN
            if len(stem) >= SHORT and len(option) >= length and (run := _shared(stem, option, length)):
                yield Found(one.line, f"The option repeats the question's words {shown(run, 60)}: leave them out")
                break


def _words(text: str) -> list[str]:
    return [word.lower() for word in _WORD.findall(text)]


def _shared(stem: list[str], option: list[str], length: int) -> str:
    runs = {tuple(stem[place : place + length]) for place in range(len(stem) - length + 1)}
    for place in range(len(option) - length + 1):
        if (run := tuple(option[place : place + length])) in runs:
            return " ".join(run)
    return ""


@About(
    "above-shuffled",
    "warning",
    "An option speaks of those above it, and options are shuffled.",
    "Then “above” is wherever chance puts it: do not let this question be shuffled, or write the option otherwise.",
    EVERY,
).question
def above_shuffled(question: Foreign) -> Iterator[Found]:
    """In English and German."""
    for _, asked in choices(question):
        for one in asked.options if asked.shuffle else ():
            if _ABOVE.fullmatch(words(one.text)):
                yield Found(
                    one.line, f"{shown(words(one.text))} is shuffled among the others: keep the order, or name them"
                )


@About(
    "letters-shuffled",
    "warning",
    "An option speaks of others by their letters, and options are shuffled.",
    "Letters are given after shuffling: name what is meant.",
    EVERY,
).question
def letters_shuffled(question: Foreign) -> Iterator[Found]:
    """Unless the question itself names such letters, or one is the option's own or that of none."""
    stem = words(question.stem)
    for _, asked in choices(question):
        for place, one in enumerate(asked.options if asked.shuffle else ()):
            letters = _letters(words(one.text))
            others = {letter for other, letter in enumerate("abcdefgh"[: len(asked.options)]) if other != place}
            if letters and letters <= others and not any(_named(letter, stem) for letter in letters) and _long(asked):
                yield Found(
                    one.line, f"{shown(words(one.text))} means letters that shuffling gives to others: name them"
                )


def _letters(text: str) -> set[str]:
    found = _LETTERS.fullmatch(text)
    return {letter.lower() for letter in found.groups()} if found else set()


def _named(letter: str, stem: str) -> bool:
    """Whether a question speaks of something by that letter, which is no article then."""
    after = r"(?=\s*(?:[,.;:?!)/=]|(?:and|or|und|oder|is|are|ist|sind)\b|$))"
    return re.search(rf"\b{letter.upper()}\b{after}|\b{letter.lower()}\)", stem) is not None


def _long(asked: Choosing) -> bool:
    """Whether some options are more than letters."""
    return any(
        len(words(one.text)) > 12 or not _LETTERS.fullmatch(words(one.text)) for one, _ in pairwise(asked.options)
    )
