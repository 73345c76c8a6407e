"""The files of an exam's forms, made here or by a crew: the same ones in the same order."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from msgspec import Struct
from msgspec.structs import replace

from quizgen.blueprint.forms import Draft, item, verified_form
from quizgen.errors import QuizgenError
from quizgen.formats.protocol import File
from quizgen.jobs.crew import Crew, in_order
from quizgen.jobs.meanwhile import Helpers, printed_meanwhile
from quizgen.jobs.places import Place, places
from quizgen.jobs.portions import told
from quizgen.jobs.recipe import Recipe, Written, filed
from quizgen.memory.cache import memory
from quizgen.model import Form


class Sheet(Struct, frozen=True):
    """A form as it travels: all but its items, and which questions these are."""

    form: Form
    places: tuple[Place, ...]
    recipe: Recipe


class Printout(Struct, frozen=True):
    """A form's files by their names, or why there are none, and what is wrong with stored files."""

    files: Written
    fault: QuizgenError | None
    notes: tuple[str, ...]


def files(
    drafts: Iterable[Draft], head: Form, recipe: Recipe, crew: Crew | None = None, helpers: Helpers | None = None
) -> Iterator[Iterable[File]]:
    """The files of each form; raises what drawing, verifying and writing raise, when it is the form's turn.

    A crew makes whole forms; helpers have their parts in forms that are drawn here.
    """
    if crew is not None:
        sheets = _sheets(drafts, head, recipe, begun=crew.inherits)
        return map(filed, map(_received, in_order(crew, printed, sheets)))
    if helpers is not None:
        return printed_meanwhile(drafts, head, recipe, helpers)
    return (recipe.files(verified_form(draft, head)) for draft in drafts)


def _received(printout: Printout) -> Written:
    memory().decks.hear(printout.notes)
    if printout.fault:
        raise printout.fault
    return printout.files


def _sheets(drafts: Iterable[Draft], head: Form, recipe: Recipe, *, begun: bool) -> Iterator[Sheet]:
    """Each form as it travels; ``begun``, the first is verified here, too, so that workers inherit what that needs."""
    for number, draft in enumerate(drafts):
        if begun and not number:
            verified_form(draft, head)
        yield _sheet(draft, head, recipe)


def _sheet(draft: Draft, head: Form, recipe: Recipe) -> Sheet:
    return Sheet(draft.under(head), places(draft), recipe)


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
