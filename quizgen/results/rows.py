"""The table of results: a row for each paper, with its points as soon as all of it is settled."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction

from msgspec import Struct

from quizgen.marking.marks import marked
from quizgen.marking.records import FormKept
from quizgen.results.cells import OPEN, Cells, cells
from quizgen.results.forms import Exam
from quizgen.results.papers import NO_NUMBER, Paper
from quizgen.text.spreadsheet import MARK, decimal, written

HEAD = ("number", "name", "form", "points", "of", "state")


class Marked(Struct, frozen=True):
    """A paper with its answers and its points; None as long as anything is not settled."""

    paper: Paper
    cells: Cells
    points: Fraction | None

    def row(self, exam: Exam) -> tuple[str, ...]:
        """Its row, with a column for each question of any form."""
        paper = self.paper
        number = OPEN if NO_NUMBER in paper.faults else paper.number
        points = "" if self.points is None else decimal(self.points)
        about = (number, exam.name_of(paper.number), paper.form.name, points, decimal(paper.form.kept.points))
        return (*about, paper.state, *(self.cells.get(column, "") for column in exam.columns))


def mark(papers: Sequence[Paper], wrong: Fraction | None) -> list[Marked]:
    """The papers with their points; ``wrong`` is what a wrong option costs in this exam."""
    every = ((paper, cells(paper)) for paper in papers)
    return [Marked(paper, found, points(paper.form.kept, found, wrong)) for paper, found in every]


def points(form: FormKept, found: Cells, wrong: Fraction | None) -> Fraction | None:
    """The points of answers by their columns; None where one of them is open."""
    total = Fraction(0)
    for question in form.questions:
        worth = marked(question, [found[column] for column in question.columns], wrong).points
        if worth is None:
            return None
        total += worth
    return total


def table(every: Sequence[Marked], exam: Exam) -> Iterator[bytes]:
    """The table as a spreadsheet reads it: as ``key.csv``, see docs/exam-json.md."""
    yield MARK
    yield written(iter([(*HEAD, *exam.columns)]))
    yield written(one.row(exam) for one in every)
