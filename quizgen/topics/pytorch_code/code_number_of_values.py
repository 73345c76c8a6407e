"""How many values the tensor holds that a program makes: batch, channels, height and width multiplied.

The reader keeps the batch, takes the channels from the layer, and follows the size of the map. In an easy program the
kernel moves by 1, with or without padding; in a medium one a stride is written; in a hard one a pooling layer follows,
whose stride is not written.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Any

from quizgen.asking.family import Check, Example, Family
from quizgen.formulas.sizes import conv_output_size, pool_output_size
from quizgen.layers import Conv2d, Layer, MaxPool2d, Network, ReLU, real
from quizgen.math.rewrites import substitute
from quizgen.math.tree import Expr, Num, Op, Sym
from quizgen.misconceptions import program_values
from quizgen.misconceptions.kinds import Shape, Trees
from quizgen.model import Values
from quizgen.space import Combinations, Concat, Params, concat
from quizgen.text import Text
from quizgen.text.nodes import Filling
from quizgen.topics.pytorch_code.shared import programs
from quizgen.topics.pytorch_code.shared.programs import program
from quizgen.topics.pytorch_code.shared.windows import slid

QUESTION = "Which number does this program print?"
CONV = "nn.Conv2d({in_channels}, {out_channels}, {kernel_size}{stride_shown}{padding_shown})"
INPUT = "x = torch.empty({batch}, {in_channels}, {n}, {n})"
PROGRAMS = {
    "conv": (f"layer = {CONV}", INPUT, "print(layer(x).numel())"),
    "pooled": (
        "net = nn.Sequential(",
        f"    {CONV},",
        "    nn.ReLU(),",
        "    nn.MaxPool2d({pool_size}),",
        ")",
        INPUT,
        "print(net(x).numel())",
    ),
}
STEMS = {form: f"{QUESTION}\n\n{program(*lines)}" for form, lines in PROGRAMS.items()}
GENERAL = """
The shape of the output is batch, channels, height, width, and `numel` multiplies them. With input size $n$, kernel size
$kernel_size$, stride $stride$ (1 by default) and padding $padding$ (0 by default) the size $o$ after a layer, rounded
down, is

$$o == floor((n + 2*padding - kernel_size)/stride) + 1$$

After the convolution it is

$$o_1 == floor(({n} + 2*{padding} - {kernel_size})/{stride}) + 1 == {side_1}$$
"""
POOLED = """
A pooling layer moves by its kernel size by default:

$$o_2 == floor(({side_1} - {pool_size})/{pool_size}) + 1 == {side_2}$$
"""
END = """
The batch stays {batch}, and there are {out_channels} channels:

$$values == {batch}*{out_channels}*{side_#}**2$$

$$values == {values}$$
"""


def _compose(trees: Trees, shape: Shape) -> Trees:
    side: Expr = trees[0]
    if shape == ("pooled",):
        pool: dict[str, Expr] = {"kernel_size": Sym("pool_size"), "stride": Sym("pool_size"), "padding": Num(0)}
        side = substitute(trees[1], {"n": side, **pool})
    return (Op("*", Op("*", Sym("batch"), Sym("out_channels")), Op("**", side, Num(2))),)


@cache
def _template(form: str) -> str:
    parts = (GENERAL, POOLED, END.replace("#", "2")) if form == "pooled" else (GENERAL, END.replace("#", "1"))
    return "\n\n".join(part.strip() for part in parts)


def _sides(p: Params) -> tuple[int, int]:
    """The sides of the maps that come out of the convolution and of the pooling layer."""
    side = (p["n"] + 2 * p["padding"] - p["kernel_size"]) // p["stride"] + 1
    return side, side // p.values.get("pool_size", 1)


def _solution(p: Params, key: Values) -> tuple[Text, ...]:
    first, second = _sides(p)
    return (Text(_template(p.shape[0]), {**p.values, "side_1": first, "side_2": second, "values": key[0]}),)


def _stem(p: Params) -> Text:
    shown: dict[str, Filling] = {
        "stride_shown": f", stride={p['stride']}" if p["stride"] > 1 else "",
        "padding_shown": f", padding={p['padding']}" if p["padding"] else "",
    }
    return Text(STEMS[p.shape[0]], {**p.values, **shown})


def _layers(p: Params) -> tuple[Layer, ...]:
    conv = Conv2d(p["in_channels"], p["out_channels"], p["kernel_size"], p["stride"], p["padding"])
    return (conv,) if p.shape == ("conv",) else (conv, ReLU(), MaxPool2d(p["pool_size"], p["pool_size"]))


def _counted(p: Params) -> Values:
    """Moves each window along one axis, and counts the positions of every map."""
    side = slid(p["n"] + 2 * p["padding"], p["kernel_size"], p["stride"])
    if p.shape == ("pooled",):
        side = slid(side, p["pool_size"], p["pool_size"])
    return (sum([side * side * p["out_channels"]] * p["batch"]),)


def _usual(c: Any) -> Any:
    """Padding is left out or below half the kernel, no kernel above 5 but published ones, the pooling by 2 mostly."""
    return (2 * c.padding < c.kernel_size) & ((c.kernel_size < 7) | (c.in_channels == 3)) & (c.n > 2 * c.kernel_size)


def _real(c: Any) -> Any:
    """Where window and channels of the convolution are published, and the pooling is by 2."""
    pool = getattr(c, "pool_size", 2)
    return real.convolution(c) & real.channels(c.in_channels, c.out_channels) & (pool == 2)


def _level(form: str, **axes: Sequence[int]) -> Concat:
    return concat(Combinations(axes, _usual, (form,)), real=_real)


FAMILY = Family(
    module=__name__,
    title="Number of values of a tensor in a program",
    weight="special",
    asks="printed",
    levels={
        "easy": _level(
            "conv",
            batch=(2, 4, 8),
            in_channels=(1, 3, 6, 8, 16, 32),
            out_channels=(6, 8, 12, 16, 20, 32),
            n=(10, 12, 14, 15, 16, 18, 20, 24, 28, 32),
            kernel_size=(3, 5),
            stride=(1,),
            padding=(0, 1, 2),
        ),
        "medium": _level(
            "conv",
            batch=(2, 4, 8),
            in_channels=(3, 16, 32, 64, 96, 128),
            out_channels=(16, 24, 32, 64, 96),
            n=(16, 20, 24, 28, 30, 32, 40, 56, 64),
            kernel_size=(3, 5, 7),
            stride=(2,),
            padding=(0, 1, 2, 3),
        ),
        "hard": _level(
            "pooled",
            batch=(4, 8),
            in_channels=(3, 16, 32, 64, 128),
            out_channels=(16, 32, 64),
            n=(28, 32, 40, 48, 50, 56, 64),
            kernel_size=(3, 5),
            stride=(1, 2),
            padding=(0, 1, 2),
            pool_size=(2, 3),
        ),
    },
    formulas=(conv_output_size, pool_output_size),
    compose=_compose,
    as_numbers=("medium",),
    misconceptions=program_values.MISTAKES,
    answer="`{value}`",
    stem=_stem,
    solution=_solution,
    network=lambda p: Network((p["in_channels"], p["n"], p["n"]), _layers(p)),
    givens=lambda p: {"batch": p["batch"], **programs.givens(_stem(p))},
    measure=lambda p: programs.number(_stem(p)),
    recount=(Check("window by window", _counted),),
    examples=(
        Example(
            {
                "batch": 1,
                "in_channels": 3,
                "out_channels": 96,
                "n": 227,
                "kernel_size": 11,
                "stride": 4,
                "padding": 0,
            },
            (290_400,),
            "CS231n notes (2023), Convolutional Networks: 55*55*96 neurons in the first layer of AlexNet",
            ("conv",),
        ),
    ),
)
