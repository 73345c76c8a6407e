"""The memory that the feature maps of a batch take.

The reader counts the values, of every sample and channel, and multiplies by the bytes of one value. In an easy question
the layer keeps the size of its maps; in a medium one the stride makes them smaller, so that their size is to be found
first; in a hard one a pooling layer follows, the maps of both are kept, and the type and the unit are others.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Any

from quizgen import oracle
from quizgen.asking.family import Check, Example, Family
from quizgen.formulas.cost import activation_memory
from quizgen.formulas.sizes import conv_output_size
from quizgen.layers import Conv2d, Layer, MaxPool2d, Network
from quizgen.math.rewrites import substitute
from quizgen.math.tree import Call, Num, Op, Sym
from quizgen.misconceptions import memory
from quizgen.misconceptions.kinds import Trees
from quizgen.model import Values
from quizgen.one_layer.macs import line
from quizgen.space import Combinations, Concat, Params, Where, concat
from quizgen.text import Text
from quizgen.text.nodes import Filling
from quizgen.topics.cost.shared import published
from quizgen.topics.cost.shared.maps import ROUNDED

KIB = 1024
BYTES_IN = {"bytes": 1, "KiB": KIB}
CONV = (
    "A `Conv2d` layer with `in_channels={in_channels}`, `out_channels={out_channels}`, `kernel_size={kernel_size}`, "
    "`stride={stride}`, `padding={padding}` and `dilation=1` is applied to a batch of {batch} samples with maps of "
    "{n} × {n}"
)
STEMS = {
    "conv": f"{CONV}. Its output is stored as `{{dtype}}`. {ROUNDED} How many bytes does the output take?",
    "pooled": (
        f"{CONV}, and `MaxPool2d(kernel_size=2, stride=2)` to its output. The outputs of both layers are kept for the "
        f"backward pass, stored as `{{dtype}}`. {ROUNDED} How many KiB do the two outputs take together? 1 KiB is "
        "1,024 bytes."
    ),
}
BYTES = "A value of type `{dtype}` takes $bytes_each == {bytes_each}$ bytes, because a byte has eight bits."
SIZE = (
    "With kernel size $kernel_size$, stride $stride$ and padding $padding$, the convolution makes maps of $o$ × $o$ "
    "from those of $n$ × $n$, where a fraction is rounded down:"
)
POOLED = "The pooling halves the sides, again rounded down:"
TOTALS = {
    "conv": ("batch*out_channels*o**2*bytes_each", f"{SIZE}\n\n@"),
    "pooled": (
        "batch*out_channels*(o**2 + o_pooled**2)*bytes_each/1024",
        f"{SIZE}\n\n@\n\n{POOLED}\n\n{line('o_pooled', 'floor(o/2)')}",
    ),
}
OUT = "floor((n + 2*padding - kernel_size)/stride) + 1"
EVERY = (
    "Each of the $batch$ samples has a map of its own for each of the $out_channels$ channels. The memory $M$ in "
    "{unit} is"
)


def _compose(trees: Trees, shape: tuple[str, ...]) -> Trees:
    memory_of, size = trees
    layer = {"channels": Sym("out_channels")}
    first = substitute(memory_of, {**layer, "out": size})
    if shape == ("conv",):
        return (first,)
    both = Op("+", first, substitute(memory_of, {**layer, "out": Call("floor", (Op("/", size, Num(2)),))}))
    return (Op("/", both, Num(KIB)),)


def _out(p: Params) -> int:
    return (p["n"] + 2 * p["padding"] - p["kernel_size"]) // p["stride"] + 1


def _dtype(p: Params) -> str:
    return f"float{8 * p['bytes_each']}"


def _unit(p: Params) -> str:
    return "KiB" if p.shape == ("pooled",) else "bytes"


def _solution(p: Params, key: Values) -> tuple[Text, ...]:
    formula, sizes = TOTALS[p.shape[0]]
    values: dict[str, Filling] = {**p.values, "dtype": _dtype(p), "unit": _unit(p), "M": key[0]}
    values |= {"o": _out(p), "o_pooled": _out(p) // 2}
    parts = (BYTES, sizes.replace("@", line("o", OUT)), EVERY, line("M", formula))
    return (Text("\n\n".join(parts), values),)


def _layers(p: Params) -> tuple[Layer, ...]:
    conv = Conv2d(p["in_channels"], p["out_channels"], p["kernel_size"], p["stride"], p["padding"])
    return (conv,) if p.shape == ("conv",) else (conv, MaxPool2d(2, 2))


def _network(p: Params) -> Network:
    return Network((p["in_channels"], p["n"], p["n"]), _layers(p))


def _measure(p: Params) -> Values:
    network = _network(p)
    stacks = [network.layers[: depth + 1] for depth in range(len(network.layers))]
    found = sum(oracle.memory(stack, (p["batch"], *network.input), _dtype(p)) for stack in stacks)
    return (Fraction(found, BYTES_IN[_unit(p)]),)


def _listed(p: Params) -> Values:
    """Slides every window along one side, and adds up the bytes of all rows of all maps."""
    places = range(p["n"] + 2 * p["padding"])[p["kernel_size"] - 1 :: p["stride"]]
    kept = (places,) if p.shape == ("conv",) else (places, range(len(places))[1::2])
    values = sum(sum([len(side) * p["out_channels"]] * len(side)) for side in kept)
    return (Fraction(sum([values * p["bytes_each"]] * p["batch"]), BYTES_IN[_unit(p)]),)


def _usual(c: Any) -> Any:
    """The padding keeps the size at stride 1, and a kernel of 7 looks at images, as in published networks."""
    return (2 * c.padding == c.kernel_size - 1) & ((c.kernel_size < 7) | (c.in_channels == 3))


def _whole(c: Any) -> Any:
    return _usual(c) & (c.batch * c.out_channels * c.bytes_each % KIB == 0)


def _level(shape: str, where: Where, axes: Mapping[str, Sequence[int]]) -> Concat:
    layers = {"kernel_size": (3, 5, 7), "padding": (1, 2, 3)}
    return concat(Combinations({**axes, **layers}, where, (shape,)), real=published.convolution)


CHANNELS = (16, 32, 64, 96, 128, 256)
SMALL = {
    "n": (7, 8, 9, 10, 12, 14, 16, 20, 28, 32),
    "batch": (2, 4, 10),
    "in_channels": (1, 3, 4, 6, 8, 16, 32),
    "out_channels": (6, 8, 12, 16, 20, 32),
    "stride": (1,),
    "bytes_each": (4,),
}
STRIDED = {
    "n": (15, 20, 28, 32, 56, 64, 112),
    "batch": (4, 8, 10, 16),
    "in_channels": (3, *CHANNELS),
    "out_channels": CHANNELS,
    "stride": (2,),
    "bytes_each": (4,),
}
FOLLOWED = {
    "n": (13, 14, 15, 27, 28, 35, 55, 56),
    "batch": (16, 32, 64),
    "in_channels": (3, *CHANNELS),
    "out_channels": CHANNELS,
    "stride": (1,),
    "bytes_each": (2, 4),
}

FAMILY = Family(
    module=__name__,
    title="Memory of feature maps",
    asks="memory",
    levels={
        "easy": _level("conv", _usual, SMALL),
        "medium": _level("conv", _usual, STRIDED),
        "hard": _level("pooled", _whole, FOLLOWED),
    },
    formulas=(activation_memory, conv_output_size),
    compose=_compose,
    options={"easy": 4, "medium": 3, "hard": 4},
    misconceptions=memory.ALL,
    as_numbers=("medium",),
    stem=lambda p: Text(STEMS[p.shape[0]], {**p.values, "dtype": _dtype(p)}),
    solution=_solution,
    network=_network,
    givens=lambda p: {"batch": p["batch"], "dtype": _dtype(p), "unit": _unit(p)},
    measure=_measure,
    recount=(Check("row by row", _listed),),
    examples=(
        Example(
            {
                "n": 224,
                "batch": 1,
                "in_channels": 64,
                "out_channels": 64,
                "kernel_size": 3,
                "stride": 1,
                "padding": 1,
                "bytes_each": 4,
            },
            (224 * 224 * 64 * 4,),
            "CS231n notes (2023), Convolutional Networks: CONV3-64 of VGGNet keeps 224 × 224 × 64 = 3.2M values, and "
            "every value takes 4 bytes",
            ("conv",),
        ),
    ),
)
