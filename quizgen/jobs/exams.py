"""The files of an exam's forms, made here or by a crew: the same ones in the same order."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import TypeAlias

from quizgen.blueprint.forms import Draft, item, verified_form
from quizgen.errors import QuizgenError
from quizgen.formats.protocol import File
from quizgen.jobs.crew import Crew, in_order
from quizgen.jobs.portions import opened, told
from quizgen.jobs.recipe import Recipe
from quizgen.jobs.references import Reference, reference
from quizgen.memory.cache import memory
from quizgen.model import Form

Written: TypeAlias = tuple[tuple[str, bytes], ...]
"""Files by their names."""


@dataclass(frozen=True, slots=True)
class Place:
    """Which question of a cell stands at a place, and what it is worth there if not what its parts are."""

    cell: Reference
    number: int
    worth: Fraction | None


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

    A crew makes whole forms; ``printers``, which are threads, write the files of forms that are verified here.
    """
    if crew is not None:
        sheets = (_sheet(draft, head, recipe) for draft in drafts)
        return map(_filed, map(_received, in_order(crew, printed, sheets)))
    forms = (verified_form(draft, head) for draft in drafts)
    return map(_filed, in_order(printers, recipe.written, forms)) if printers else map(recipe.files, forms)


def _received(printout: Printout) -> Written:
    memory().decks.hear(printout.notes)
    if printout.fault:
        raise printout.fault
    return printout.files


def _filed(written: Written) -> Iterable[File]:
    return [File(name, [content]) for name, content in written]


def _sheet(draft: Draft, head: Form, recipe: Recipe) -> Sheet:
    places = tuple(Place(reference(seat.cell), seat.number, seat.worth) for seat in draft.seats)
    return Sheet(replace(head, name=draft.name), places, recipe)


def printed(sheet: Sheet) -> Printout:
    """Asks a form's questions again, verifies them and writes its files."""
    made: Written = ()
    fault: QuizgenError | None = None
    try:
        questions = (next(opened(place.cell, sheet.form.seed).onward(place.number)) for place in sheet.places)
        items = [item(question, place.worth) for question, place in zip(questions, sheet.places, strict=True)]
        made = sheet.recipe.written(replace(sheet.form, items=tuple(items)))
    except Exception as error:  # noqa: BLE001 - raised again where it is no error on purpose
        fault = told(error)
    return Printout(made, fault, tuple(memory().decks.faults()))
