"""What a student means to say on a page, and with which marks: the truth that a reading is held against."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

import numpy as np
from msgspec import Struct

from quizgen.sheets.page import Box, Field, Page
from quizgen.sheets.place import Place, place_of
from quizgen.sheets.places import squares

Stroke = Literal["full", "cross", "tick", "faint", "erased", "struck", "written"]
"""What is done to a box; ``struck`` is a cross that was scribbled over since another box is meant."""
Manner = Literal["full", "cross", "tick", "faint", "erased", "blank", "wiped", "double", "corrected"]
"""How a field is filled: ``erased`` with such a mark beside the one that is meant, ``wiped`` with that alone; a
row that is ``corrected`` says so in its own box, and what counts is written by hand."""
TOLD: frozenset[Manner] = frozenset({"double", "corrected"})
"""What has to be shown to a human."""


class Habits(Struct, frozen=True):
    """How many rows in a hundred a student fills in which manner; all others as usual."""

    blank: float = 6
    erased: float = 3
    wiped: float = 0.5
    double: float = 2
    corrected: float = 1


class Meant(Struct, frozen=True):
    """A field as it was filled: ``value`` is what it says, empty where it says nothing or two things."""

    field: Field
    value: str
    manner: Manner
    strokes: tuple[tuple[Box, Stroke], ...]

    @property
    def key(self) -> Place:
        """By what the field is known."""
        return place_of(self.field)


def meant(
    page: Page, values: Mapping[Place, str], manner: Manner, habits: Habits, rng: np.random.Generator
) -> tuple[Meant, ...]:
    """All fields of a page: with their value where there is one, with a random one elsewhere.

    A value that is given as empty is left blank. The student's number is always filled, without second thoughts.
    """
    every = []
    for field in page.fields:
        key = place_of(field)
        value = values[key] if key in values else drawn(field, rng)
        own = manner if not field.question else _manner(field, value, manner, habits, rng)
        every.append(Meant(field, value if own not in {"blank", "wiped", *TOLD} else "", own, ()))
        every[-1] = _stroked(every[-1], value, rng)
    return tuple(every)


def drawn(field: Field, rng: np.random.Generator) -> str:
    """Any value of a field."""
    if len(field.columns) > 1:
        digits = len(field.columns) if not field.question else int(rng.integers(1, min(6, len(field.columns)) + 1))
        return "".join(str(rng.integers(0, 10)) for _ in range(digits))
    labels = [box.label for box in field.columns[0]]
    size = 1 if field.marks == "one" else int(rng.integers(1, len(labels) + 1))
    return "".join(sorted(rng.choice(labels, size, replace=False)))


def _manner(field: Field, value: str, usual: Manner, habits: Habits, rng: np.random.Generator) -> Manner:
    if not value:
        return "blank"
    ticket = float(rng.uniform(0, 100))
    for name in ("blank", "erased", "wiped", "double", "corrected"):
        share: float = getattr(habits, name)
        if ticket < share:
            free = len(field.columns[0]) - len(value if len(field.columns) == 1 else value[0])
            possible = free > 0 and not (name == "double" and field.marks == "many")
            if name == "corrected":
                possible = field.corrected is not None
            return name if possible else usual
        ticket -= share
    return usual


def _stroked(one: Meant, value: str, rng: np.random.Generator) -> Meant:
    """The same with the strokes that its manner takes."""
    boxes = _boxes(one.field, value)
    usual: Stroke = one.manner if one.manner in {"full", "cross", "tick", "faint"} else "full"
    if one.manner == "blank":
        return one
    if one.manner == "wiped":
        return Meant(one.field, "", one.manner, tuple((box, "erased") for box in boxes))
    strokes: list[tuple[Box, Stroke]] = [(box, usual) for box in boxes]
    strokes.extend(
        (Box(*_place(box), character), "written") for box, character in zip(squares(one.field), value, strict=False)
    )
    if one.manner in {"erased", "double"}:
        place = int(rng.integers(0, len(value))) if len(one.field.columns) > 1 else 0
        free = [box for box in one.field.columns[place] if box not in boxes]
        other = free[int(rng.integers(0, len(free)))]
        second: Stroke = "erased" if one.manner == "erased" else ("full", "cross", "struck")[int(rng.integers(0, 3))]
        strokes.append((other, second))
    if one.manner == "corrected" and one.field.corrected:
        box = one.field.corrected
        written = Box(box.x + box.width + 1.5, box.y - 0.5, 4, 4.5, "C")
        strokes += [(box, usual), (written, "written")]
    return Meant(one.field, one.value, one.manner, tuple(strokes))


def _place(box: Box) -> tuple[float, float, float, float]:
    return box.x, box.y, box.width, box.height


def _boxes(field: Field, value: str) -> list[Box]:
    """The boxes that say a value."""
    if len(field.columns) == 1:
        return [box for box in field.columns[0] if box.label in value]
    pairs = zip(field.columns, value, strict=False)
    return [box for column, character in pairs for box in column if box.label == character]
