"""Pages as they were read and settled: of a form with its answers, refused with a reason, or left out by a human."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from msgspec import Struct, field, structs

from quizgen.results.corrections import Answer, Cell, Correction, Settled, Sheet
from quizgen.results.forms import Exam, Form, is_written, labels
from quizgen.results.readings import Line
from quizgen.scanning.reading import EMPTY, FieldRead
from quizgen.sheets.page import Field
from quizgen.sheets.place import Place, place_of

UNREAD = "the page could not be read: give the answer by hand"
"""Why each answer of a page is doubtful whose form a human has told."""


class Seen(Struct):
    """Page ``number`` of a form, on page ``page`` of a file.

    Of its answers a human gave those in ``by_hand``, and all that there are where the page is ``typed``.
    """

    key: str
    file: str
    page: int
    form: Form
    number: int
    answers: dict[Place, FieldRead]
    by_hand: set[Place] = field(default_factory=set)
    typed: bool = False

    @property
    def doubtful(self) -> list[FieldRead]:
        """Answers that nobody is sure of, the student's number first."""
        return [one for one in self.answers.values() if one.state == "doubtful"]


class Refused(Struct, frozen=True):
    """A page of a file of which nothing is known but why."""

    key: str
    file: str
    page: int
    why: str


class Pages(Struct):
    """All pages, by what has become of them."""

    seen: list[Seen] = field(default_factory=list)
    refused: list[Refused] = field(default_factory=list)
    aside: list[Refused] = field(default_factory=list)

    @property
    def number(self) -> int:
        """How many there are."""
        return len(self.seen) + len(self.refused) + len(self.aside)


def settled(lines: Iterable[Line], exam: Exam, corrections: Settled) -> Pages:
    """The pages with what was settled about them; corrections to what is not there are named in ``unused``."""
    found = Pages()
    known: dict[str, Seen | None] = {}
    for line in lines:
        sheet = corrections.sheet(line.key)
        one = _seen(line, exam, sheet)
        if isinstance(one, Seen):
            known[line.key] = one
            _settle(one, corrections)
            found.seen.append(one)
        else:
            known[line.key] = None
            is_aside = not sheet.form if sheet else line.read.refused == EMPTY
            (found.aside if is_aside else found.refused).append(one)
    corrections.reject(_faults(corrections, known, exam))
    return found


def possible(field: Field, value: str) -> bool:
    """Whether a field can say that; every field can be blank."""
    every = [*labels(field)]
    if is_written(field):
        return len(value) <= len(field.columns) and set(value) <= set(every)
    most = len(every) if field.marks == "many" else 1
    return len(value) <= most and [*value] == [one for one in every if one in value]


def _seen(line: Line, exam: Exam, sheet: Sheet | None) -> Seen | Refused:
    read = line.read
    if sheet is not None:
        form = exam.named(sheet.form)
        if form is None or not 1 <= sheet.number <= len(form.pages):
            return Refused(line.key, read.file, read.page, read.refused or "it was left out")
        if read.refused or (form.seal, sheet.number) != (read.seal, read.number):
            return Seen(line.key, read.file, read.page, form, sheet.number, _unread(form, sheet.number), typed=True)
    if read.refused:
        return Refused(line.key, read.file, read.page, read.refused)
    form = exam.forms.get(read.seal)
    if form is None or not 1 <= read.number <= len(form.pages):
        why = f"its seal {read.seal} is no form's of this exam: it is another exam's, or the form was changed since"
        return Refused(line.key, read.file, read.page, why)
    answers = {place_of(one): one for one in read.fields}
    return Seen(line.key, read.file, read.page, form, read.number, answers)


def _unread(form: Form, page: int) -> dict[Place, FieldRead]:
    """All fields of a page, each doubtful."""
    return {place: FieldRead(*place, (), "", "doubtful", 0.0, UNREAD) for place in form.on(page)}


def _settle(page: Seen, corrections: Settled) -> None:
    fields = page.form.on(page.number)
    for place, value in corrections.answers(page.key).items():
        if place in fields and possible(fields[place], value) and place in page.answers:
            state = "sure" if value else "blank"
            page.answers[place] = structs.replace(page.answers[place], value=value, state=state, why="")
            page.by_hand.add(place)


def _faults(settled: Settled, known: Mapping[str, Seen | None], exam: Exam) -> Iterator[tuple[Correction, str]]:
    """What was settled about pages, fields or forms that are not there, and why it cannot be used."""
    for one in settled.every.values():
        if not isinstance(one, Cell) and one.page not in known:
            yield one, "there is no such page among those that were read"
        elif isinstance(one, Answer):
            page = known[one.page]
            if page is None:
                yield one, "nothing was read on that page"
            elif one.place not in page.by_hand:
                there = one.place in page.answers
                yield one, f"it cannot be '{one.value}'" if there else "that page has no such field"
        elif isinstance(one, Sheet) and one.form:
            form = exam.named(one.form)
            if form is None or not 1 <= one.number <= len(form.pages):
                yield one, f"the exam has no page {one.number} of a form '{one.form}'"
