"""The number of parameters that a program prints, some of them there only by PyTorch's defaults.

The reader adds biases unless `bias=False` is written, a scale and a shift for batch normalisation, nothing for ReLU. An
easy program has one convolution; a medium one normalises after it; in a hard one the convolution has groups, and
another of kernel size 1 joins their channels.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache, reduce
from typing import Any

from quizgen.asking.family import Check, Example, Family
from quizgen.formulas.norm_parameters import normalised_conv_parameters
from quizgen.formulas.parameters import conv_parameters, grouped_parameters
from quizgen.layers import BatchNorm2d, Conv2d, Layer, Network, ReLU, real
from quizgen.math.rewrites import substitute
from quizgen.math.tree import Num, Op, Sym
from quizgen.misconceptions import program_parameters
from quizgen.misconceptions.kinds import Shape, Trees
from quizgen.model import Values
from quizgen.space import Combinations, Concat, Params, concat
from quizgen.text import Text
from quizgen.text.nodes import Filling
from quizgen.topics.pytorch_code.shared import programs
from quizgen.topics.pytorch_code.shared.programs import program

PROGRAMS = {
    "conv": (
        "layer = nn.Conv2d({in_channels}, {out_channels}, {kernel_size}, {stride}, {padding}{bias_shown})",
        "print(sum(p.numel() for p in layer.parameters()))",
    ),
    "block": (
        "block = nn.Sequential(",
        "    nn.Conv2d({in_channels}, {out_channels}, {kernel_size}, padding={padding}{bias_shown}),",
        "    nn.BatchNorm2d({out_channels}),",
        "    nn.ReLU(),",
        ")",
        "print(sum(p.numel() for p in block.parameters()))",
    ),
    "grouped": (
        "block = nn.Sequential(",
        "    nn.Conv2d({in_channels}, {in_channels}, {kernel_size}, padding={padding}, groups={groups}{bias_shown}),",
        "    nn.BatchNorm2d({in_channels}),",
        "    nn.ReLU(),",
        "    nn.Conv2d({in_channels}, {out_channels}, 1{bias_shown}),",
        "    nn.BatchNorm2d({out_channels}),",
        "    nn.ReLU(),",
        ")",
        "print(sum(p.numel() for p in block.parameters()))",
    ),
}
STEMS = {block: f"Which number does this program print?\n\n{program(*lines)}" for block, lines in PROGRAMS.items()}
CONV = (
    "`nn.Conv2d` is given $in_channels$, $out_channels$ and $kernel_size$ first; stride and padding have no weights. "
    "A kernel has $kernel_size**2$ weights for each pair of channels, "
)
BIASES = (
    "and `bias=False` leaves the biases out",
    "and by default (`bias=True`) there is a bias for each output channel",
)
NORM = "`nn.BatchNorm2d` learns a scale and a shift for each of its channels by default, and `nn.ReLU` learns nothing."
GROUPS = "With $groups$ groups a filter of the first convolution sees $in_channels/groups$ channels."
TERMS = {
    "conv": ("kernel_size**2*in_channels*out_channels", "out_channels", ""),
    "block": ("kernel_size**2*in_channels*out_channels", "out_channels", "2*out_channels"),
    "grouped": (
        "kernel_size**2*(in_channels/groups)*in_channels + in_channels*out_channels",
        "in_channels + out_channels",
        "2*(in_channels + out_channels)",
    ),
}
NAMES = ("kernel_size", "in_channels", "out_channels", "groups")


def _compose(trees: Trees, shape: Shape) -> Trees:
    """The convolution alone, with normalisation, or grouped and followed by a pointwise one, both with it."""
    conv, normed, grouped = trees
    if shape != ("grouped",):
        return (conv,) if shape == ("conv",) else (normed,)
    first = substitute(grouped, {"out_channels": Sym("in_channels")})
    scales = (Op("*", Num(2), Sym("in_channels")), substitute(normed, {"kernel_size": Num(1)}))
    return (reduce(lambda left, right: Op("+", left, right), scales, first),)


def _stem(p: Params) -> Text:
    shown: dict[str, Filling] = {**p.values, "bias_shown": "" if p["bias"] else ", bias=False"}
    return Text(STEMS[p.shape[0]], shown)


@cache
def _template(block: str, biased: int) -> str:
    weights, biases, scales = TERMS[block]
    general = " + ".join(part for part in (weights, biases if biased else "", scales) if part)
    words = [CONV + BIASES[biased] + "."]
    words += [GROUPS] * (block == "grouped") + [NORM] * (block != "conv") + ["The number of parameters is"]
    numbers = general
    for name in NAMES:
        numbers = numbers.replace(name, f"{{{name}}}")
    displays = (f"$$parameters == {part}$$" for part in (general, numbers, "{parameters}"))
    return "\n\n".join((" ".join(words), *displays))


def _solution(p: Params, key: Values) -> tuple[Text, ...]:
    return (Text(_template(p.shape[0], p["bias"]), {**p.values, "parameters": key[0]}),)


def _layers(p: Params) -> tuple[Layer, ...]:
    channels, filters, kernel_size, padding = (
        p[name] for name in ("in_channels", "out_channels", "kernel_size", "padding")
    )
    bias = bool(p["bias"])
    if p.shape == ("grouped",):
        first = Conv2d(channels, channels, kernel_size, padding=padding, groups=p["groups"], bias=bias)
        pointwise = Conv2d(channels, filters, 1, bias=bias)
        return first, BatchNorm2d(channels), ReLU(), pointwise, BatchNorm2d(filters), ReLU()
    conv = Conv2d(channels, filters, kernel_size, p.values.get("stride", 1), padding, bias=bias)
    return (conv,) if p.shape == ("conv",) else (conv, BatchNorm2d(filters), ReLU())


def _listed(p: Params) -> Values:
    """Lists what each output channel has: its kernels, its bias, its scale and its shift."""
    total = 0
    for layer in _layers(p):
        match layer:
            case Conv2d(in_channels=int(depth), out_channels=int(filters), kernel_size=int(side), groups=int(groups)):
                weights = sum([side * side] * len(range(0, depth, groups)))
                total += sum([weights + layer.bias] * filters)
            case BatchNorm2d(num_features=int(channels)):
                total += sum([len(("scale", "shift"))] * channels)
            case _:
                pass
    return (total,)


def _keeps(c: Any) -> Any:
    """The padding keeps the size at stride 1, and a kernel of 7 looks at images, as in published networks."""
    return (2 * c.padding == c.kernel_size - 1) & ((c.kernel_size < 7) | (c.in_channels <= 3))


def _groups(c: Any) -> Any:
    return _keeps(c) & (c.in_channels % c.groups == 0) & (c.groups < c.in_channels)


def _real(c: Any) -> Any:
    """Where windows and channels of all convolutions are published."""
    first = c.out_channels if c.shape != ("grouped",) else c.in_channels
    pointwise = (c.shape != ("grouped",)) | real.channels(c.in_channels, c.out_channels)
    return real.convolution(c) & real.channels(c.in_channels, first) & pointwise


def _level(block: str, where: Any, **axes: Sequence[int]) -> Concat:
    return concat(Combinations({**axes, "bias": (0, 1)}, where, (block,)), real=_real)


FAMILY = Family(
    module=__name__,
    title="Parameters that a program counts",
    asks="printed",
    levels={
        "easy": _level(
            "conv",
            _keeps,
            in_channels=(1, 3, 4, 6, 8, 10, 12, 16, 20, 32),
            out_channels=(6, 8, 12, 16, 20, 24, 32, 50, 64, 96),
            kernel_size=(3, 5, 7),
            stride=(1, 2),
            padding=(1, 2, 3),
        ),
        "medium": _level(
            "block",
            _keeps,
            in_channels=(3, 8, 16, 24, 32, 40, 48, 64, 96, 128, 192, 256),
            out_channels=(8, 12, 16, 24, 32, 48, 64, 96, 128, 192, 256),
            kernel_size=(3, 5, 7),
            padding=(1, 2, 3),
        ),
        "hard": _level(
            "grouped",
            _groups,
            in_channels=(16, 32, 64, 72, 96, 128, 144, 192, 240, 256, 288, 384),
            out_channels=(16, 24, 32, 64, 72, 96, 128, 192, 256, 384),
            kernel_size=(3, 5),
            padding=(1, 2),
            groups=(2, 3, 4, 8, 16, 32),
        ),
    },
    formulas=(conv_parameters, normalised_conv_parameters, grouped_parameters),
    compose=_compose,
    as_numbers=("medium",),
    misconceptions=program_parameters.MISTAKES,
    answer="`{value}`",
    stem=_stem,
    solution=_solution,
    network=lambda p: Network((p["in_channels"], 32, 32), _layers(p)),
    givens=lambda p: programs.givens(_stem(p)),
    measure=lambda p: programs.number(_stem(p)),
    recount=(Check("channel by channel", _listed),),
    examples=(
        Example(
            {"in_channels": 64, "out_channels": 128, "kernel_size": 3, "padding": 1, "bias": 1},
            (74_112,),
            "quizgen's tutorial, PyTorch example of batch normalisation, counted by torch",
            ("block",),
        ),
        Example(
            {"in_channels": 1, "out_channels": 6, "kernel_size": 5, "stride": 1, "padding": 0, "bias": 1},
            (156,),
            "LeCun et al. (1998), Gradient-based learning applied to document recognition, layer C1",
            ("conv",),
        ),
    ),
)
