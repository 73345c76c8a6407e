"""What a stem asks: an input, layers, and one number or shape about them, with what it leaves open as None."""

from __future__ import annotations

from typing import Literal, TypeAlias

from msgspec import Struct, field

Kind: TypeAlias = Literal["Conv", "ConvTranspose", "MaxPool", "AvgPool", "Linear"]
Wanted: TypeAlias = Literal["size", "values", "parameters", "macs", "field"]
"""``size`` is a side, or the shape, as the answer has it."""
Axes: TypeAlias = tuple[int, ...]


class Part(Struct):
    """A layer as far as it is told; sizes have one number for all axes, or one for each."""

    kind: Kind | None = None
    dims: int | None = None
    inputs: int | None = None
    outputs: int | None = None
    kernel: Axes | None = None
    stride: Axes | None = None
    padding: Axes | None = None
    same: bool = False
    dilation: Axes | None = None
    groups: int | None = None
    output_padding: Axes | None = None
    bias: bool | None = None
    ceil: bool | None = None
    copies: int = 1
    plain: str = ""
    """The code of a layer of another kind, such as ``torch.nn.ReLU()``."""


class Problem(Struct):
    """All that a stem tells; ``pytorch`` where what is not told has PyTorch's defaults."""

    wanted: Wanted
    parts: list[Part] = field(default_factory=list)
    batch: int | None = None
    channels: int | None = None
    given: Axes | None = None
    """The input as it is written: sides, and perhaps channels and the batch beside them."""
    first: bool = False
    last: bool = False
    """Where channels stand in it, if that is said."""
    surely: bool = False
    """Whether it is surely the input, and no map that a layer gives."""
    floor: bool = False
    pytorch: bool = False
    zeros_count: bool = False
    rounded: bool = False
    """Whether a fraction is rounded, and nobody says how."""


class Doubtful(Exception):  # noqa: N818 - it says why nothing is said
    """The stem is not understood for certain."""
