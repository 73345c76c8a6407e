"""Forms that another process verifies, while this one draws and prints: what it finds are small messages."""

from __future__ import annotations

from dataclasses import dataclass, replace

from quizgen.asking.verify import confirmed, verified
from quizgen.blueprint.forms import Draft
from quizgen.errors import QuizgenError
from quizgen.jobs.places import Place, places
from quizgen.jobs.portions import told
from quizgen.memory.cache import memory
from quizgen.model import Evidence, Form
from quizgen.oracle import running


@dataclass(frozen=True, slots=True)
class Asked:
    """Which questions stand in a form; ``alone``, no other form draws from their cells for the same seeds."""

    places: tuple[Place, ...]
    alone: bool


@dataclass(frozen=True, slots=True)
class Verdict:
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
    found: list[tuple[str, Evidence]] = []
    fault: QuizgenError | None = None
    try:
        for place in form.places:
            item = verified(place.question(alone=form.alone))
            found.append((item.id, item.evidence))
    except Exception as error:  # noqa: BLE001 - raised again where it is no error on purpose
        fault = told(error)
    return Verdict(tuple(found), fault, tuple(memory().decks.faults()))


def confirmed_form(draft: Draft, head: Form, verdict: Verdict) -> Form:
    """The form with its items as another process verified them; raises what it raised."""
    memory().decks.hear(verdict.notes)
    if verdict.fault:
        raise verdict.fault
    pairs = zip(draft.seats, verdict.found, strict=True)
    items = (replace(confirmed(seat.question, *found), worth=seat.worth) for seat, found in pairs)
    return replace(draft.under(head), items=tuple(items))
