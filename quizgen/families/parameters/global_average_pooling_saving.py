"""What adaptive average pooling before a linear layer saves against flattening the whole map.

The reader counts the inputs of both linear layers, and subtracts their weights. Easy maps are square; at the medium
level height and width differ; at the hard one `output_size` leaves several values for each channel as well.
"""

from __future__ import annotations

from typing import Any

from quizgen import oracle
from quizgen.asking.family import Check, Example, Family
from quizgen.families.parameters.shared.worked import worked
from quizgen.formulas.pooled_heads import pooling_saves
from quizgen.layers import AdaptiveAvgPool2d, Flatten, Layer, Linear, Network
from quizgen.misconceptions import pooling_saves as mistakes
from quizgen.model import Values
from quizgen.space import Combinations, Params, concat
from quizgen.text import Text

STEM = (
    "Two classifiers read {channels} feature maps of {n_h} × {n_w} (height × width). In network *a* "
    "`AdaptiveAvgPool2d(output_size={cells})` comes first, then `Flatten()` and a `Linear` layer; in network *b* there "
    "are only `Flatten()` and a `Linear` layer. Both `Linear` layers have `out_features={features_out}` and "
    "`bias=True`. How many fewer learnable parameters does network *a* have than network *b*?"
)
WORDS = (
    "Network *b* flattens all $n_h*n_w$ positions of the $channels$ channels. The pooling has no parameters and leaves "
    "$cells**2$ of them for network *a*. Each value has one weight for each of the $features_out$ outputs, and the "
    "biases are the same in both. Network *a* saves this number of parameters $parameters$:"
)
FORMULA = "channels*n_h*n_w*features_out - channels*cells**2*features_out"


def _layers(p: Params) -> dict[str, tuple[Layer, ...]]:
    """The layers before the linear one."""
    return {"a": (AdaptiveAvgPool2d(p["cells"]), Flatten()), "b": (Flatten(),)}


def _networks(p: Params) -> dict[str, Network]:
    values = {"a": p["cells"] ** 2, "b": p["n_h"] * p["n_w"]}
    shape = (p["channels"], p["n_h"], p["n_w"])
    ends = {name: Linear(p["channels"] * count, p["features_out"]) for name, count in values.items()}
    return {name: Network(shape, (*layers, ends[name])) for name, layers in _layers(p).items()}


def _measure(p: Params) -> Values:
    """The linear layers are told how many values the real layers before them give."""
    counted = {}
    for name, layers in _layers(p).items():
        (features,) = oracle.output_shape(layers, (p["channels"], p["n_h"], p["n_w"]))
        counted[name] = oracle.parameters((*layers, Linear(features, p["features_out"])))
    return (counted["b"] - counted["a"],)


def _listed(p: Params) -> Values:
    """Goes through the positions of one map, and counts those beyond the pooled ones once for each pair."""
    positions = sum([p["n_w"]] * p["n_h"])
    pooled = sum([p["cells"]] * p["cells"])
    return (sum([(positions - pooled) * p["channels"]] * p["features_out"]),)


def _oblong(c: Any) -> Any:
    """The pooling divides both sides evenly, and leaves less than there was."""
    even = (c.n_h % c.cells == 0) & (c.n_w % c.cells == 0)
    return even & (c.n_h != c.n_w) & (c.n_h > c.cells) & (c.n_w > c.cells)


CHANNELS = (4, 6, 8, 12, 16, 20, 32, 48, 64)
SQUARES = tuple(
    Combinations(
        {"channels": CHANNELS, "n_h": (n,), "n_w": (n,), "cells": (1,), "features_out": (2, 3, 5, 10, 20)},
        None,
        ("one",),
    )
    for n in (3, 4, 5, 6, 7, 8)
)
WIDE = {"channels": (16, 24, 32, 48, 64, 96, 128), "features_out": (5, 10, 20, 50)}
OBLONG = {**WIDE, "n_h": (4, 5, 6, 7, 8), "n_w": (5, 7, 9, 10, 12), "cells": (1,)}
GRIDS = {**WIDE, "n_h": (4, 6, 8, 9, 12, 14), "n_w": (6, 8, 10, 12, 14, 15), "cells": (2, 3, 4)}

FAMILY = Family(
    module=__name__,
    title="Parameters saved by pooling before a linear layer",
    weight="special",
    asks="parameters_saved",
    levels={
        "easy": concat(*SQUARES),
        "medium": concat(Combinations(OBLONG, _oblong, ("one",))),
        "hard": concat(Combinations(GRIDS, _oblong, ("grid",))),
    },
    formulas=(pooling_saves,),
    misconceptions=mistakes.SAVED,
    numerical_only="most wrong values are nearly the same multiples of the key, so their ratios would give it away",
    stem=lambda p: Text(STEM, p.values),
    solution=lambda p, key: (Text(worked(WORDS, FORMULA), {**p.values, "parameters": key[0]}),),
    network=_networks,
    measure=_measure,
    recount=(Check("position by position", _listed),),
    examples=(
        Example(
            {"channels": 512, "n_h": 7, "n_w": 7, "cells": 1, "features_out": 4096},
            (102_760_448 - 512 * 4096,),
            "CS231n notes (2023), Convolutional Networks: VGGNet's first FC layer has 7 × 7 × 512 × 4096 = 102,760,448 "
            "weights, of which one position would keep a 49th",
            ("one",),
        ),
    ),
)
