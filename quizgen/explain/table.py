"""A network's table as a value; what cannot be told is None."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeAlias

from quizgen.model import Number

Axes: TypeAlias = tuple[Number, ...]


@dataclass(frozen=True, slots=True)
class Line:
    """One layer; sizes, fields, jumps and starts are one number an axis, the channels left out of the last three.

    All are those of ``quizgen.tracing.Row``.
    """

    name: str
    type: str
    output_shape: tuple[int, ...] | None
    parameters: int
    macs: int | None
    receptive_field: Axes | None
    jump: Axes | None
    start: Axes | None


@dataclass(frozen=True, slots=True)
class Explanation:
    """The lines of a network in the order in which its layers run, and what they add up to.

    ``notes`` say what the numbers leave open, a sentence each without a full stop.
    """

    title: str
    input: tuple[int, ...]
    lines: tuple[Line, ...]
    parameters: int
    macs: int | None
    notes: tuple[str, ...] = ()


def one_or_all(values: Sequence[Number]) -> Number | list[Number]:
    """One number where it is that of every axis, else all of them."""
    return values[0] if len(set(values)) == 1 else list(values)
