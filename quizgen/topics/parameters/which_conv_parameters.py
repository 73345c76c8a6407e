"""Which convolution has a wanted number of parameters: the parameter count read backwards.

Each option is a real layer that is counted; a wrong one has the wanted number only for somebody who makes mistakes.
Easy layers have one group, medium ones two or four, among which the input channels are divided; hard ones have up
to 16, and a bias that only the defaults tell of.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from quizgen import oracle
from quizgen.asking.family import Example
from quizgen.asking.offered import Offered, worked
from quizgen.asking.which_layer import WhichFamily
from quizgen.formulas.parameters import grouped_parameters
from quizgen.layers import Conv2d, Network, real
from quizgen.layers.channels import PAIRS
from quizgen.misconceptions import group_parameters, parameters
from quizgen.misconceptions.twice import with_pairs
from quizgen.model import Kind
from quizgen.space import Combinations, Concat, Params, concat
from quizgen.text import Text

STEMS = {
    "choice": "Which of these `Conv2d` layers has exactly {target_0} learnable parameters",
    "multiple": "Which of these `Conv2d` layers, one or several, have exactly {target_0} learnable parameters",
}
ALL = ", if all of them have `groups={groups}`{bias}?"
BIAS = (" and `bias=False`", " and all other settings are PyTorch's defaults")
SOLUTION = """
Each of the $out_channels$ filters has a kernel of $kernel_size**2$ weights for each input channel of its group, of
which there are $in_channels/groups$. {bias} The number of parameters $parameters$ is

$$parameters == {formula}$$
"""
WEIGHTS = "kernel_size**2*(in_channels/groups)*out_channels"
FORMULAS = (
    ("There are no biases.", WEIGHTS),
    ("By default each filter has a bias as well.", f"{WEIGHTS} + out_channels"),
)
EACH = """
`{layer}` has

$${kernel_size}**2*({in_channels}/{groups})*{out_channels} == {gives_0}$$
"""
BIASED = EACH.replace(" ==", " + {out_channels} ==")


def _stem(task: Params, kind: Kind) -> Text:
    return Text((STEMS[kind] + ALL).replace("{bias}", BIAS[task["bias"]]), task.values)


def _solution(task: Params, offered: tuple[Offered, ...]) -> tuple[Text, ...]:
    bias, formula = FORMULAS[task["bias"]]
    general = SOLUTION.replace("{bias}", bias).replace("{formula}", formula)
    return worked(general, BIASED if task["bias"] else EACH)(task, offered)


def _layer(p: Params) -> Conv2d:
    return Conv2d(p["in_channels"], p["out_channels"], p["kernel_size"], groups=p["groups"], bias=bool(p["bias"]))


def _divided(c: Any) -> Any:
    """PyTorch refuses groups that do not divide both numbers of channels; one channel a group would be depthwise."""
    divided = (c.in_channels % c.groups == 0) & (c.out_channels % c.groups == 0)
    return divided & ((c.groups == 1) | (c.in_channels > c.groups))


def _real(c: Any) -> Any:
    return real.channels(c.in_channels, c.out_channels)


def _level(most: int, others: tuple[int, ...], groups: tuple[int, ...], bias: int) -> Concat:
    """Published pairs of channels up to ``most``, and every pair of ``others``."""

    def known(c: Any) -> Any:
        return _divided(c) & (_real(c) | (np.isin(c.in_channels, others) & np.isin(c.out_channels, others)))

    axes = {
        "in_channels": tuple(channels for channels in EVERY if channels <= most),
        "out_channels": tuple(channels for channels in EVERY if channels <= most),
        "kernel_size": (1, 3, 5, 7),
        "groups": groups,
        "bias": (bias,),
    }
    return concat(Combinations(axes, known), real=_real)


EVERY = tuple(sorted({*PAIRS, *(channels for others in PAIRS.values() for channels in others)}))

FEW = (3, 4, 6, 8, 12, 16, 18, 24, 32, 36, 48, 64, 96, 128, 192, 256, 288, 384, 512, 576)
MANY = (16, 24, 32, 48, 64, 72, 80, 96, 120, 128, 144, 192, 240, 256, 288, 384, 480, 512, 576)

FAMILY = WhichFamily(
    module=__name__,
    title="Which convolution has this many parameters?",
    asks="parameters",
    levels={
        "easy": _level(1024, FEW, (1,), 0),
        "medium": _level(600, (8, 16, 24, 32, 48, 64, 72, 96, 120, 144, 192), (2, 4), 0),
        "hard": _level(1024, MANY, (4, 6, 8, 12, 16), 1),
    },
    given=("groups", "bias"),
    shown=("in_channels", "out_channels", "kernel_size"),
    formulas=(grouped_parameters,),
    misconceptions=(
        *with_pairs(
            *(group_parameters.UNGROUPED, group_parameters.ONE_GROUP, group_parameters.GROUPED_OUT_TWICE),
            *(parameters.IN_TWICE, parameters.KERNEL_ONCE, parameters.KERNEL_DOUBLED, parameters.KERNEL_SQUARED_TWICE),
            *(parameters.ADDS_BIAS, parameters.FORGETS_BIAS),
            *(group_parameters.GROUPED_ADDS_CHANNELS, group_parameters.GROUPED_ONE_FILTER),
            group_parameters.ONE_CHANNEL_A_GROUP,
        ),
        *(group_parameters.TIMES_GROUPS, group_parameters.GROUPS_AS_WIDTH, parameters.ONE_WEIGHT),
        *(parameters.BIAS_PER_INPUT, group_parameters.BIAS_DIVIDED),
    ),
    layer=_layer,
    stem=_stem,
    solution=_solution,
    before=lambda _: Network((1, 32, 32), ()),
    measure=lambda p: (oracle.parameters((_layer(p),)),),
    examples=(
        Example(
            {"in_channels": 96, "out_channels": 256, "kernel_size": 5, "groups": 2, "bias": 0},
            (307_200,),
            "Krizhevsky et al. (2012), section 3.5: the second layer has 256 kernels of 5 × 5 × 48",
        ),
        Example(
            {"in_channels": 64, "out_channels": 128, "kernel_size": 3, "groups": 1, "bias": 0},
            (73_728,),
            "CS231n notes (2023), Convolutional Networks: CONV3-128 of VGGNet",
        ),
    ),
)
