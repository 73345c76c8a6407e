"""One call in a forward, as questions need it: what it is as a layer, and which calls it reads."""

from __future__ import annotations

from fractions import Fraction
from typing import Literal, TypeAlias

from msgspec import Struct

from quizgen.layers import Layer

Join: TypeAlias = Literal["", "sum", "concat"]
Shape: TypeAlias = tuple[int, ...]
INPUT = -1
"""Among a call's sources: the first input, the second and further ones being -2, -3, ..."""


class Read(Struct, frozen=True):
    """What a module or function is as a layer: the ``layer``, or why there is none, or why nothing is asked of it.

    One that ``keeps`` its input's shape and says nothing about sizes is passed over. ``type`` is the author's word
    where the layer stands for another one, as a window on a line stands for one on a map of a single row. ``said`` is
    what its author wrote otherwise than the layer has it.
    """

    layer: Layer | None = None
    reason: str = ""
    keeps: bool = False
    type: str = ""
    said: str = ""


class Seen(Struct, frozen=True):
    """How many input positions a unit spans, how far neighbouring units look apart, and the first one's centre.

    One number for each axis of the input; positions are counted from 0, the first one's centre.
    """

    size: tuple[int, ...]
    jump: tuple[Fraction, ...]
    start: tuple[Fraction, ...]


class Call(Struct, frozen=True):
    """A call of a layer, or of a function between layers.

    Shapes are without the batch, None for anything but one tensor; ``joins`` says whether maps of one size meet here,
    added or put one after the other along the channels. ``parameters`` count at a module's first call, ``again`` tells
    later ones; they are ``frozen`` where no gradient changes them. ``macs`` are what torch counted, ``seen`` is what
    was measured.
    """

    name: str
    type: str
    read: Read
    sources: tuple[int, ...]
    before: Shape | None
    after: Shape | None
    parameters: int = 0
    macs: int = 0
    joins: Join = ""
    again: bool = False
    frozen: bool = False
    seen: Seen | None = None
