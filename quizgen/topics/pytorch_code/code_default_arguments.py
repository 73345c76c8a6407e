"""The size that a program prints where an argument that is not written decides it.

The reader knows PyTorch's defaults: pooling moves by its kernel size, a convolution by 1 and without padding, and a
transposed convolution adds no output padding. In an easy program a convolution and a pooling layer have their defaults
alone, so that only the pooling can leave something out; in a medium one the convolution has a stride that is written,
and both layers leave a remainder out, one after the other; in a hard one a transposed convolution does not bring back
what the pooling left out.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache
from typing import Any

from quizgen.asking.family import Check, Example, Family
from quizgen.formulas.defaults import FORMULAS, size
from quizgen.layers import Conv2d, ConvTranspose2d, Layer, MaxPool2d, Network, ReLU, real
from quizgen.math.code import Columns, Ratio, compiled
from quizgen.misconceptions import defaults
from quizgen.misconceptions.kinds import Shape
from quizgen.model import Values
from quizgen.space import Combinations, Concat, Params, Where, concat
from quizgen.text import Text
from quizgen.topics.pytorch_code.shared import programs
from quizgen.topics.pytorch_code.shared.programs import program
from quizgen.topics.pytorch_code.shared.windows import slid

CHANNELS = 128
QUESTION = "Which number does this program print?"
INPUT = "x = torch.empty(2, 128, {n}, {n})"
PROGRAMS: dict[Shape, tuple[str, ...]] = {
    ("conv", "pool"): (
        "net = nn.Sequential(",
        "    nn.Conv2d(128, 256, {kernel_size_1}{stride_1_shown}),",
        "    nn.ReLU(),",
        "    nn.MaxPool2d({kernel_size_2}),",
        ")",
        INPUT,
        "print(net(x).shape[-1])",
    ),
    ("pool", "up"): (
        "down = nn.MaxPool2d({kernel_size_1})",
        "up = nn.ConvTranspose2d(128, 64, {kernel_size_2}, stride={stride_2}{padding_2_shown})",
        INPUT,
        "print(up(down(x)).shape[-1])",
    ),
}
STEMS = {shape: f"{QUESTION}\n\n{program(*lines)}" for shape, lines in PROGRAMS.items()}
FITTED = """
With input size $n$, kernel size $kernel_size$, stride $stride$ and padding $padding$ the output size $o$ of a
convolution or a pooling layer, rounded down, is

$$o == floor((n + 2*padding - kernel_size)/stride) + 1$$
"""
STAMPED = """
With input size $n$, kernel size $kernel_size$, stride $stride$, padding $padding$ and $output_padding$ the output size
$o$ of a transposed convolution is

$$o == (n - 1)*stride - 2*padding + kernel_size + output_padding$$
"""
LINES = {
    "pool": (
        "`nn.MaxPool2d` has `stride=kernel_size` by default:",
        "$$o_@ == floor(({before_@} + 2*0 - {kernel_size_@})/{kernel_size_@}) + 1$$",
    ),
    "conv": (
        "`nn.Conv2d` has {unwritten} by default:",
        "$$o_@ == floor(({before_@} + 2*0 - {kernel_size_@})/{stride_@}) + 1$$",
    ),
    "up": (
        "`nn.ConvTranspose2d` has {unwritten} by default:",
        "$$o_@ == ({before_@} - 1)*{stride_@} - 2*{padding_@} + {kernel_size_@} + 0$$",
    ),
}


@cache
def _sizes(shape: Shape) -> tuple[Callable[[Columns], Ratio], ...]:
    """For each layer, the code for the size after it."""
    steps = {step: one.tree for step, one in FORMULAS.items()}
    return tuple(compiled(size(shape[:count], steps)) for count in range(1, len(shape) + 1))


@cache
def _template(shape: Shape, unwritten: str) -> str:
    parts = [FITTED] * bool({"conv", "pool"} & set(shape)) + [STAMPED] * ("up" in shape)
    for place, step in enumerate(shape, 1):
        parts += [line.replace("@", str(place)) for line in (*LINES[step], "$$o_@ == {after_@}$$")]
    return "\n\n".join(parts).replace("{unwritten}", unwritten)


def _unwritten(p: Params) -> str:
    """The arguments of the convolution that the program leaves out, with their default values."""
    if "up" in p.shape:
        return "`output_padding=0`" if p["padding_2"] else "`padding=0` and `output_padding=0`"
    return "`padding=0`" if p.values.get("stride_1", 1) > 1 else "`stride=1` and `padding=0`"


def _solution(p: Params, key: Values) -> tuple[Text, ...]:
    del key
    sizes = [p["n"], *(int(run(p.values)[0]) for run in _sizes(p.shape))]
    found = {f"before_{place}": side for place, side in enumerate(sizes, 1)}
    found |= {f"after_{place}": side for place, side in enumerate(sizes)}
    return (Text(_template(p.shape, _unwritten(p)), {**p.values, **found}),)


def _stem(p: Params) -> Text:
    shown = {
        f"{name}_shown": f", {name[:-2]}={value}" if value != unwritten else ""
        for name, unwritten in (("stride_1", 1), ("padding_2", 0))
        for value in (p.values.get(name, unwritten),)
    }
    return Text(STEMS[p.shape], {**p.values, **shown})


def _layers(p: Params) -> tuple[Layer, ...]:
    kernel_size, channels = p["kernel_size_1"], CHANNELS
    match p.shape:
        case ("conv", "pool"):
            conv = Conv2d(channels, 2 * channels, kernel_size, p["stride_1"])
            return conv, ReLU(), MaxPool2d(p["kernel_size_2"], p["kernel_size_2"])
        case _:
            up = ConvTranspose2d(channels, channels // 2, p["kernel_size_2"], p["stride_2"], p["padding_2"])
            return MaxPool2d(kernel_size, kernel_size), up


def _counted(p: Params) -> Values:
    """Moves every window until it leaves the map, and puts every kernel down."""
    side = p["n"]
    for place, step in enumerate(p.shape, 1):
        span = p[f"kernel_size_{place}"]
        if step == "up":
            stride, padding = p[f"stride_{place}"], p[f"padding_{place}"]
            side = max(start + span for start in range(0, side * stride, stride)) - 2 * padding
        else:
            side = slid(side, span, span if step == "pool" else p[f"stride_{place}"])
    return (side,)


def _pooled(c: Any) -> Any:
    """The pooling moves by its kernel size, and leaves three rows or more."""
    return (c.stride_2 == c.kernel_size_2) & (c.n >= (2 * c.kernel_size_1 + 3 * c.stride_2) * c.stride_1)


def _shrunk(c: Any) -> Any:
    """Both layers leave something out.

    The map is so small that the input over the strides, which anybody would guess, is not the closest.
    """
    strides = c.stride_1 * c.stride_2
    key = ((c.n - c.kernel_size_1) // c.stride_1 + 1) // c.kernel_size_2
    left = (c.n - c.kernel_size_1) % c.stride_1, ((c.n - c.kernel_size_1) // c.stride_1 + 1) % c.kernel_size_2
    return _pooled(c) & (c.n - key * strides >= strides) & (left[0] > 0) & (left[1] > 0)


def _stamped(c: Any) -> Any:
    """Kernels that leave no gap, none above 5 but published ones.

    The size is neither that from before the pooling nor next to what the strides alone would give.
    """
    fits = (c.kernel_size_2 >= c.stride_2) & (2 * c.padding_2 < c.kernel_size_2)
    usual = (c.kernel_size_2 <= 5) | real.transposed(c, "_2")
    key = (c.n // c.kernel_size_1 - 1) * c.stride_2 - 2 * c.padding_2 + c.kernel_size_2
    far = abs(key * c.kernel_size_1 - c.n * c.stride_2) > 2 * c.kernel_size_1 - 1
    return fits & usual & far & (key != c.n)


def _real(c: Any) -> Any:
    """Where both layers have published windows."""
    if c.shape == ("conv", "pool"):
        return real.convolution(c, "_1") & real.pool(c, "_2")
    return (c.kernel_size_1 == 2) & real.transposed(c, "_2")


def _level(shape: Shape, where: Where, **axes: Sequence[int]) -> Concat:
    return concat(Combinations(axes, where, shape), real=_real)


FAMILY = Family(
    module=__name__,
    title="Size by default arguments",
    asks="printed",
    levels={
        "easy": _level(
            ("conv", "pool"),
            _pooled,
            n=range(16, 129),
            kernel_size_1=(3, 5, 7),
            stride_1=(1,),
            kernel_size_2=(2, 3),
            stride_2=(2, 3),
        ),
        "medium": _level(
            ("conv", "pool"),
            _shrunk,
            n=range(32, 225),
            kernel_size_1=(3, 4, 5, 7),
            stride_1=(2,),
            kernel_size_2=(2, 3),
            stride_2=(2, 3),
        ),
        "hard": _level(
            ("pool", "up"),
            _stamped,
            n=range(24, 129),
            kernel_size_1=(2, 3),
            kernel_size_2=(2, 3, 4, 5, 8),
            stride_2=(2, 3, 4),
            padding_2=(0, 1, 2),
        ),
    },
    formulas=tuple(FORMULAS.values()),
    compose=lambda trees, shape: (size(shape, dict(zip(FORMULAS, trees, strict=True))),),
    options={"easy": 4, "medium": 0, "hard": 3},
    as_numbers=("easy", "hard"),
    misconceptions=defaults.MISTAKES,
    answer="`{value}`",
    stem=_stem,
    solution=_solution,
    network=lambda p: Network((CHANNELS, p["n"], p["n"]), _layers(p)),
    givens=lambda p: programs.givens(_stem(p)),
    measure=lambda p: programs.number(_stem(p)),
    recount=(Check("window by window", _counted),),
    examples=(
        Example(
            {"n": 32, "kernel_size_1": 5, "stride_1": 1, "kernel_size_2": 2, "stride_2": 2},
            (14,),
            "LeCun et al. (1998), Gradient-based learning applied to document recognition, figure 2, map S2",
            ("conv", "pool"),
        ),
    ),
)
