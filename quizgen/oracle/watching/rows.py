"""What one run of a module tells: its calls with shapes, parameters and operations, and what it has beside them."""

from __future__ import annotations

from typing import Any, Literal, TypeAlias

from msgspec import Struct

Shape: TypeAlias = tuple[int, ...]


class ModuleCall(Struct, frozen=True):
    """One call of an innermost module or of a function; a module's parameters count at its first call.

    Shapes are without the batch: a first axis of length 1, or the second one where a recurrent layer has it there; in
    ``shape`` it stands. Of several tensors that a call gives the first one is told, None where there is none. ``macs``
    are None where an operator has products that nobody knows. ``sources`` are places of calls, or -1, -2, ... for the
    first, second, ... input.
    """

    name: str
    type: str
    output_shape: Shape | None
    parameters: int
    macs: int | None
    again: bool
    kind: Literal["module", "function"] = "module"
    trainable: int = 0
    input_shapes: tuple[Shape, ...] = ()
    output_bytes: int | None = None
    sources: tuple[int, ...] = ()
    shape: Shape | None = None


class Other(Struct, frozen=True):
    """What a module has beside its calls: parameters that a forward uses directly or never, or operations unseen.

    It stands before the call at the place ``before``.
    """

    name: str
    type: str
    parameters: int
    trainable: int
    macs: int | None
    before: int


class Watched(Struct, frozen=True):
    """All calls of a run, what stands beside them, and what they add up to. ``notes`` are sentences without a stop.

    ``groups`` are input channels, output channels and groups of the first convolution with groups, if there is one.
    """

    calls: tuple[ModuleCall, ...]
    others: tuple[Other, ...]
    parameters: int
    trainable: int
    macs: int | None
    notes: tuple[str, ...] = ()
    groups: tuple[int, int, int] | None = None


def main(values: Any) -> Any:
    """The first of some tensors, or None."""
    return next(iter(values), None)


def without_batch(tensor: Any, *, second: bool = False) -> Shape:
    """A tensor's shape for one sample; where samples are merged with another axis, all of it is of the one sample."""
    shape = tuple(tensor.shape)
    if second and len(shape) > 2 and shape[1] == 1:
        return (shape[0], *shape[2:])
    return shape[1:] if shape[:1] == (1,) else shape
