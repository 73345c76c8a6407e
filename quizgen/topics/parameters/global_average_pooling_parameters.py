"""The learnable parameters of a classifier after global average pooling.

The reader knows that pooling leaves one value for each channel, or a small square of them, and learns nothing itself.
At the easy level a 1 × 1 convolution comes before it, at the medium one two linear layers after it; at the hard one
`output_size` leaves several values for each channel.
"""

from __future__ import annotations

from functools import cache
from typing import Any

from msgspec.structs import replace

from quizgen import oracle
from quizgen.asking.family import Check, Example, Family
from quizgen.formulas.pooled_heads import grid_parameters, hidden_parameters, pooled_parameters
from quizgen.layers import AdaptiveAvgPool2d, Conv2d, Flatten, Layer, Linear, Network, ReLU, code, real
from quizgen.misconceptions import pooled_heads
from quizgen.misconceptions.kinds import Trees
from quizgen.model import Values
from quizgen.space import Combinations, Params, concat
from quizgen.text import Text
from quizgen.text.nodes import Filling, Table
from quizgen.topics.parameters.shared.worked import worked

STEM = """
A network ends with these layers, which are given {channels} feature maps of {n} × {n}:

{layers}

{biases} `bias={bias}`; all other settings are PyTorch's defaults. How many learnable parameters do these layers have
together?
"""
BIASES = {
    "global": "The `Linear` layer has",
    "hidden": "Both `Linear` layers have",
    "grid": "The `Conv2d` and the `Linear` layer have",
}
SHOWN: dict[type[Layer], tuple[str, ...]] = {
    Conv2d: ("in_channels", "out_channels", "kernel_size"),
    AdaptiveAvgPool2d: ("output_size",),
    Linear: ("in_features", "out_features"),
}
GLOBAL = "The pooling has no parameters and leaves one value for each of the $channels$ channels. "
WORDS = {
    "global": f"{GLOBAL}The linear layer has a weight for each pair of these and the $features_out$ outputs{{biases}}.",
    "hidden": (
        f"{GLOBAL}The first linear layer joins these to its $hidden$ outputs, the second one joins those to the "
        "$features_out$ outputs{biases}."
    ),
    "grid": (
        "The 1 × 1 convolution has a weight for each pair of its $channels$ input and its $mid_channels$ output "
        "channels. The pooling has no parameters and leaves $cells$ × $cells$ values for each of these "
        "$mid_channels$ channels. The linear layer joins all of these values to its $features_out$ outputs{biases}."
    ),
}
EACH = ("; there are no biases", "; each output of a layer has a bias")
TOTALS = {
    "global": ("channels*features_out", "features_out"),
    "hidden": ("channels*hidden + hidden*features_out", "hidden + features_out"),
    "grid": ("channels*mid_channels + mid_channels*cells**2*features_out", "mid_channels + features_out"),
}


def _compose(trees: Trees, shape: tuple[str, ...]) -> Trees:
    return (dict(zip(TOTALS, trees, strict=True))[shape[0]],)


@cache
def _template(head: str, bias: int) -> str:
    words = WORDS[head].replace("{biases}", EACH[bias])
    return worked(f"{words} The number of parameters $parameters$ is", " + ".join(TOTALS[head][: 1 + bias]))


def _layers(p: Params, *, told: bool) -> tuple[Layer, ...]:
    """The layers; the first linear one is ``told`` its number of inputs, or has to find it."""
    channels, out, bias = p["channels"], p["features_out"], bool(p["bias"])
    match p.shape[0]:
        case "global":
            return AdaptiveAvgPool2d(1), Flatten(), Linear(channels if told else None, out, bias)
        case "hidden":
            first = Linear(channels if told else None, p["hidden"], bias)
            return AdaptiveAvgPool2d(1), Flatten(), first, ReLU(), Linear(p["hidden"], out, bias)
        case _:
            mid, cells = p["mid_channels"], p["cells"]
            linear = Linear(mid * cells**2 if told else None, out, bias)
            return Conv2d(channels, mid, 1, bias=bias), AdaptiveAvgPool2d(cells), Flatten(), linear


def _stem(p: Params) -> Text:
    layers = enumerate(_layers(p, told=False), 1)
    rows = tuple((str(place), code(layer, SHOWN.get(type(layer), ()))) for place, layer in layers)
    table = Table(("No.", "Layer"), rows, "The last layers of the network")
    values: dict[str, Filling] = {**p.values, "bias": str(bool(p["bias"])), "layers": table}
    return Text(STEM.replace("{biases}", BIASES[p.shape[0]]), values)


def _measure(p: Params) -> Values:
    """The linear layer is told how many values the real layers before it give."""
    layers = _layers(p, told=False)
    place = layers.index(Flatten())
    (features,) = oracle.output_shape(layers[: place + 1], (p["channels"], p["n"], p["n"]))
    linear = layers[place + 1]
    told = replace(linear, in_features=features) if isinstance(linear, Linear) else linear
    return (oracle.parameters((*layers[:place], told, *layers[place + 2 :])),)


def _listed(p: Params) -> Values:
    """Goes through the outputs of every layer with weights and counts what each of them reads."""
    total, values = 0, p["channels"]
    if "mid_channels" in p.values:
        total += sum([values + p["bias"]] * p["mid_channels"])
        values = sum([p["cells"] * p["cells"]] * p["mid_channels"])
    for outputs in (p.values[name] for name in ("hidden", "features_out") if name in p.values):
        total, values = total + sum([values + p["bias"]] * outputs), outputs
    return (total,)


def _divided(c: Any) -> Any:
    """The pooling divides the map into cells of the same size."""
    return (c.n % c.cells == 0) & (c.n > c.cells)


def _real(c: Any) -> Any:
    return real.channels(c.channels, c.mid_channels)


MIXED = {
    "channels": (16, 24, 32, 48, 64, 96, 128),
    "n": (4, 6, 7, 8),
    "mid_channels": (8, 16, 24, 32, 48, 64),
    "cells": (1,),
    "features_out": (2, 5, 10),
    "bias": (0, 1),
}
HIDDEN = {
    "channels": (32, 64, 96, 128, 160, 192, 256, 512),
    "n": (4, 7, 8, 14),
    "hidden": (10, 16, 20, 32, 50, 64, 84, 100, 128),
    "features_out": (2, 5, 10, 20, 100),
    "bias": (0, 1),
}
GRID = {
    "channels": (32, 48, 64, 96, 128, 192, 256),
    "n": (6, 8, 12, 14),
    "mid_channels": (16, 24, 32, 48, 64, 128),
    "cells": (2, 3, 4, 7),
    "features_out": (10, 20, 50, 100),
    "bias": (0, 1),
}

FAMILY = Family(
    module=__name__,
    title="Parameters of a classifier after global average pooling",
    asks="parameters",
    levels={
        "easy": concat(Combinations(MIXED, _divided, ("grid",)), real=_real),
        "medium": concat(Combinations(HIDDEN, lambda c: c.hidden != c.channels, ("hidden",))),
        "hard": concat(Combinations(GRID, _divided, ("grid",)), real=_real),
    },
    formulas=(pooled_parameters, hidden_parameters, grid_parameters),
    compose=_compose,
    misconceptions=pooled_heads.AMONG_OPTIONS,
    stem=_stem,
    solution=lambda p, key: (Text(_template(p.shape[0], p["bias"]), {**p.values, "parameters": key[0]}),),
    network=lambda p: Network((p["channels"], p["n"], p["n"]), _layers(p, told=True)),
    measure=_measure,
    recount=(Check("output by output", _listed),),
    examples=(
        Example(
            {"channels": 2048, "n": 7, "features_out": 1000, "bias": 1},
            (2_049_000,),
            "Keras Applications, ResNet-50: model summary, predictions behind avg_pool with 2,049,000 parameters",
            ("global",),
        ),
    ),
)
