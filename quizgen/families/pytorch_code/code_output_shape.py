"""The shape that a program prints after a convolution.

The reader tells the positional arguments of `nn.Conv2d` apart, knows the order of the axes, and fits the kernel.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from quizgen.asking.family import Example, Family
from quizgen.families.pytorch_code.shared import programs
from quizgen.families.pytorch_code.shared.programs import program
from quizgen.formulas.sizes import conv_output_size, dilated_conv_output_size
from quizgen.layers import Conv2d, Network
from quizgen.misconceptions import snippets
from quizgen.model import Values
from quizgen.space import Combinations, Concat, Params, concat
from quizgen.text import Text

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

    A larger batch has fewer channels, which keeps all outputs of one size comparable by how many values they have.
    """
    mixed = c.n + c.padding + c.kernel_size // 2
    batch = (c.batch == 2 ** (1 + mixed % 3)) & (c.batch * c.out_channels == VALUES)
    return batch & (c.in_channels == 3 + 13 * (mixed // 3 % 2)) & (2 * c.padding < c.kernel_size)


def _level(call: str, n: range, **settings: Sequence[int]) -> Concat:
    channels = {"batch": (2, 4, 8), "in_channels": (3, 16), "out_channels": (32, 64, 128)}
    return concat(Combinations({**channels, "n": n, **settings}, _usual, (call,)))


FAMILY = Family(
    module=__name__,
    title="Shape that a program prints",
    weight="core",
    asks="printed",
    levels={
        "easy": _level("keywords", range(20, 129), kernel_size=(3, 5, 7, 9), stride=(2,), padding=range(5)),
        "medium": _level("positional", range(32, 161), kernel_size=(5, 7, 9, 11), stride=(3, 4), padding=range(1, 5)),
        "hard": _level(
            "dilated",
            range(48, 161, 2),
            kernel_size=(3, 5, 7),
            stride=(2, 3),
            padding=range(1, 4),
            dilation=range(2, 5),
        ),
    },
    formulas=(dilated_conv_output_size, conv_output_size),
    compose=lambda trees, shape: snippets.shape_of((trees[shape != ("dilated",)],)),
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
