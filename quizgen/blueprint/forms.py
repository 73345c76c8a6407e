"""Parallel forms of an exam: the same slots filled from the same families, as long as these have items, with others."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from fractions import Fraction
from itertools import chain, islice

from msgspec import Struct
from msgspec.structs import replace

from quizgen.asking.verify import unproved, verified
from quizgen.blueprint.arranging import arranged
from quizgen.blueprint.before import Again, Asked, Had, had
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


def drafts(  # noqa: PLR0913 - all that decides which forms these are
    blueprint: Blueprint,
    number: int,
    seed: str,
    *,
    repeat: bool = False,
    excluded: Collection[str] = (),
    again: Again | None = None,
) -> Iterator[Draft]:
    """So many forms of an exam, one after the other; each is the same however many there are.

    No item stands in two of them unless ``repeat`` is asked for, none of those with an ``excluded`` id in any. What a
    slot that was drawn anew has ``again`` is noted there. Raises UsageError, before the first form where the counts say
    so, if a slot's families have too few items.
    """
    repeat = repeat or blueprint.repeat

    def earlier(exam: Blueprint, avoided: Mapping[str, Had]) -> Iterator[Asked]:
        filling = Filling(exam, seed, excluded, repeat=repeat, had=avoided)
        yield from map(_asked, _drafts(exam, filling, seed))

    before = had(blueprint, earlier)
    filling = Filling(blueprint, seed, excluded, repeat=repeat, had=before)
    if not repeat:
        require(filling.groups, number)
    forms = islice(_drafts(blueprint, filling, seed), number)
    return forms if again is None else _noted(forms, before, number, again)


def _drafts(blueprint: Blueprint, filling: Filling, seed: str) -> Iterator[Draft]:
    lettered = Lettered(filling, f"{seed}/{blueprint.id}", shuffled=blueprint.order == "shuffled")
    for number, form in enumerate(filling.forms()):
        letters = lettered.letters(form, number)
        yield Draft(form_name(number), tuple(map(_seat, form.filled, letters)))


def _asked(draft: Draft) -> Asked:
    return [(seat.slot, seat.question.id) for seat in draft.seats]


def _noted(forms: Iterable[Draft], before: Mapping[str, Had], number: int, again: Again) -> Iterator[Draft]:
    for draft in forms:
        again.asks(_asked(draft))
        yield draft
    again.asked(before, number)


def personal(
    blueprint: Blueprint,
    students: Iterable[Student],
    seed: str,
    *,
    excluded: Collection[str] = (),
    again: Again | None = None,
) -> Iterator[Draft]:
    """A form for each student, in their order.

    It follows from seed, blueprint and the student's number, and from no other student: whoever joins, leaves or comes
    first changes no other form. So two may share items, as chance has it, and one may have what another one had before
    it was drawn anew. Raises UsageError as ``drafts`` does.
    """
    fillings: dict[tuple[int, ...], Filling] = {}

    def of(student: Student, exam: Blueprint, avoided: Mapping[str, Had]) -> Draft:
        numbers = tuple(slot.redraw for slot in exam.slots)
        if numbers not in fillings:
            fillings[numbers] = Filling(exam, seed, excluded)
        return _of(student, fillings[numbers], exam, seed, avoided)

    def drawn(student: Student) -> Iterator[Draft]:
        before = had(blueprint, lambda exam, avoided: (_asked(of(student, exam, avoided)) for _ in range(1)))
        form = [of(student, blueprint, before)]
        return iter(form) if again is None else _noted(form, before, 1, again)

    fillings[tuple(slot.redraw for slot in blueprint.slots)] = filling = Filling(blueprint, seed, excluded)
    require(filling.groups, 1)
    return chain.from_iterable(map(drawn, students))


def _of(student: Student, filling: Filling, blueprint: Blueprint, seed: str, avoided: Mapping[str, Had]) -> Draft:
    name = f"student {student.number}"
    own, form = filling.alone(name, avoided)
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
