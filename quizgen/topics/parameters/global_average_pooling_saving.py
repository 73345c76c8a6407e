"""What adaptive average pooling before a linear layer saves against flattening the whole map.

The reader counts the inputs of both linear layers, and subtracts their weights. Easy maps are told as they reach the
layers; at the medium level a max pooling layer comes first in both networks, so that their size has to be found; at the
hard one `output_size` leaves several values for each channel, which are subtracted too.
"""

from __future__ import annotations

from typing import Any

from quizgen import oracle
from quizgen.asking.family import Check, Example, Family
from quizgen.formulas.pooled_heads import behind_pooling, pooling_saves
from quizgen.layers import AdaptiveAvgPool2d, Flatten, Layer, Linear, MaxPool2d, Network
from quizgen.misconceptions import pooling_saves as mistakes
from quizgen.misconceptions.kinds import Shape, Trees
from quizgen.model import Values
from quizgen.space import Combinations, Params, concat
from quizgen.text import Text
from quizgen.topics.parameters.shared.worked import worked

STEM = (
    "Two classifiers read {channels} feature maps of {n_h} × {n_w} (height × width). In network *a* "
    "`AdaptiveAvgPool2d(output_size={cells})` comes first, then `Flatten()` and a `Linear` layer; in network *b* there "
    "are only `Flatten()` and a `Linear` layer. Both `Linear` layers have `out_features={features_out}` and "
    "`bias=True`. How many fewer learnable parameters does network *a* have than network *b*?"
)
POOLED = (
    "Two classifiers read {channels} feature maps of {n_h} × {n_w} (height × width), and both begin with a `MaxPool2d` "
    "layer with `kernel_size=2`, `stride=2` and `padding=0`. In network *a* `AdaptiveAvgPool2d(output_size={cells})` "
    "comes next, then `Flatten()` and a `Linear` layer; in network *b* there are only `Flatten()` and a `Linear` layer "
    "after it. Both `Linear` layers have `out_features={features_out}` and `bias=True`. How many fewer learnable "
    "parameters does network *a* have than network *b*?"
)
BEFORE = """
Max pooling with a window and a stride of 2 leaves half of each side, rounded down, and has no parameters:

$$floor({n_h}/2) == {h}$$

$$floor({n_w}/2) == {w}$$

"""
WORDS = (
    "Network *b* flattens all $h*w$ positions of the $channels$ channels. The pooling has no parameters and leaves "
    "$cells**2$ of them for network *a*. Each value has one weight for each of the $features_out$ outputs, and the "
    "biases are the same in both. Network *a* saves this number of parameters $parameters$:"
)
FORMULA = "channels*h*w*features_out - channels*cells**2*features_out"


def _compose(trees: Trees, shape: Shape) -> Trees:
    return tuple(behind_pooling(tree, shape) for tree in trees)


def _stem(p: Params) -> Text:
    return Text(POOLED if p.shape == ("pooled",) else STEM, p.values)


def _solution(p: Params, key: Values) -> tuple[Text, ...]:
    height, width = _sides(p)
    before = BEFORE if p.shape == ("pooled",) else ""
    return (Text(before + worked(WORDS, FORMULA), {**p.values, "h": height, "w": width, "parameters": key[0]}),)


def _sides(p: Params) -> tuple[int, int]:
    """Height and width of what is flattened, by moving the window of the pooling before, if there is one."""
    step = 2 if p.shape == ("pooled",) else 1
    return tuple(len(range(0, p[name] - step + 1, step)) for name in ("n_h", "n_w"))  # type: ignore[return-value]


def _layers(p: Params) -> dict[str, tuple[Layer, ...]]:
    """The layers before the linear one."""
    first = (MaxPool2d(2, 2),) if p.shape == ("pooled",) else ()
    return {"a": (*first, AdaptiveAvgPool2d(p["cells"]), Flatten()), "b": (*first, Flatten())}


def _networks(p: Params) -> dict[str, Network]:
    height, width = _sides(p)
    values = {"a": p["cells"] ** 2, "b": height * width}
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
    height, width = _sides(p)
    positions = sum([width] * height)
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
LARGER = {**WIDE, "n_h": (8, 9, 10, 12, 13, 14, 15, 16), "n_w": (8, 10, 13, 14, 15, 16, 20), "cells": (1,)}
GRIDS = {**WIDE, "n_h": (4, 6, 8, 9, 12, 14), "n_w": (6, 8, 10, 12, 14, 15), "cells": (2, 3, 4)}

FAMILY = Family(
    module=__name__,
    title="Parameters saved by pooling before a linear layer",
    weight="special",
    asks="parameters_saved",
    levels={
        "easy": concat(*SQUARES),
        "medium": concat(Combinations(LARGER, None, ("pooled",))),
        "hard": concat(Combinations(GRIDS, _oblong, ("grid",))),
    },
    formulas=(pooling_saves,),
    compose=_compose,
    misconceptions=mistakes.SAVED,
    numerical_only="most wrong values are nearly the same multiples of the key, so their ratios would give it away",
    stem=_stem,
    solution=_solution,
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
