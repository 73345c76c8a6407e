"""Parallel forms of an exam: the same slots filled from the same families with other items."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from fractions import Fraction
from itertools import islice

from msgspec import Struct
from msgspec.structs import replace

from quizgen.asking.verify import unproved, verified
from quizgen.blueprint.arranging import arranged
from quizgen.blueprint.cells import Cell
from quizgen.blueprint.filling import Filling
from quizgen.blueprint.lettered import Lettered
from quizgen.blueprint.naming import form_name
from quizgen.blueprint.room import require
from quizgen.blueprint.roster import called
from quizgen.blueprint.slots import Blueprint
from quizgen.blueprint.together import Filled
from quizgen.model import Form, Item, Question, Student
from quizgen.sheets.asked import digits_of


class Seat(Struct, frozen=True):
    """A question in a form, and what it is worth there if not what its parts are.

    ``slot`` is the id of the slot that it stands for, ``place`` its place there, from 0; ``named`` says that the slot
    has no other family. ``seed``, ``number``, ``at_point`` and ``letter`` say how any process finds it in its cell.
    """

    slot: str
    place: int
    named: bool
    cell: Cell
    seed: str
    number: int
    at_point: bool
    letter: int | None
    question: Question
    worth: Fraction | None


class Draft(Struct, frozen=True):
    """A form that is drawn, and not verified yet; its ``seal`` is there when somebody has sealed it."""

    name: str
    seats: tuple[Seat, ...]
    student: Student | None = None
    seal: str = ""

    def under(self, head: Form) -> Form:
        """The heading as it stands above this form, still without items: in a student's own way."""
        sitting = head.sitting
        if one := self.student:
            sitting = replace(sitting, large=sitting.large or one.large, extra=max(sitting.extra, one.extra))
            if sitting.sheet is not None:
                sitting = replace(sitting, sheet=digits_of(one.number))
        return replace(head, name=self.name, seal=self.seal, student=self.student, sitting=sitting)


def forms(blueprint: Blueprint, number: int, seed: str, *, repeat: bool = False) -> Iterator[Form]:
    """The forms A, B, C ... of an exam, one after the other, each verified when it is drawn; see ``drafts``."""
    head = heading(blueprint, seed)
    return (verified_form(draft, head) for draft in drafts(blueprint, number, seed, repeat=repeat))


def verified_form(draft: Draft, head: Form) -> Form:
    """The form with its items, under the heading; raises Disagreement."""
    return replace(draft.under(head), items=tuple(item(seat.question, seat.worth) for seat in draft.seats))


def unproved_form(draft: Draft, head: Form) -> Form:
    """The form as it will be once it is verified."""
    items = tuple(replace(unproved(seat.question), worth=seat.worth) for seat in draft.seats)
    return replace(draft.under(head), items=items)


def heading(blueprint: Blueprint, seed: str) -> Form:
    """A form without a name and without items."""
    return Form(
        title=blueprint.title,
        seed=seed,
        items=(),
        course=blueprint.course,
        date=blueprint.date,
        notes=blueprint.instructions,
        sitting=blueprint.sitting,
        ordered=True,
        sections=blueprint.sections,
    )


def item(question: Question, worth: Fraction | None) -> Item:
    """The verified item, and what it is worth in a form; raises Disagreement."""
    return replace(verified(question), worth=worth)


def drafts(
    blueprint: Blueprint, number: int, seed: str, *, repeat: bool = False, excluded: Collection[str] = ()
) -> Iterator[Draft]:
    """So many forms of an exam, one after the other; each is the same however many there are.

    No item stands in two of them unless ``repeat`` is asked for, none of those with an ``excluded`` id in any. Raises
    UsageError, before the first form where the counts say so, if a slot's families have too few items.
    """
    again = repeat or blueprint.repeat
    filling = Filling(blueprint, seed, excluded, repeat=again)
    if not again:
        require(filling.groups, number)
    return islice(_drafts(blueprint, filling, f"{seed}/{blueprint.id}"), number)


def _drafts(blueprint: Blueprint, filling: Filling, path: str) -> Iterator[Draft]:
    lettered = Lettered(filling, path, shuffled=blueprint.order == "shuffled")
    for number, form in enumerate(filling.forms()):
        letters = lettered.letters(form, number)
        yield Draft(form_name(number), tuple(map(_seat, form.filled, letters)))


def personal(
    blueprint: Blueprint, students: Iterable[Student], seed: str, *, excluded: Collection[str] = ()
) -> Iterator[Draft]:
    """A form for each student, in their order.

    It follows from seed, blueprint and the student's number, and from no other student: whoever joins, leaves or comes
    first changes no other form. So two may share items, as chance has it. Raises UsageError as ``drafts`` does.
    """
    filling = Filling(blueprint, seed, excluded)
    require(filling.groups, 1)
    return (_of(student, filling, blueprint, seed) for student in students)


def _of(student: Student, filling: Filling, blueprint: Blueprint, seed: str) -> Draft:
    name = f"student {student.number}"
    own, form = filling.alone(name)
    lettered = Lettered(own, f"{seed}/{blueprint.id}/{name}", shuffled=blueprint.order == "shuffled")
    letters = lettered.letters(form, 1)
    return Draft(called(student), tuple(map(_seat, form.filled, letters)), student)


def _seat(filled: Filled, letter: int | None) -> Seat:
    drawn = filled.one.content
    return Seat(
        slot=filled.group.slot.id,
        place=filled.place,
        named=len(filled.group.slot.sources) == 1,
        cell=drawn.cell,
        seed=drawn.seed,
        number=drawn.number,
        at_point=drawn.at_point,
        letter=letter,
        question=arranged(drawn.question, letter),
        worth=filled.group.slot.points,
    )
