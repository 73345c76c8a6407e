"""The shape that a program prints after a convolution.

The reader tells the positional arguments of `nn.Conv2d` apart, knows the order of the axes, and fits the kernel. In an
easy program the arguments are named; in a medium one their order says which is which; in a hard one the kernel is
dilated, so that it covers more than its size.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from quizgen.asking.family import Example, Family
from quizgen.formulas.sizes import conv_output_size, dilated_conv_output_size
from quizgen.layers import Conv2d, Network, real
from quizgen.misconceptions import snippets
from quizgen.model import Values
from quizgen.space import Combinations, Concat, Params, concat
from quizgen.text import Text
from quizgen.topics.pytorch_code.shared import programs
from quizgen.topics.pytorch_code.shared.programs import program

VALUES = 256
LAYERS = {
    "keywords": "kernel_size={kernel_size}, stride={stride}, padding={padding}",
    "positional": "{kernel_size}, {stride}, {padding}",
    "dilated": "{kernel_size}, stride={stride}, padding={padding}, dilation={dilation}",
}
STEMS = {
    call: "What does the last line of this program print?\n\n"
    + program(
        f"layer = nn.Conv2d({{in_channels}}, {{out_channels}}, {arguments})",
        "x = torch.empty({batch}, {in_channels}, {n}, {n})",
        "print(layer(x).shape)",
    )
    for call, arguments in LAYERS.items()
}
ORDER = """
The arguments of `nn.Conv2d` begin with `in_channels`, `out_channels`, `kernel_size`, `stride` and `padding`, in this
order. Shapes are batch, channels, height, width: the batch stays, and the output has `out_channels` channels. With
input size $n$, kernel size $kernel_size$, stride $stride$#
"""
END = "The last line prints `torch.Size([{batch}, {out_channels}, {o}, {o}])`."
SOLUTIONS = {
    "keywords": (
        " and padding $padding$, the size $o$ of the output, rounded down, is",
        "$$o == floor((n + 2*padding - kernel_size)/stride) + 1$$",
        "$$o == floor(({n} + 2*{padding} - {kernel_size})/{stride}) + 1$$",
    ),
    "dilated": (
        ", padding $padding$ and dilation $dilation$, the size $o$ of the output, rounded down, is",
        "$$o == floor((n + 2*padding - (dilation*(kernel_size - 1) + 1))/stride) + 1$$",
        "$$o == floor(({n} + 2*{padding} - ({dilation}*({kernel_size} - 1) + 1))/{stride}) + 1$$",
    ),
}
SOLUTIONS["positional"] = SOLUTIONS["keywords"]


def _stem(p: Params) -> Text:
    return Text(STEMS[p.shape[0]], p.values)


def _solution(p: Params, key: Values) -> tuple[Text, ...]:
    words, *formulas = SOLUTIONS[p.shape[0]]
    template = "\n\n".join((ORDER.strip().replace("#", words), *formulas, "$$o == {o}$$", END))
    return (Text(template, {**p.values, "o": key[-1]}),)


def _network(p: Params) -> Network:
    settings = p["kernel_size"], p["stride"], p["padding"], p.values.get("dilation", 1)
    return Network((p["in_channels"], p["n"], p["n"]), (Conv2d(p["in_channels"], p["out_channels"], *settings),))


def _usual(c: Any) -> Any:
    """Every output sees some of the input; batch and channels follow from the sizes, so that these matter alone.

    A larger batch has fewer channels, which keeps all outputs of one size comparable by how many values they have. The
    output's size is not the input's over the stride, which anybody would guess.
    """
    mixed = c.n + c.padding + c.kernel_size // 2
    batch = (c.batch == 2 ** (1 + mixed % 3)) & (c.batch * c.out_channels == c.n_beside)
    channels = c.in_channels == np.where(c.out_channels == 128, 64, 3 + 13 * (mixed // 3 % 2))
    covered = getattr(c, "dilation", 1) * (c.kernel_size - 1) + 1
    guessed = ((c.n + 2 * c.padding - covered) // c.stride + 1) * c.stride == c.n
    usual = (c.kernel_size <= 7) | real.convolution(c)
    return batch & channels & (2 * c.padding < c.kernel_size) & usual & ~guessed & (3 * covered < c.n)


def _level(call: str, n: range, **settings: Sequence[int]) -> Concat:
    """``n_beside`` is how many times its side an output has values, and with it what a guesser makes of ``n``."""
    channels = {"batch": (2, 4, 8), "in_channels": (3, 16, 64), "out_channels": (32, 64, 128)}
    axes = {**channels, "n": n, "n_beside": (VALUES,), **settings}
    return concat(Combinations(axes, _usual, (call,)), real=real.convolution)


FAMILY = Family(
    module=__name__,
    title="Shape that a program prints",
    weight="core",
    asks="printed",
    levels={
        "easy": _level("keywords", range(20, 129), kernel_size=(3, 4, 5, 7), stride=(2,), padding=range(4)),
        "medium": _level("positional", range(36, 225), kernel_size=(5, 7, 11), stride=(2, 4), padding=range(4)),
        "hard": _level(
            "dilated",
            range(48, 161),
            kernel_size=(3, 5),
            stride=(1, 2),
            padding=(0, 1),
            dilation=(2, 3, 4, 6),
        ),
    },
    formulas=(dilated_conv_output_size, conv_output_size),
    compose=lambda trees, shape: snippets.shape_of((trees[shape != ("dilated",)],)),
    options={"easy": 4, "medium": 4, "hard": 3},
    misconceptions=snippets.PRINTED_SHAPES,
    answer="`torch.Size([{value_0}, {value_1}, {value_2}, {value_3}])`",
    stem=_stem,
    solution=_solution,
    network=_network,
    givens=lambda p: programs.givens(_stem(p)),
    measure=lambda p: programs.shape(_stem(p)),
    examples=(
        Example(
            {
                "batch": 1,
                "in_channels": 64,
                "out_channels": 128,
                "n": 64,
                "kernel_size": 3,
                "stride": 1,
                "padding": 2,
                "dilation": 2,
            },
            (1, 128, 64, 64),
            "quizgen's tutorial, PyTorch example of a dilated convolution",
            ("dilated",),
        ),
        Example(
            {"batch": 256, "in_channels": 3, "out_channels": 64, "n": 224, "kernel_size": 7, "stride": 2, "padding": 3},
            (256, 64, 112, 112),
            "He et al. (2016), Deep residual learning, table 1, conv1 on a mini-batch of section 3.4",
            ("positional",),
        ),
    ),
)
