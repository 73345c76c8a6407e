"""Which convolution has a wanted number of parameters: the parameter count read backwards.

Each option is a real layer that is counted; a wrong one has the wanted number only for somebody who makes one mistake.
Easy layers have one group, medium ones two or four, among which the input channels are divided; hard ones have more,
and a bias that only the defaults tell of.
"""

from __future__ import annotations

from typing import Any

from quizgen import oracle
from quizgen.asking.family import Example
from quizgen.asking.offered import Offered, worked
from quizgen.asking.which_layer import WhichFamily
from quizgen.formulas.parameters import grouped_parameters
from quizgen.layers import Conv2d, Network, real
from quizgen.misconceptions import group_parameters, parameters
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


def _level(channels: tuple[int, ...], groups: tuple[int, ...], bias: int) -> Concat:
    axes = {
        "in_channels": channels,
        "out_channels": channels,
        "kernel_size": (1, 3, 5, 7),
        "groups": groups,
        "bias": (bias,),
    }
    return concat(Combinations(axes, _divided), real=_real)


NARROW = (1, 3, 4, 6, 8, 12, 16, 20, 24, 32, 48, 64, 96, 120, 144)
WIDE = (8, 16, 24, 32, 48, 64, 72, 96, 128, 144, 192, 240, 256, 288, 384, 512)

FAMILY = WhichFamily(
    module=__name__,
    title="Which convolution has this many parameters?",
    asks="parameters",
    levels={
        "easy": _level(NARROW, (1,), 0),
        "medium": _level(WIDE, (2, 4), 0),
        "hard": _level((*WIDE, 480, 576, 768, 960, 1024), (8, 16, 32), 1),
    },
    given=("groups", "bias"),
    shown=("in_channels", "out_channels", "kernel_size"),
    formulas=(grouped_parameters,),
    misconceptions=(
        *group_parameters.OF_GROUPS,
        parameters.ADDS_BIAS,
        parameters.FORGETS_BIAS,
        parameters.BIAS_PER_INPUT,
        group_parameters.BIAS_DIVIDED,
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
