"""Forms that another process verifies, and prints some of, while this one draws: what it finds are small messages."""

from __future__ import annotations

from msgspec import Struct
from msgspec.structs import replace

from quizgen.asking.verify import confirmed
from quizgen.blueprint.forms import Draft, item
from quizgen.errors import QuizgenError
from quizgen.jobs.places import Place, places
from quizgen.jobs.portions import told
from quizgen.jobs.recipe import Recipe, Written
from quizgen.memory.cache import memory
from quizgen.model import Evidence, Form, Item
from quizgen.oracle import running

KEPT = 64
_kept: dict[Asked, tuple[Item, ...]] = {}
"""The items of so many forms at most, which the process that has verified them may have to print."""


class Asked(Struct, frozen=True):
    """Which questions stand in a form; ``alone``, no other form draws from their cells for the same seeds."""

    places: tuple[Place, ...]
    alone: bool


class Verdict(Struct, frozen=True):
    """The evidence of a form's items by their ids, or what is wrong with one, and with stored files."""

    found: tuple[tuple[str, Evidence], ...]
    fault: QuizgenError | None
    notes: tuple[str, ...]


def prepare() -> None:
    """Loads what every verdict needs, before there is something to verify."""
    running.loaded()


def asked(draft: Draft) -> Asked:
    """The form's questions as they travel."""
    return Asked(places(draft), draft.student is not None)


def verdict(form: Asked) -> Verdict:
    """Asks a form's questions again and verifies them."""
    found: tuple[Item, ...] = ()
    fault: QuizgenError | None = None
    try:
        found = _verified(form)
        _keep(form, found)
    except Exception as error:  # noqa: BLE001 - raised again where it is no error on purpose
        fault = told(error)
    return Verdict(tuple((one.id, one.evidence) for one in found), fault, tuple(memory().decks.faults()))


def print_early(form: Asked, head: Form, recipe: Recipe) -> dict[str, Written]:
    """Verifies a form and prints what shows nothing of that; ``head`` is the form without its items."""
    try:
        items = _kept.pop(form, None) or _verified(form)
        return recipe.early(replace(head, items=items))
    except Exception as error:  # noqa: BLE001 - raised again where it is no error on purpose
        raise told(error) from None


def _verified(form: Asked) -> tuple[Item, ...]:
    return tuple(item(place.question(alone=form.alone), place.worth) for place in form.places)


def _keep(form: Asked, items: tuple[Item, ...]) -> None:
    if len(_kept) >= KEPT:
        del _kept[next(iter(_kept))]
    _kept[form] = items


def confirmed_form(draft: Draft, head: Form, verdict: Verdict) -> Form:
    """The form with its items as another process verified them; raises what it raised."""
    memory().decks.hear(verdict.notes)
    if verdict.fault:
        raise verdict.fault
    pairs = zip(draft.seats, verdict.found, strict=True)
    items = (replace(confirmed(seat.question, *found), worth=seat.worth) for seat, found in pairs)
    return replace(draft.under(head), items=tuple(items))
