"""Aiken, the plainest text of questions: a stem in one line, options with letters, and which of them is right.

Moodle's code (``question/format/aiken/format.php``) says what it takes. There is no markup, so mathematics is Unicode,
and no place for feedback, points, or what a wrong option costs.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from io import BytesIO
from string import ascii_uppercase

from msgspec import Struct

from quizgen.answers import Choice
from quizgen.errors import QuizgenError, UsageError
from quizgen.formats.protocol import File, Options, Spool, file_name
from quizgen.model import Form, Item, Kind, Question
from quizgen.templating import LINES, Templates, encoded_whole
from quizgen.text.lines import LINES as PRINTER
from quizgen.text.lines import lost

_TAKEN = re.compile(r"[A-Z][).]|ANSWER:")
"""How a line begins that Moodle takes for an option or for the key."""


class AikenFormat(Struct, frozen=True):
    """Choices for whatever reads Aiken."""

    name: str = "aiken"
    suffix: str = ".aiken.txt"
    kinds: frozenset[Kind] = frozenset(("choice",))
    title: str = "plain choices as Aiken, the plainest text that Moodle and others import: no feedback"
    without_evidence: bool = True
    untitled: bool = True

    def write(self, forms: Sequence[Form], options: Options) -> Iterator[File]:
        """For each form one file; raises QuizgenError for what Aiken has no place for."""
        for form in forms:
            yield from self.joined(form, (self.piece(item, options) for item in form.items), options)

    def piece(self, item: Item, options: Options) -> bytes:
        """The question; raises QuizgenError for what Aiken has no place for."""
        if options.wrong:
            raise UsageError("Aiken has no place for what a wrong option costs: leave --wrong out, or write moodle")
        if reason := self.refusal(item.question):
            raise QuizgenError(f"Aiken cannot show {item.id}: {reason}")
        answer = item.question.parts[0].answer
        lines = zip(ascii_uppercase, answer.options, strict=False)
        shown = Templates(LINES).render("aiken.lines.j2", stem=item.stem, options=lines, key=answer.key_words())
        return encoded_whole(shown)

    def joined(self, form: Form, pieces: Iterable[bytes], options: Options, spool: Spool = BytesIO) -> Iterator[File]:
        """One file, the questions as they come."""
        del spool
        yield File(file_name(form, options, self.suffix), pieces)

    def refusal(self, question: Question) -> str | None:
        """What is more than lines of words, or would be taken for another line than it is."""
        answer, stem = question.parts[0].answer, question.stem
        if not isinstance(answer, Choice):
            return "Aiken holds choices only: write gift or moodle"
        if any(question.drawn("stem")):
            return "Aiken has no pictures: write gift or moodle"
        if what := lost(stem):
            return f"its stem has {what}, and in Aiken one line: write gift or moodle"
        shown = PRINTER.text(stem)
        if len(shown) < 2 or _TAKEN.match(shown):
            return "Aiken takes the beginning of its stem for an option: reword it, or write gift"
        if len(answer.options) > len(ascii_uppercase) or not all(PRINTER.line(one.text) for one in answer.options):
            return "Aiken has 26 options at most, none of them empty: write gift or moodle"
        return None


FORMAT = AikenFormat()
