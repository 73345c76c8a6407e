"""Shapes in words, and what is said of those that do not fit."""

from __future__ import annotations

from math import prod
from typing import NoReturn

from quizgen.errors import UsageError

Dims = tuple[int, ...]
MOST_ELEMENTS, MOST_CHANNELS = 10**15, 10**6
"""Of a map: far more than any machine holds, and far less than torch can count; and of its channels."""
AXES = {1: ("length",), 2: ("height", "width"), 3: ("depth", "height", "width")}
"""What each axis is called, by how many there are beside the channels."""
WANTED = {1: "channels and length", 2: "channels, height and width", 3: "channels, depth, height and width"}


def shown(shape: Dims) -> str:
    """A shape in print: ``64x56x56``."""
    return "x".join(str(size) for size in shape)


def mismatch(argument: str, given: object, fact: str, fits: object, name: str) -> NoReturn:
    """Raises UsageError for an argument that has another value than what reaches the layer asks for."""
    raise UsageError(f"{name}: {argument} is {given}, but {fact}; write {fits}")


def as_map(kind: str, axes: int, shape: Dims, name: str) -> Dims:
    """The shape, if it is that of a map of so many axes; raises UsageError for any other."""
    if len(shape) == 1:
        raise UsageError(
            f"{name}: {kind} needs {WANTED[axes]}, but {shown(shape)} features reach it; "
            "put it before flatten, or unflatten before it"
        )
    if len(shape) != axes + 1:
        raise UsageError(
            f"{name}: {kind} needs {WANTED[axes]}, but a map of {shown(shape)} reaches it{_other(kind, axes, shape)}"
        )
    return shape


def _other(kind: str, axes: int, shape: Dims) -> str:
    """The layer of the same kind for the axes of the map, where there is one."""
    stem, number = kind.removesuffix(f"{axes}d"), len(shape) - 1
    return f"; take {stem}{number}d" if stem != kind and number in WANTED and stem != "Upsample" else ""


def moderate(shape: Dims, name: str) -> Dims:
    """The shape that a layer gives; raises UsageError where no real layer's is as large."""
    if len(shape) > 1 and shape[0] > MOST_CHANNELS:
        raise UsageError(f"{name}: an output of {shown(shape)} has more than {MOST_CHANNELS:,} channels; take fewer")
    if prod(shape) > MOST_ELEMENTS:
        raise UsageError(
            f"{name}: an output of {shown(shape)} has more than {MOST_ELEMENTS:,} numbers; make it smaller"
        )
    return shape
