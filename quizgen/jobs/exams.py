"""The files of an exam's forms, made here or by a crew: the same ones in the same order."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import TypeAlias

from quizgen.blueprint.arranging import arranged
from quizgen.blueprint.cells import Opened
from quizgen.blueprint.forms import Draft, item, unproved_form, verified_form
from quizgen.errors import QuizgenError
from quizgen.formats.protocol import File
from quizgen.jobs.crew import Crew, handed_over, in_order
from quizgen.jobs.portions import opened, told
from quizgen.jobs.recipe import Recipe
from quizgen.jobs.references import Reference, reference
from quizgen.memory.cache import memory
from quizgen.model import Form, Question

Written: TypeAlias = tuple[tuple[str, bytes], ...]
"""Files by their names."""

DRAWN_AHEAD = 16
"""So many forms are drawn for each printer, which has enough to do while torch is loaded to verify the first one."""


@dataclass(frozen=True, slots=True)
class Place:
    """Which question of a cell stands at a place, and what it is worth there if not what its parts are: a ``Seat``."""

    cell: Reference
    seed: str
    number: int
    at_point: bool
    letter: int | None
    worth: Fraction | None

    def question(self, *, alone: bool) -> Question:
        """Asks it again; ``alone``, no other form draws from the cell for that seed, and it is not kept open."""
        if self.at_point:
            return arranged(self.cell.cell().at(self.number, self.seed), self.letter)
        cell = Opened(self.cell.cell(), self.seed) if alone else opened(self.cell, self.seed)
        return arranged(next(cell.onward(self.number)), self.letter)


@dataclass(frozen=True, slots=True)
class Sheet:
    """A form as it travels: all but its items, and which questions these are."""

    form: Form
    places: tuple[Place, ...]
    recipe: Recipe


@dataclass(frozen=True, slots=True)
class Printout:
    """A form's files by their names, or why there are none, and what is wrong with stored files."""

    files: Written
    fault: QuizgenError | None
    notes: tuple[str, ...]


def files(
    drafts: Iterable[Draft], head: Form, recipe: Recipe, crew: Crew | None = None, printers: Crew | None = None
) -> Iterator[Iterable[File]]:
    """The files of each form; raises what drawing, verifying and writing raise, when it is the form's turn.

    A crew makes whole forms; ``printers``, which are threads, print what they can while forms are verified here.
    """
    if crew is not None:
        sheets = _sheets(drafts, head, recipe, begun=crew.inherits)
        return map(_filed, map(_received, in_order(crew, printed, sheets)))
    if printers is not None:
        return _printed_meanwhile(drafts, head, recipe, printers)
    return (recipe.files(verified_form(draft, head)) for draft in drafts)


def _printed_meanwhile(drafts: Iterable[Draft], head: Form, recipe: Recipe, printers: Crew) -> Iterator[Iterable[File]]:
    """The files of each form, none of which is given out before the form is verified."""
    early_files = handed_over(printers, lambda draft: recipe.early(unproved_form(draft, head)), drafts, DRAWN_AHEAD)
    for draft, early in early_files:
        form = verified_form(draft, head)
        yield recipe.files(form, early.result())


def _received(printout: Printout) -> Written:
    memory().decks.hear(printout.notes)
    if printout.fault:
        raise printout.fault
    return printout.files


def _filed(written: Written) -> Iterable[File]:
    return [File(name, [content]) for name, content in written]


def _sheets(drafts: Iterable[Draft], head: Form, recipe: Recipe, *, begun: bool) -> Iterator[Sheet]:
    """Each form as it travels; ``begun``, the first is verified here, too, so that workers inherit what that needs."""
    for number, draft in enumerate(drafts):
        if begun and not number:
            verified_form(draft, head)
        yield _sheet(draft, head, recipe)


def _sheet(draft: Draft, head: Form, recipe: Recipe) -> Sheet:
    places = tuple(
        Place(reference(seat.cell), seat.seed, seat.number, seat.at_point, seat.letter, seat.worth)
        for seat in draft.seats
    )
    return Sheet(draft.under(head), places, recipe)


def printed(sheet: Sheet) -> Printout:
    """Asks a form's questions again, verifies them and writes its files."""
    made: Written = ()
    fault: QuizgenError | None = None
    try:
        alone = sheet.form.student is not None
        items = [item(place.question(alone=alone), place.worth) for place in sheet.places]
        made = sheet.recipe.written(replace(sheet.form, items=tuple(items)))
    except Exception as error:  # noqa: BLE001 - raised again where it is no error on purpose
        fault = told(error)
    return Printout(made, fault, tuple(memory().decks.faults()))
