"""What the report of an exam's fairness tells of each form, as it is written."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from typing import Any

from msgspec import Struct
from msgspec.structs import asdict

from quizgen.blueprint.arranging import choice
from quizgen.blueprint.difficulty import predicted
from quizgen.blueprint.forms import Seat
from quizgen.blueprint.offering import OFFERING, offered
from quizgen.model import Question


class Row(Struct, frozen=True):
    """A question of a form: ``place`` is its number there from 1, ``in_slot`` that in its slot.

    ``key`` is its letter if it has one, ``steps`` are those of its worked solution, and ``predicted`` is what share of
    its points is foretold.
    """

    place: int
    slot: str
    in_slot: int
    item: str
    family: str
    level: str
    kind: str
    options: int
    key: str
    misconceptions: tuple[str, ...]
    steps: int
    predicted: float
    points: str


class FormRow(Struct, frozen=True):
    """A form: its questions, how often each letter is the key, its longest run, and what is outside the bounds.

    ``alike`` is at how many places the key is that of the earlier form to which it comes nearest, if there is one, and
    ``predicted`` what share of all points is foretold.
    """

    form: str
    questions: tuple[Row, ...]
    letters: dict[str, int]
    longest_run: int
    nearest: str
    alike: int
    predicted: float
    outside: tuple[str, ...]

    def json(self) -> dict[str, Any]:
        """As it is written."""
        return asdict(self) | {"questions": [asdict(one) for one in self.questions]}


def row(place: int, seat: Seat, foretell: Callable[[Question], Fraction] = predicted) -> Row:
    """What stands at a place, counted from 1; how hard it is as somebody may ``foretell`` it."""
    question = seat.question
    answer = choice(question)
    return Row(
        place=place,
        slot=seat.slot,
        in_slot=seat.place + 1,
        item=question.id,
        family=question.family,
        level=question.level,
        kind=question.kind,
        options=on_offer(question),
        key=answer.key_words().template if answer else "",
        misconceptions=tuple(sorted(offered(question))),
        steps=len(question.solution),
        predicted=round(float(foretell(question)), 3),
        points=str(worth(seat)),
    )


def worth(seat: Seat) -> Fraction:
    """The points of a question in its form."""
    return seat.question.points if seat.worth is None else seat.worth


def on_offer(question: Question) -> int:
    """How many options are on offer; answers that are only foreseen are none."""
    return len(question.options) if question.kind in OFFERING else 0


def shape(seat: Seat) -> dict[str, object]:
    """What is to be the same at a place in all forms."""
    question = seat.question
    return {
        "level": question.level,
        "kind": question.kind,
        "options": on_offer(question),
        "solution steps": len(question.solution),
    }
