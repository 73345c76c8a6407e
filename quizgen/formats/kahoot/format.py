"""A spreadsheet that Kahoot imports: a row for each question, in the columns of Kahoot's own template.

Limits are those that the template names, which R/exams' ``exams2kahoot`` heeds, too. Kahoot shows plain words, has no
place for pictures in the table, for feedback, solutions and points, and counts time.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from msgspec import Struct

from quizgen.answers import Choice, Multiple
from quizgen.errors import QuizgenError
from quizgen.formats.kahoot.workbook import Cell, workbook
from quizgen.formats.plain import marks
from quizgen.formats.plain.words import flat, line, look_alike, title
from quizgen.formats.protocol import File, Options, file_name
from quizgen.model import Form, Item, Kind, Level, Question
from quizgen.text.lines import lost
from quizgen.text.terminal import TERMINAL

STEM, OPTION, OPTIONS = 120, 75, 4
"""The most characters of a question and of an answer, and the most answers."""
SECONDS: Mapping[Level, int] = {"easy": 60, "medium": 120, "hard": 240}
"""Of the times that Kahoot knows (5, 10, 20, 30, 60, 90, 120, 240): these questions are worked out."""
ABOUT = "Import this file in Kahoot: Add question, Import from spreadsheet. Each row is a question."
HEADER = (
    "",
    f"Question - max {STEM} characters",
    *(f"Answer {number} - max {OPTION} characters" for number in range(1, OPTIONS + 1)),
    "Time limit (sec) – 5, 10, 20, 30, 60, 90, 120, or 240 secs",
    "Correct answer(s) - choose at least one",
)
ABOVE = 7
"""Rows above the header in Kahoot's template."""
WIDTHS = {"B": 80, "C": 30, "D": 30, "E": 30, "F": 30, "G": 12, "H": 12}


class KahootFormat(Struct, frozen=True):
    """Short choices for Kahoot."""

    name: str = "kahoot"
    suffix: str = ".kahoot.xlsx"
    kinds: frozenset[Kind] = frozenset(("choice", "multiple"))
    title: str = "a spreadsheet of short choices that Kahoot imports"

    def refusal(self, question: Question) -> str | None:
        """Why Kahoot cannot show it."""
        options = question.options
        if any(question.drawn("stem")):
            return "it has a picture, and Kahoot's table takes none"
        if lost(question.stem):
            return "it has a table or a program, and Kahoot shows plain words"
        if _size(flat(TERMINAL.text(question.stem))) > STEM:
            return f"the question has more than {STEM} characters"
        if len(options) > OPTIONS:
            return f"it has more than {OPTIONS} answers"
        if any(_size(line(option.text)) > OPTION for option in options):
            return f"an answer has more than {OPTION} characters"
        return "two answers look alike in plain words" if look_alike(options) else None

    def write(self, forms: Sequence[Form], options: Options) -> Iterator[File]:
        """A workbook for each form; raises UsageError for an exam with marks that Kahoot does not have."""
        for form in forms:
            marks.require_free(self.name, options)
            marks.require_alike(self.name, form)
            rows = [_row(number, item) for number, item in enumerate(form.items, start=1)]
            above: list[tuple[Cell, ...]] = [(), ("", title(form.title)), ("", ABOUT), *[()] * (ABOVE - 3)]
            yield File(file_name(form, options, self.suffix), [workbook([*above, HEADER, *rows], WIDTHS)])


def _row(number: int, item: Item) -> tuple[Cell, ...]:
    answer = item.question.parts[0].answer
    if not isinstance(answer, Choice | Multiple):
        raise QuizgenError(f"Kahoot takes choices, and {item.id} is none")
    words = [line(option.text) for option in answer.options]
    right = [place + 1 for place in sorted(answer.correct)]
    key: Cell = right[0] if len(right) == 1 else ",".join(map(str, right))
    stem = flat(TERMINAL.text(item.stem))
    return (number, stem, *words, *[""] * (OPTIONS - len(words)), SECONDS[item.level], key)


def _size(words: str) -> int:
    """The length as browsers count it: some characters, such as most emoji, count as two."""
    return len(words.encode("utf-16-le", "replace")) // 2


FORMAT = KahootFormat()
