"""The learnable parameters of a grouped convolution.

The reader divides the input channels among the groups, so that each filter is shallower, and keeps one bias for each
output channel.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from quizgen import oracle
from quizgen.asking.family import Check, Example, Family
from quizgen.families.parameters.shared.worked import shown, worked
from quizgen.figures.connectivity import connectivity
from quizgen.formulas.parameters import grouped_parameters
from quizgen.layers import Conv2d, Network
from quizgen.misconceptions import group_parameters, parameters
from quizgen.model import Values
from quizgen.space import Combinations, Concat, Params, concat
from quizgen.text import Text

STEM = (
    "A `Conv2d` layer has `in_channels={in_channels}`, `out_channels={out_channels}`, `kernel_size={kernel_size}`, "
    "`groups={groups}` and `bias={bias}`. How many learnable parameters does it have?"
)
WORDS = (
    "Each of the $groups$ groups has $in_channels/groups$ of the $in_channels$ input channels, and each of the "
    "$out_channels$ filters has a kernel of $kernel_size**2$ weights for the channels of its own group only"
)
BIASES = ("; there are no biases.", ", and one bias.")


def _solution(p: Params, key: Values) -> tuple[Text, ...]:
    words = f"{WORDS}{BIASES[p['bias']]} The number of parameters $parameters$ is"
    formula = "kernel_size**2*(in_channels/groups)*out_channels" + " + out_channels" * p["bias"]
    return (Text(worked(words, formula), {**p.values, "parameters": key[0]}),)


def _layer(p: Params) -> Conv2d:
    channels = p["in_channels"], p["out_channels"]
    return Conv2d(*channels, p["kernel_size"], groups=p["groups"], bias=bool(p["bias"]))


def _connections(p: Params) -> Values:
    """Numbers the groups, counts the pairs of channels in the same one, and gives each pair a kernel."""
    outputs = np.arange(p["out_channels"]) * p["groups"] // p["out_channels"]
    inputs = np.arange(p["in_channels"]) * p["groups"] // p["in_channels"]
    pairs = int(np.bincount(outputs) @ np.bincount(inputs))
    taps = sum(1 for _ in range(p["kernel_size"]) for _ in range(p["kernel_size"]))
    return (pairs * taps + len(outputs) * p["bias"],)


def _divided(c: Any) -> Any:
    """PyTorch refuses groups that do not divide both numbers of channels; as many as channels would be depthwise."""
    return (
        (c.in_channels % c.groups == 0)
        & (c.out_channels % c.groups == 0)
        & (c.in_channels != c.out_channels)
        & (c.in_channels > c.groups)
        & (c.in_channels != c.groups**2)
    )


def _level(channels: tuple[int, ...], groups: tuple[int, ...], kernel_size: tuple[int, ...], bias: int) -> Concat:
    axes = {
        "in_channels": channels,
        "out_channels": channels,
        "kernel_size": kernel_size,
        "groups": groups,
        "bias": (bias,),
    }
    return concat(Combinations(axes, _divided))


FAMILY = Family(
    module=__name__,
    title="Parameters of a grouped convolution",
    asks="parameters",
    levels={
        "easy": _level((4, 6, 8, 10, 12, 16, 18, 20, 24, 30, 32, 36, 40, 48), (2, 3, 4), (3, 5), 0),
        "medium": _level((16, 20, 24, 32, 36, 40, 48, 56, 64, 72, 80, 96), (2, 4, 8), (3, 5), 1),
        "hard": _level((64, 96, 128, 160, 192, 256, 320, 384, 512), (16, 32), (3, 5, 7), 1),
    },
    formulas=(grouped_parameters,),
    misconceptions=(
        *group_parameters.OF_GROUPS,
        parameters.FORGETS_BIAS,
        parameters.ADDS_BIAS,
        parameters.BIAS_PER_INPUT,
        parameters.BIAS_ON_BOTH,
        group_parameters.GROUPED_BIAS_PER_KERNEL,
        group_parameters.BIAS_DIVIDED,
        group_parameters.BIAS_IN_EACH_GROUP,
    ),
    stem=lambda p: Text(STEM, shown(p)),
    solution=_solution,
    network=lambda p: Network((p["in_channels"], 32, 32), (_layer(p),)),
    measure=lambda p: (oracle.parameters((_layer(p),)),),
    recount=(Check("connections", _connections),),
    figures=lambda p: (connectivity(p["in_channels"], p["out_channels"], p["groups"]),),
    examples=(
        Example(
            {"in_channels": 96, "out_channels": 256, "kernel_size": 5, "groups": 2, "bias": 0},
            (307_200,),
            "Krizhevsky et al. (2012), section 3.5: the second layer has 256 kernels of 5 × 5 × 48",
        ),
    ),
)
