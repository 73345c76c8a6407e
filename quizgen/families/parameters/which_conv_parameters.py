"""Which convolution has a wanted number of parameters: the parameter count read backwards.

Each option is a real layer that is counted; a wrong one has the wanted number only for somebody who makes one mistake.
"""

from __future__ import annotations

from typing import Any

from quizgen import oracle
from quizgen.asking.family import Example
from quizgen.asking.offered import worked
from quizgen.asking.which_layer import WhichFamily
from quizgen.formulas.parameters import grouped_parameters
from quizgen.layers import Conv2d, Network
from quizgen.misconceptions import group_parameters, parameters
from quizgen.space import Combinations, Concat, Params, concat
from quizgen.text import Text

STEMS = {
    "choice": (
        "Which of these `Conv2d` layers has exactly {target_0} learnable parameters, if all of them have "
        "`groups={groups}` and `bias=False`?"
    ),
    "multiple": (
        "Which of these `Conv2d` layers, one or several, have exactly {target_0} learnable parameters, if all of "
        "them have `groups={groups}` and `bias=False`?"
    ),
}
SOLUTION = """
Each of the $out_channels$ filters has a kernel of $kernel_size**2$ weights for each input channel of its group, of
which there are $in_channels/groups$. Without biases the number of parameters $parameters$ is

$$parameters == kernel_size**2*(in_channels/groups)*out_channels$$
"""
EACH = """
`{layer}` has

$${kernel_size}**2*({in_channels}/{groups})*{out_channels} == {gives_0}$$
"""


def _layer(p: Params) -> Conv2d:
    return Conv2d(p["in_channels"], p["out_channels"], p["kernel_size"], groups=p["groups"], bias=False)


def _divided(c: Any) -> Any:
    """PyTorch refuses groups that do not divide both numbers of channels; one channel a group would be depthwise."""
    divided = (c.in_channels % c.groups == 0) & (c.out_channels % c.groups == 0)
    return divided & ((c.groups == 1) | (c.in_channels > c.groups)) & (c.out_channels > 1)


def _level(channels: tuple[int, ...], kernel_size: tuple[int, ...], groups: tuple[int, ...]) -> Concat:
    axes = {
        "in_channels": channels,
        "out_channels": channels,
        "kernel_size": kernel_size,
        "groups": groups,
        "bias": (0,),
    }
    return concat(Combinations(axes, _divided))


FAMILY = WhichFamily(
    module=__name__,
    title="Which convolution has this many parameters?",
    asks="parameters",
    levels={
        "easy": _level((1, 2, 3, 4, 5, 6, 8, 9, 10, 12, 15, 16, 18, 20, 24, 27, 30, 32, 36), (1, 3, 5), (1,)),
        "medium": _level((4, 6, 8, 10, 12, 16, 18, 20, 24, 30, 32, 36, 40, 48, 60, 64), (1, 3, 5), (2, 4)),
        "hard": _level((16, 24, 32, 40, 48, 64, 80, 96, 128, 144, 160, 192, 256, 320), (1, 3, 5, 7), (8, 16)),
    },
    given=("groups",),
    shown=("in_channels", "out_channels", "kernel_size"),
    formulas=(grouped_parameters,),
    misconceptions=(
        *group_parameters.OF_GROUPS,
        parameters.ADDS_BIAS,
    ),
    layer=_layer,
    stem=lambda task, kind: Text(STEMS[kind], task.values),
    solution=worked(SOLUTION, EACH),
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
