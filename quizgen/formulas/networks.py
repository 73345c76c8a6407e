"""The learnable parameters of a whole network, put together from the formulas of its layers.

A network is the kinds of its layers: ``conv`` (stride 1), ``relu``, ``pool`` (stride = kernel size), ``flatten`` and
``linear``. The quantities of the layer at place 2, counted from 1, have the index 2; ``n`` is the side of the square
input and ``in_channels`` the number of its channels.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cached_property

from msgspec import Struct

from quizgen.formulas.parameters import conv_parameters, linear_parameters
from quizgen.formulas.sizes import conv_output_size
from quizgen.math.nested import Exact, nested
from quizgen.math.reader import read
from quizgen.math.rewrites import indexed, substitute
from quizgen.math.tree import Expr, Num, Op, Sym

ONE = Num(1)
FLATTENED = read("channels*n**2")
CONV: dict[str, Expr] = {"stride": ONE}
POOL: dict[str, Expr] = {"padding": Num(0), "stride": Sym("kernel_size")}
AFTER_CONV = substitute(conv_output_size.tree, CONV)
AFTER_POOL = substitute(conv_output_size.tree, POOL)


class Reading(Struct, frozen=True):
    """How a reader counts; the default is right.

    ``conv`` and ``linear`` are formulas in the names of ``quizgen.formulas.parameters``, where ``n`` stands for the
    side of the layer's output. ``pool`` and ``relu`` are what these layers are believed to have, from ``channels``,
    ``n`` and ``kernel_size``. ``features`` is what reaches the linear layer, from ``channels``, the side ``n`` of the
    last map and ``width``, the side of the input. ``after_conv`` and ``after_pool`` are the sides of maps after such a
    layer. ``depth`` says whether a convolution reads the channels of the layer before it, or those of the input.
    """

    conv: Expr = conv_parameters.tree
    linear: Expr = linear_parameters.tree
    pool: Expr | None = None
    relu: Expr | None = None
    features: Expr = FLATTENED
    after_conv: Expr = AFTER_CONV
    after_pool: Expr = AFTER_POOL
    depth: bool = True


RIGHT = Reading()


def reading(conv: Expr, linear: Expr, size: Expr) -> Reading:
    """The right way to count, from the formulas for a convolution, a linear layer and the side of a map."""
    return Reading(conv=conv, linear=linear, after_conv=substitute(size, CONV), after_pool=substitute(size, POOL))


class Stage(Struct, frozen=True, dict=True):
    """What is known after a layer: its parameters (None where there are none), side and channels of its output."""

    parameters: Expr | None
    side: Expr
    channels: Expr

    def map_at(self, numbers: Mapping[str, int]) -> tuple[int, int]:
        """Side and channels of the output of the network with these numbers."""
        side, channels = self._map
        return int(side(numbers)), int(channels(numbers))

    def parameters_at(self, numbers: Mapping[str, int]) -> int | None:
        """The layer's parameters in the network with these numbers."""
        return None if self._count is None else int(self._count(numbers))

    @cached_property
    def _map(self) -> tuple[Exact, Exact]:
        return nested(self.side), nested(self.channels)

    @cached_property
    def _count(self) -> Exact | None:
        return None if self.parameters is None else nested(self.parameters)


def stages(shape: tuple[str, ...], reading: Reading = RIGHT) -> Iterator[Stage]:
    """The layers one after the other as a reader counts them."""
    stage = Stage(None, Sym("n"), Sym("in_channels"))
    for place, step in enumerate(shape, 1):
        stage = _after(stage, step, place, reading)
        yield stage


def _after(before: Stage, step: str, place: int, reading: Reading) -> Stage:
    known = {"n": before.side, "channels": before.channels, "bias": ONE}
    if step == "conv":
        side = indexed(reading.after_conv, place, known)
        depth = before.channels if reading.depth else Sym("in_channels")
        weights = indexed(reading.conv, place, {"in_channels": depth, "n": side, "bias": ONE})
        return Stage(weights, side, Sym(f"out_channels_{place}"))
    if step == "pool":
        return Stage(_counted(reading.pool, place, known), indexed(reading.after_pool, place, known), before.channels)
    if step == "linear":
        features = substitute(reading.features, {**known, "width": Sym("n")})
        weights = indexed(reading.linear, place, {"features_in": features, "bias": ONE})
        return Stage(weights, before.side, before.channels)
    return Stage(_counted(reading.relu if step == "relu" else None, place, known), before.side, before.channels)


def _counted(formula: Expr | None, place: int, known: dict[str, Expr]) -> Expr | None:
    return None if formula is None else indexed(formula, place, known)


def network_parameters(shape: tuple[str, ...], reading: Reading = RIGHT) -> Expr:
    """The sum over all layers."""
    first, *others = [stage.parameters for stage in stages(shape, reading) if stage.parameters is not None]
    total = first
    for other in others:
        total = Op("+", total, other)
    return total
