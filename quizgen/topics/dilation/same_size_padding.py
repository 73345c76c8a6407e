"""The padding with which a dilated convolution keeps the size of the map.

The reader finds what the kernel takes away at stride 1 and shares it out to both sides. Easy items have one layer; in
medium ones two layers take away, and zeros are put around the map once for both; in hard ones one of three layers has
padding that gives back what it takes, and the last one makes up for another that has none. There the last padding is
one that no network has, since in networks each layer makes up for itself; the other two layers are published ones. The
two layers of a medium item follow each other in a published network in most items.
"""

from __future__ import annotations

from functools import reduce
from types import SimpleNamespace
from typing import Any

import numpy as np
from msgspec.structs import replace

from quizgen import oracle
from quizgen.asking.family import Check, Example, Family
from quizgen.formulas.dilation import same_padding
from quizgen.formulas.receptive_field import SIMONYAN
from quizgen.layers import Conv2d, Network, real
from quizgen.math.rewrites import indexed
from quizgen.math.tree import Expr, Num, Op, Sym, children
from quizgen.misconceptions import dilation as mistakes
from quizgen.misconceptions import same_padding as paddings
from quizgen.misconceptions.kinds import Shape, Trees
from quizgen.model import Figure, Values
from quizgen.space import Combinations, Mask, Params, concat
from quizgen.text import Text
from quizgen.topics.dilation.shared import kernels

SIDE = 128
STEMS = {
    "square": (
        "A feature map of {n} × {n} goes through a `Conv2d` layer with `kernel_size={kernel_size}`, `stride=1` and "
        "`dilation={dilation}`. Which `padding`, the same on all sides, makes its output {n} × {n} as well?"
    ),
    "once": (
        "A feature map goes through two `Conv2d` layers with `stride=1` and `padding=0`. The first one has "
        "`kernel_size={kernel_size_1}` and `dilation={dilation_1}`, the second one `kernel_size={kernel_size_2}` and "
        "`dilation={dilation_2}`. Before the first layer, zeros are put around the map, so that the output of the "
        "second one is as large as the map was. How many rows of zeros does that take above the map, if each side "
        "gets as many?"
    ),
    "three": (
        "A feature map goes through three `Conv2d` layers with `stride=1`. The first one has "
        "`kernel_size={kernel_size_1}`, `padding={padding_1}` and `dilation={dilation_1}`, the second one "
        "`kernel_size={kernel_size_2}`, `padding=0` and `dilation={dilation_2}`, the third one "
        "`kernel_size={kernel_size_3}` and `dilation={dilation_3}`. Which `padding` of the third layer, the same on "
        "all sides, makes its output as large as the input of the first one?"
    ),
}
ORDINARY = " (`dilation=1` is an ordinary kernel without holes.)"
SOLUTION = """
With kernel size $kernel_size$ and dilation $dilation$ a layer with stride 1 takes $dilation*(kernel_size - 1)$
positions away on each axis, and padding $padding$ adds $2*padding$. Both are equal for

$$padding == dilation*(kernel_size - 1)/2$$
"""
LINES = {
    "square": "$$padding == {dilation}*({kernel_size} - 1)/2 == {key}$$",
    "once": """
Together the two layers take away the sum of what each takes away, and half of it is put on each side:

$$padding == ({dilation_1}*({kernel_size_1} - 1) + {dilation_2}*({kernel_size_2} - 1))/2 == {key}$$
""",
    "three": """
The first layer takes away

$${dilation_1}*({kernel_size_1} - 1) == {taken}$$

positions and is given as many back, {padding_1} on each side: it keeps the size. The other two take away the sum of
what each takes away, and half of it has to come back on each side of the third one:

$$padding_3 == ({dilation_2}*({kernel_size_2} - 1) + {dilation_3}*({kernel_size_3} - 1))/2 == {key}$$
""",
}


def _compose(formulas: Trees, shape: Shape) -> Trees:
    match shape:
        case ("once",):
            return (_half_of_all(formulas[0], 2),)
        case ("three",):
            return (Op("-", _half_of_all(formulas[0], 3), Sym("padding_1")),)
        case _:
            return formulas


def _half_of_all(formula: Expr, layers: int) -> Expr:
    """Half of what so many layers take away."""
    gaps = children(formula)[0]
    every = (indexed(gaps, number) for number in range(1, layers + 1))
    return Op("/", reduce(lambda left, right: Op("+", left, right), every), Num(2))


def _numbers(shape: Shape) -> tuple[str, ...]:
    """What stands after the names of each layer's arguments."""
    return {"square": ("",), "once": ("_1", "_2"), "three": ("_1", "_2", "_3")}[shape[0]]


def _layers(p: Params) -> tuple[Conv2d, ...]:
    """The layers; the padding that is asked of one of them is None."""
    paddings = {"square": (None,), "once": (0, 0), "three": (p.values.get("padding_1"), 0, None)}[p.shape[0]]
    return tuple(
        Conv2d(1, 1, p[f"kernel_size{end}"], padding=padding, dilation=p[f"dilation{end}"])
        for end, padding in zip(_numbers(p.shape), paddings, strict=True)
    )


def _size(p: Params, padding: int) -> int:
    """The side after the real layers, with that padding in the last one or around the map."""
    *before, last = _layers(p)
    if p.shape == ("once",):
        return oracle.output_length((*before, last), SIDE + 2 * padding)
    return oracle.output_length((*before, replace(last, padding=padding)), SIDE)


def _side(p: Params) -> int:
    return p.values.get("n", SIDE)


def _measure(p: Params) -> Values:
    """The padding with which the real layers keep the size: half of what they take away without, if that does it."""
    padding = (SIDE - _size(p, 0)) // 2
    return (padding,) if _size(p, padding) == SIDE else ()


def _slide(p: Params) -> Values:
    """The padding with which a kernel has as many places to be put down as there are positions, found by counting."""
    ends = _numbers(p.shape)
    spans = [range(0, p[f"kernel_size{end}"] * p[f"dilation{end}"], p[f"dilation{end}"])[-1] for end in ends]
    for padding in range(SIDE):
        widths = {"square": (padding,), "once": (padding, 0), "three": (p.values.get("padding_1", 0), 0, padding)}
        size = SIDE
        for span, zeros in zip(spans, widths[p.shape[0]], strict=True):
            size = len(range(size + 2 * zeros - span))
        if size == SIDE:
            return (padding,)
    return ()


def _solution(p: Params, key: Values) -> tuple[Text, ...]:
    taken = {"taken": 2 * p["padding_1"]} if p.shape == ("three",) else {}
    return (Text(SOLUTION + "\n" + LINES[p.shape[0]], {**p.values, **taken, "key": key[0]}),)


def _figures(p: Params) -> tuple[Figure, ...]:
    """The kernel of each layer, one position of which takes nothing away."""
    ends = () if p.shape == ("square",) else _numbers(p.shape)
    return tuple(kernels.kernel(p[f"kernel_size{end}"], p[f"dilation{end}"]) for end in ends)


def _kept(c: Any) -> Any:
    """The first layer keeps the size, the others differ, and one has holes, of which a kernel above 3 has few."""
    keeps = 2 * c.padding_1 == c.dilation_1 * (c.kernel_size_1 - 1)
    holes = (c.dilation_1 > 1) | (c.dilation_2 > 1) | (c.dilation_3 > 1)
    few = ((c.kernel_size_2 == 3) | (c.dilation_2 <= 2)) & ((c.kernel_size_3 == 3) | (c.dilation_3 <= 2))
    return keeps & holes & few & ((c.dilation_2 != c.dilation_3) | (c.kernel_size_2 != c.kernel_size_3))


def _follows(c: Any) -> Mask:
    """Two layers that follow each other in a published network."""
    fits = c.dilation_1 * (c.kernel_size_1 - 1) + c.dilation_2 * (c.kernel_size_2 - 1) < SIDE
    same = c.kernel_size_1 == c.kernel_size_2
    return np.asarray(fits & same & real.schedule(c.kernel_size_1, (c.dilation_1, c.dilation_2)), dtype=np.bool_)


def _first_two(c: Any) -> Mask:
    """The layers whose padding is given are published; the last one's is asked."""
    second = SimpleNamespace(kernel_size=c.kernel_size_2, dilation=c.dilation_2)
    return real.convolution(c, "_1") & real.convolution(second)


def _one(c: Any) -> Mask:
    """The layer with the padding that is asked is published."""
    padding = c.dilation * (c.kernel_size - 1) // 2
    return real.convolution(SimpleNamespace(kernel_size=c.kernel_size, padding=padding, dilation=c.dilation))


def _common(c: Any) -> Any:
    """A kernel above 3 has few holes."""
    return (c.kernel_size == 3) | (c.dilation <= 4)


def _unlike(c: Any) -> Any:
    """The layers differ, and one has holes, of which a kernel above 3 has few."""
    few = ((c.kernel_size_1 == 3) | (c.dilation_1 <= 2)) & ((c.kernel_size_2 == 3) | (c.dilation_2 <= 2))
    holes = (c.dilation_1 > 1) | (c.dilation_2 > 1)
    return (few | _follows(c)) & holes & ((c.dilation_1 != c.dilation_2) | (c.kernel_size_1 != c.kernel_size_2))


RATES = (1, 2, 3, 4, 5, 6, 8, 9, 12, 16, 18, 24)
ODD = (3, 5, 7)

FAMILY = Family(
    module=__name__,
    title="Padding that keeps the size",
    weight="core",
    asks="padding",
    levels={
        "easy": concat(
            Combinations({"n": (28, 33, 56, 64, 65), "kernel_size": ODD, "dilation": RATES}, _common, ("square",)),
            real=_one,
        ),
        "medium": concat(
            Combinations(
                {"kernel_size_1": ODD, "dilation_1": RATES, "kernel_size_2": ODD, "dilation_2": RATES},
                _unlike,
                ("once",),
            ),
            real=_follows,
        ),
        "hard": concat(
            Combinations(
                {"kernel_size_1": ODD, "padding_1": (1, 2, 3, 4), "dilation_1": (1, 2, 3, 4), "kernel_size_2": ODD}
                | {"dilation_2": (1, 2, 4, 8), "kernel_size_3": ODD, "dilation_3": (1, 2, 4, 6, 8)},
                _kept,
                ("three",),
            ),
            real=_first_two,
        ),
    },
    numerical_only="a 3 × 3 kernel is padded by its dilation, which stands in the stem",
    printed_key="a 3 × 3 kernel is padded by its dilation",
    formulas=(same_padding,),
    compose=_compose,
    misconceptions=(
        mistakes.IGNORES_DILATION,
        mistakes.ONE_HOLE_MORE,
        mistakes.HOLES_ONLY,
        paddings.HOLES_ONCE_HALVED,
        paddings.DILATES_HALF,
        mistakes.ENDS_ONLY,
        mistakes.OUTER_HOLES,
        paddings.BOTH_SIDES,
        paddings.WHOLE_KERNEL,
        paddings.HALF_KERNEL_UP,
        paddings.HALF_OF_HALF,
        paddings.TAPS_HALVED,
        paddings.PADS_DILATION,
        paddings.PADS_GAPS,
        paddings.IGNORES_FIRST,
        paddings.IGNORES_SECOND,
        paddings.FORGETS_FIRST_PADDING,
        paddings.ADDS_FIRST_PADDING,
        paddings.FIRST_PADDING_ONCE,
    ),
    stem=lambda p: Text(STEMS[p.shape[0]] + ORDINARY, p.values),
    solution=_solution,
    network=lambda p: Network((1, _side(p), _side(p)), _layers(p)),
    measure=_measure,
    figures=_figures,
    recount=(Check("places counted", _slide),),
    examples=(Example({"n": 224, "kernel_size": 3, "dilation": 1}, (1,), f"{SIMONYAN}, section 2.1", ("square",)),),
)
