"""A network's table as a value; what cannot be told is None."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypeAlias

from msgspec import Struct

from quizgen.model import Number

Axes: TypeAlias = tuple[Number, ...]
Shape: TypeAlias = tuple[int, ...]
Kind: TypeAlias = Literal["module", "function", "other"]
INPUT = -1
"""Among a line's sources: the network's input, the second and further ones being -2, -3, ..."""


@dataclass(frozen=True, slots=True)
class Line:
    """One layer; sizes, fields, jumps and starts are one number an axis, the channels left out of the last three.

    ``kind`` is "module" for a layer, "function" for what a forward calls between layers, and "other" for parameters
    that a forward uses directly, whose line has no output. Shapes are without the batch. ``parameters`` are all that
    the line has, ``frozen`` those of them that no gradient changes.

    ``receptive_field`` is what windows alone reach. Where a unit sees all that is there by its very layer (pooled to
    one unit, flattened, mixed over the map) ``whole`` is true, and the field is the part of the input that is seen.
    Where a global gate, as in squeeze-and-excitation, makes units depend on the whole map as well, ``through`` names
    it. ``sources`` are the places, in the table, of the lines whose outputs it reads, or ``INPUT``; ``output_bytes``
    is what its output takes. All else is as in ``quizgen.tracing.Row``.
    """

    name: str
    type: str
    output_shape: Shape | None
    parameters: int
    macs: int | None
    receptive_field: Axes | None
    jump: Axes | None
    start: Axes | None
    kind: Kind = "module"
    frozen: int = 0
    input_shapes: tuple[Shape, ...] = ()
    output_bytes: int | None = None
    whole: bool = False
    through: str = ""
    sources: tuple[int, ...] = ()

    @property
    def trainable(self) -> int:
        """The parameters that a gradient changes."""
        return self.parameters - self.frozen


class Input(Struct, frozen=True):
    """One of several inputs: its name in the forward, its shape without the batch, and torch's name of its numbers."""

    name: str
    shape: Shape
    dtype: str = "float32"


class Explanation(Struct, frozen=True):
    """The lines of a network in the order in which its layers run, and what they add up to.

    ``input`` is the shape of the only or the first input, ``inputs`` are all of them where there are several.
    ``frozen`` is how many of the ``parameters`` no gradient changes.
    ``notes`` say what the numbers leave open, a sentence each without a full stop. ``groups`` are input channels,
    output channels and groups of the first convolution with groups, None where there is none.
    """

    title: str
    input: Shape
    lines: tuple[Line, ...]
    parameters: int
    macs: int | None
    notes: tuple[str, ...] = ()
    frozen: int = 0
    inputs: tuple[Input, ...] = ()
    groups: tuple[int, int, int] | None = None

    @property
    def trainable(self) -> int:
        """The parameters that a gradient changes."""
        return self.parameters - self.frozen


def one_or_all(values: Axes | None) -> Number | Axes | None:
    """One number where it is that of every axis, else all of them; None where it cannot be told."""
    return values[0] if values and len(set(values)) == 1 else values
