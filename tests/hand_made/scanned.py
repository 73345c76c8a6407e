"""An exam with answer sheets, and pages of it as a reader gives them, made by hand."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

import msgspec
from kept import asking
from made_answers import CHOICE, GRID, MATCHING, MULTIPLE, NUMERICAL, SHAPE

from quizgen.answers import Answer
from quizgen.marking.records import FormKept, StudentKept
from quizgen.results import cells, pages, papers
from quizgen.results.accounting import Account, account
from quizgen.results.corrections import Correction, Settled
from quizgen.results.forms import Exam, Form
from quizgen.results.readings import Line
from quizgen.scanning.deciding import decide
from quizgen.scanning.reading import FieldRead, PageRead
from quizgen.sheets.page import Field
from quizgen.sheets.place import NUMBER, Place, place_of
from quizgen.sheets.recorded import recorded_pages

EVERY: tuple[Answer, ...] = (CHOICE, MULTIPLE, MATCHING, NUMERICAL, SHAPE, GRID)
FEW = EVERY[:4]
"""So many fit on one page."""
RIGHT = {"1": "B", "2": "AC", "3": "C;A", "4": "27", "5": "16 × 14 × 14", "6": "28; 156; 14"}
"""The answers to ``EVERY``, of which each question is worth one point."""
DIGITS = 5


def form(name: str, answers: Sequence[Answer] = EVERY, student: StudentKept | None = None) -> Form:
    """A form whose seal is its name ten times."""
    asked = (asking(answer) for answer in answers)
    questions = tuple(msgspec.structs.replace(one, place=place) for place, one in enumerate(asked, start=1))
    kept = FormKept(form=name, seal=name * 10, questions=questions, student=student)
    record = msgspec.to_builtins(kept, enc_hook=str)
    if student is None:
        record.pop("student")
    return Form(kept, recorded_pages({"paper": "a4", "digits": DIGITS}, record))


def exam(*forms: Form, names: Mapping[str, str] | None = None) -> Exam:
    """An exam of these forms, in English."""
    return Exam("EXAMSEAL", "Test", "en", {one.seal: one for one in forms}, names)


def read(field: Field, value: str, *, faint: str = "", ink: float = 0.9) -> FieldRead:
    """A field with these boxes filled in, one in each column of a number, and those that are ``faint``."""
    columns = len(field.columns)
    wanted = [value] if columns == 1 else [*value, *[""] * (columns - len(value))]
    every = [
        [ink if box.label in said else 0.09 if box.label in faint else 0.0 for box in column]
        for column, said in zip(field.columns, wanted, strict=True)
    ]
    return decide(field, [*every, *([[0.0]] if field.corrected else [])])


def page(
    form: Form,
    number: str,
    values: Mapping[str, str] | None = None,
    *,
    page: int = 1,
    scan: str = "",
    faint: Mapping[str, str] | None = None,
    ink: float = 0.9,
) -> Line:
    """A page of a student with answers by their columns; ``scan`` names its file, which else follows from both."""
    said = {NUMBER: number} | {
        place: value
        for column, cell in (RIGHT if values is None else values).items()
        for place, value in (cells.parsed(form, column, cell) or {}).items()
    }
    weak = {Place(int(column), "", 0): labels for column, labels in (faint or {}).items()}
    fields = tuple(
        read(field, said.get(place_of(field), ""), faint=weak.get(place_of(field), ""), ink=ink)
        for field in form.pages[page - 1].fields
    )
    name = scan or f"{form.name}-{number}-{page}"
    return Line(name, f"/scans/{name}", PageRead(name, 1, form.seal, page, fields))


def whole(form: Form, number: str, values: Mapping[str, str] | None = None, *, scan: str = "") -> list[Line]:
    """All pages of a student."""
    many = range(1, len(form.pages) + 1)
    return [page(form, number, values, page=one, scan=f"{scan}{one}" if scan else "") for one in many]


def refused(name: str, why: str) -> Line:
    """A page that could not be read."""
    return Line(name, f"/scans/{name}", PageRead(name, 1, "", 0, (), why))


def accounted(lines: Iterable[Line], exam: Exam, corrections: Iterable[Correction] = ()) -> Account:
    """The account of these pages."""
    settled = Settled()
    settled.add(corrections, "corrections.json")
    found = pages.settled(lines, exam, settled)
    together = papers.put_together(found.seen, exam)
    cells.apply(together, settled)
    papers.look(together, exam)
    return account(found, together, exam, settled)
