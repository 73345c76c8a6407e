"""A level's options as arrays, for those who learn from them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from fractions import Fraction
from math import lcm

import numpy as np
from msgspec import Struct

from quizgen.answers import Choice
from quizgen.asking.source import Source
from quizgen.audit.drawn import choice, choices
from quizgen.guessing import Ints
from quizgen.layers import Layer, arguments
from quizgen.model import Level, Value

ITEMS = 1000
FEW = 60
"""From fewer items with so many options nothing can be learned; they are left out."""


class Lot(Struct, frozen=True):
    """Items with the same number of options.

    ``parts`` is items x options x parts: one part for a number, an argument or an axis of it each for layers and
    pairs. ``right`` is the key's place; items with the same key have the same number in ``keys``, those that show the
    same options in ``sets``.
    """

    parts: Ints
    right: Ints
    keys: Ints
    sets: Ints

    @property
    def options(self) -> int:
        """How many options each item has."""
        return int(self.parts.shape[1])

    def __len__(self) -> int:
        return len(self.right)


def lots(source: Source, level: Level, number: int = ITEMS) -> tuple[Lot, ...]:
    """So many items of a level, by their number of options, without sorts of which there are few.

    None where the level cannot be asked as a choice.
    """
    if source.authored or "choice" not in source.kinds:
        return ()
    held: dict[int, list[Choice]] = defaultdict(list)
    for question in choices(source, level, number, "learned"):
        answer = choice(question)
        held[len(answer.options)].append(answer)
    return tuple(_lot(held[count]) for count in sorted(held) if len(held[count]) >= FEW)


def _lot(answers: Sequence[Choice]) -> Lot:
    parts = [_rows([option.value for option in answer.options]) for answer in answers]
    return Lot(
        np.asarray(parts, dtype=np.int64),
        np.asarray([answer.right for answer in answers], dtype=np.int64),
        _numbered([repr(answer.key.value) for answer in answers]),
        _numbered([repr(sorted(rows)) for rows in parts]),
    )


def _numbered(names: Sequence[str]) -> Ints:
    numbers = {name: number for number, name in enumerate(dict.fromkeys(names))}
    return np.asarray([numbers[name] for name in names], dtype=np.int64)


def _rows(values: Sequence[Value]) -> list[list[int]]:
    """The options as whole numbers; fractions in parts of the same size."""
    numbers = [value for value in values if isinstance(value, int | Fraction)]
    if len(numbers) == len(values):
        unit = lcm(*(number.denominator for number in numbers))
        return [[int(number * unit)] for number in numbers]
    return [list(_parts(value)) for value in values]


def _parts(value: Value) -> Iterator[int]:
    if isinstance(value, tuple):
        yield from map(int, value)
    elif isinstance(value, Layer):
        for argument in arguments(value).values():
            yield from _axes(argument)
    else:
        raise TypeError(f"{value!r} is neither a number nor a layer")


def _axes(argument: object) -> tuple[int, int]:
    """An argument along both axes; what is no number, such as ``padding="same"``, as minus its length."""
    if isinstance(argument, tuple):
        return int(argument[0]), int(argument[1])
    if isinstance(argument, int):
        return int(argument), int(argument)
    return (-len(str(argument)),) * 2
