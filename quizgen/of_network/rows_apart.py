"""Some layers that follow each other before and after an argument of one of them is changed, and which then differ."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import TypeAlias

from msgspec import Struct
from msgspec.structs import replace

from quizgen import oracle
from quizgen.errors import UsageError
from quizgen.layers import (
    AdaptivePooling,
    AvgPooling,
    BatchNorm,
    ChannelDropout,
    Convolution,
    Dropout,
    Flatten,
    Layer,
    Linear,
    MaxPooling,
    Pointwise,
    PReLU,
    Sliding,
    Transposed,
)
from quizgen.of_network.altering import KERNELS, MOVES, STRIDES, Shape, given, put
from quizgen.of_network.places import AskedNetwork, Place
from quizgen.tracing.costs import parameters

Change: TypeAlias = tuple[str, int, int]
"""An argument, what it is, and what it becomes."""
CONVOLUTIONS = (Convolution, Transposed)
ADAPTIVE = (AdaptivePooling,)
TOLD = (*CONVOLUTIONS, MaxPooling, AvgPooling, *ADAPTIVE, BatchNorm, Flatten, Linear)
"""Layers that have a row."""
PASSED_OVER = (Pointwise, Dropout, ChannelDropout)
"""Layers that need none: they keep every shape and learn nothing."""
WIDEST = 512
"""Wider layers become narrower, not wider."""


class Altered(Struct, frozen=True, dict=True):
    """Rows, of which the one at place ``at`` has ``argument`` become ``now`` instead of ``before``.

    ``old`` and ``new`` are the layers of all rows, those behind made to fit what then reaches them, ``shapes`` what
    they then give.
    """

    rows: tuple[Place, ...]
    at: int
    argument: str
    before: int
    now: int
    old: tuple[Layer, ...]
    new: tuple[Layer, ...]
    shapes: tuple[Shape, ...]

    @property
    def row(self) -> Place:
        """The row that is changed."""
        return self.rows[self.at]

    @cached_property
    def reshaped(self) -> tuple[bool, ...]:
        """Which rows give another shape, by formula."""
        return tuple(one.after != shape for one, shape in zip(self.rows, self.shapes, strict=True))

    @cached_property
    def counts(self) -> tuple[tuple[int, int], ...]:
        """How many parameters each row learns before and after the change, by formula."""
        return tuple((parameters(old, 0), parameters(new, 0)) for old, new in zip(self.old, self.new, strict=True))

    @property
    def recounted(self) -> tuple[bool, ...]:
        """Which rows learn another number of parameters, by formula."""
        return tuple(old != new for old, new in self.counts)

    def measured_shapes(self) -> tuple[int, ...]:
        """The numbers of the rows whose real layers give another shape."""
        return self._differing(self._given(self.old), self._given(self.new))

    def measured_counts(self) -> tuple[int, ...]:
        """The numbers of the rows whose real layers have another number of parameters."""
        old, new = ([oracle.parameters((layer,)) for layer in layers] for layers in (self.old, self.new))
        return self._differing(old, new)

    def _given(self, layers: Sequence[Layer]) -> list[Shape]:
        found = [self.rows[0].before]
        for layer in layers:
            found.append(oracle.output_shape((layer,), found[-1]))
        return found[1:]

    @staticmethod
    def _differing(old: Sequence[object], new: Sequence[object]) -> tuple[int, ...]:
        return tuple(place for place, pair in enumerate(zip(old, new, strict=True), 1) if pair[0] != pair[1])


def runs(subject: AskedNetwork) -> tuple[tuple[Place, ...], ...]:
    """The longest rows of places that nothing stands between but what needs no row."""
    blocks = _within(subject)
    every = [run for place in subject.places if (run := _run_of(place, blocks))]
    within = {_numbers(run[:-1]) for run in every}
    return tuple(run for run in every if _numbers(run) not in within)


def _numbers(run: tuple[Place, ...]) -> tuple[int, ...]:
    return tuple(place.number for place in run)


def _run_of(place: Place, blocks: frozenset[int]) -> tuple[Place, ...]:
    """The rows up to a place that nothing stands between but what needs no row; none where it has none itself."""
    found: list[Place] = []
    for one in reversed((*place.path, place)):
        if isinstance(one.layer, PASSED_OVER) and not isinstance(one.layer, PReLU):
            continue
        if not _is_told(one) or (one.number in blocks) is not (place.number in blocks):
            break
        found.append(one)
    return tuple(reversed(found)) if found and found[0] is place else ()


def _within(subject: AskedNetwork) -> frozenset[int]:
    """The numbers of the places in blocks."""
    return frozenset(one.number for block in subject.places for path in block.inside for one in path)


def _is_told(place: Place) -> bool:
    layer = place.layer
    learns = isinstance(layer, (*CONVOLUTIONS, BatchNorm, Linear))
    if isinstance(layer, Linear) and len(place.before) > 1:
        return False  # it reads one axis of several
    return isinstance(layer, TOLD) and not place.inside and not (learns and (place.again or place.shared))


def filled(place: Place) -> Layer:
    """The layer with what it reads told."""
    layer = place.layer
    return replace(layer, in_features=place.before[0]) if isinstance(layer, Linear) else layer


def altered(rows: tuple[Place, ...], at: int, change: Change, axes: int) -> Altered | None:
    """The rows with a change, on maps of so many axes; None where they cannot be run with it."""
    argument, before, now = change
    old = tuple(map(filled, rows))
    changed = put(old[at], argument, now, axes)
    try:
        new, shapes = given((*old[:at], changed, *old[at + 1 :]), rows[0].before)
    except UsageError:
        return None
    return Altered(rows, at, argument, before, now, old, new, shapes)


def changes(subject: AskedNetwork, place: Place) -> Iterator[Change]:
    """What of a row may become another number: the argument, what it is, and what it becomes."""
    layer = place.layer
    if place.said or place.shared or place.again:
        return
    if isinstance(layer, Sliding):
        yield from _moves(subject, layer)
    if isinstance(layer, CONVOLUTIONS) and layer.groups == 1 and layer.out_channels:
        yield "out_channels", layer.out_channels, _wider(layer.out_channels)
    if isinstance(layer, Linear):
        yield "out_features", layer.out_features, _wider(layer.out_features)


def _moves(subject: AskedNetwork, layer: Sliding) -> Iterator[Change]:
    """Another stride, padding or kernel size; where axes differ, none."""
    values = [getattr(layer, name) for name in MOVES]
    if subject.axes > 1 and not all(isinstance(value, int) for value in values):
        return
    size, stride, padding = (value[-1] if isinstance(value, tuple) else value for value in values)
    if size > 1 and stride in STRIDES:
        yield "stride", stride, STRIDES[stride]
    if isinstance(layer, Convolution):
        if size > 1:
            yield "padding", padding, 0 if padding else size // 2
        if size in KERNELS:
            yield "kernel_size", size, KERNELS[size]


def _wider(width: int) -> int:
    return width // 2 if width >= WIDEST and width % 2 == 0 else 2 * width
