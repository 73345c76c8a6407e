"""What each layer of a network makes of what reaches it: the output's shape, parameters, the receptive field.

A network is the steps of its layers: ``conv``, ``dilated``, ``grouped``, ``pool``, ``relu``, ``norm``, ``flatten`` and
``linear``. The formulas of a row speak of what reaches the layer (``in_channels``, ``n_h``, ``n_w``, ``features_in``,
``receptive_field``, ``jump``) and of its own arguments; ``links`` says what these are at a place, counted from 1, where
``channels_2``, ``height_2`` and ``width_2``, or ``features_2``, are the second layer's output.
"""

from __future__ import annotations

from functools import cache, reduce
from typing import TypeAlias

from quizgen.formulas.norm_parameters import channel_norm_parameters
from quizgen.formulas.parameters import conv_parameters, grouped_parameters, linear_parameters
from quizgen.formulas.receptive_field import wider_field
from quizgen.formulas.sizes import conv_output_size, dilated_conv_output_size, pool_output_size
from quizgen.math.reader import read
from quizgen.math.rewrites import substitute
from quizgen.math.tree import Expr, Num, Op, Sym

Shape: TypeAlias = tuple[str, ...]
CONVOLUTIONS = ("conv", "dilated", "grouped")
WINDOWS = (*CONVOLUTIONS, "pool")
FLAT = ("flatten", "linear")
_CONV = ("out_channels", "kernel_size", "stride", "padding")
ARGUMENTS: dict[str, tuple[str, ...]] = {
    "conv": _CONV,
    "dilated": (*_CONV, "dilation"),
    "grouped": (*_CONV, "groups"),
    "pool": ("kernel_size", "stride", "padding"),
    "linear": ("features_out",),
}
"""The numbers that a layer of a step is given, in their order; the other kinds have none."""
SIDES: dict[str, Expr] = {
    "conv": conv_output_size.tree,
    "dilated": dilated_conv_output_size.tree,
    "grouped": conv_output_size.tree,
    "pool": pool_output_size.tree,
}
PARAMETERS: dict[str, Expr] = {
    "conv": conv_parameters.tree,
    "dilated": conv_parameters.tree,
    "grouped": grouped_parameters.tree,
    "norm": substitute(channel_norm_parameters.tree, {"channels": Sym("in_channels")}),
    "linear": linear_parameters.tree,
}
"""The learnable parameters of the kinds that have any."""


def channels(step: str) -> Expr:
    """The channels that a layer gives."""
    return Sym("out_channels" if step in CONVOLUTIONS else "in_channels")


def both(side: Expr) -> tuple[Expr, Expr]:
    """Height and width, from a formula for a side ``n``."""
    return substitute(side, {"n": Sym("n_h")}), substitute(side, {"n": Sym("n_w")})


def output_shape(step: str) -> tuple[Expr, ...]:
    """Channels, height and width of the output, or the number of its values where it is flat."""
    if step in FLAT:
        return (read("in_channels*n_h*n_w") if step == "flatten" else Sym("features_out"),)
    return (channels(step), *both(SIDES.get(step, Sym("n"))))


def field(step: str) -> Expr:
    """The receptive field of one unit of the output: only windows widen it."""
    return wider_field.tree if step in WINDOWS else Sym("receptive_field")


def shape_names(step: str, place: int) -> tuple[str, ...]:
    """What later rows call the numbers of the output's shape."""
    names = ("features",) if step in FLAT else ("channels", "height", "width")
    return tuple(f"{name}_{place}" for name in names)


@cache
def links(shape: Shape, place: int) -> dict[str, Expr]:
    """What the names in the formulas of a row stand for: names of rows before it, and numbers of the point.

    Beside what reaches the layer: ``below_...`` is about the last window before it (its kernel size, dilation and
    stride, and the channels and the map that reached it), ``image_channels`` and
    ``image``, its side, are what the network is given.
    """
    before, step = shape[: place - 1], shape[place - 1]
    known = {name: Sym(f"{name}_{place}") for name in ARGUMENTS.get(step, ())}
    return {
        "dilation": Num(1),
        **_reaching(before),
        **_below(before),
        **known,
        "bias": Num(int(biased(shape, place))),
        "jump": jump(before),
        "image_channels": Sym("in_channels"),
        "image": Sym("n"),
    }


def biased(shape: Shape, place: int) -> bool:
    """Whether a layer has biases: not where the normalisation right behind it would take them off again."""
    return shape[place : place + 1] != ("norm",)


def jump(before: Shape) -> Expr:
    """How many pixels neighbouring units are apart after these layers: the product of their strides."""
    strides: list[Expr] = [Sym(f"stride_{place}") for place, step in enumerate(before, 1) if step in WINDOWS]
    return reduce(lambda left, right: Op("*", left, right), strides) if strides else Num(1)


def _reaching(before: Shape) -> dict[str, Expr]:
    """What the layers before give, by the names that the next row's formulas use."""
    known: dict[str, Expr] = {"in_channels": Sym("in_channels"), "n_h": Sym("n"), "n_w": Sym("n")}
    known["receptive_field"] = Num(1)
    for place, step in enumerate(before, 1):
        own = map(Sym, shape_names(step, place))
        known |= dict(zip(("features_in",) if step in FLAT else ("in_channels", "n_h", "n_w"), own, strict=True))
        if step not in FLAT:
            known["receptive_field"] = Sym(f"receptive_field_{place}")
    return known


def _below(before: Shape) -> dict[str, Expr]:
    """The last window among the layers; nothing where there is none."""
    place = next((number for number in range(len(before), 0, -1) if before[number - 1] in WINDOWS), 0)
    if not place:
        return {}
    reached = _reaching(before[: place - 1])
    own = ("kernel_size", "stride", *(("dilation",) if before[place - 1] == "dilated" else ()))
    return {
        "below_dilation": Num(1),
        **{f"below_{name}": Sym(f"{name}_{place}") for name in own},
        **{f"below_{name}": reached[name] for name in ("in_channels", "n_h", "n_w")},
        "below_jump": jump(before[: place - 1]),
    }


@cache
def whole(shape: Shape) -> dict[str, Expr]:
    """What every row gives, by the names that later rows use for it, over the numbers of the point alone."""
    found: dict[str, Expr] = {}
    for place, step in enumerate(shape, 1):
        meaning = {name: substitute(tree, found) for name, tree in links(shape, place).items()}
        own = dict(zip(shape_names(step, place), output_shape(step), strict=True))
        if step in PARAMETERS:
            own[f"parameters_{place}"] = PARAMETERS[step]
        if step not in FLAT:
            own |= {f"receptive_field_{place}": field(step)}
        found |= {name: substitute(tree, meaning) for name, tree in own.items()}
        found[f"jump_{place}"] = jump(shape[:place])
    return found
