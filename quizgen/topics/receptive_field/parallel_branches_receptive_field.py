"""The receptive field after parallel branches, as in an Inception block.

The reader adds up what each branch sees, takes the widest one, and goes on from what the stem sees. Branches of easy
items have one layer each; in medium ones the layers of a branch add up, and the stem has a pooling layer; in hard ones
a branch with fewer taps may be the widest, as kernels have holes.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import cache, reduce
from itertools import chain, product
from types import SimpleNamespace
from typing import Any, TypeAlias

import numpy as np

from quizgen import oracle
from quizgen.asking.family import Check, Example, Family
from quizgen.chains import stacks
from quizgen.figures.inception import inception
from quizgen.formulas.branches import branched_field, largest, reaches, stem_field, stem_of
from quizgen.formulas.receptive_field import LAYER
from quizgen.layers import Conv2d, Network, Parallel, real, row
from quizgen.math.nested import Exact, nested
from quizgen.math.rewrites import substitute
from quizgen.misconceptions import branches as mistakes
from quizgen.misconceptions.kinds import Shape, Trees
from quizgen.model import Figure, Values
from quizgen.space import Mask, Params, Rows, concat
from quizgen.text import Table, Text
from quizgen.text.nodes import Filling

Numbers: TypeAlias = tuple[int, ...]
STEM = """
An image goes through the first layers of a network, its stem. The map that they give goes through each of the branches
of a block; padding keeps its size, and the outputs of the branches are concatenated along the channels.

{layers}

How many pixels of the image does the receptive field of one position of the block's output span along one axis, all its
channels taken together, far away from the border? (Layers of one branch follow one another; {dilation}.)
"""
PLAIN = "all layers have `dilation=1`"
HOLES = "`dilation=1` is an ordinary layer without holes"
WORDS = """
After the stem a position spans $receptive_field$ pixels, and neighbouring ones are $jump$ apart:
"""
ONE = """
$$receptive_field == {kernel_size_1}$$

$$jump == {stride_1}$$
"""
TWO = """
$$receptive_field == {kernel_size_1} + ({kernel_size_2} - 1)*{stride_1} == {field}$$

$$jump == {stride_1}*{stride_2} == {jump}$$
"""
EACH = """
In a branch a layer with kernel size $kernel_size$ and dilation $dilation$ adds $dilation*(kernel_size - 1)$ steps, and
a step is $jump$ pixels long. Branch by branch this makes
"""
LAST = """
steps. The widest branch decides:

$${field} + {jump}*max({every}) == {key}$$
"""


def _compose(trees: Trees, shape: Shape) -> Trees:
    field, jump = stem_field(shape)
    return (substitute(trees[0], {"receptive_field": field, "jump": jump, "reach": largest(reaches(shape))}),)


def _depths(shape: Shape) -> list[int]:
    return [int(depth) for depth in shape[shape.index("|") + 1 :]]


def _stem(p: Params) -> tuple[stacks.Stacked, ...]:
    forms = enumerate(stem_of(p.shape), 1)
    return tuple(stacks.layer(form, p[f"kernel_size_{number}"], p[f"stride_{number}"], 1) for number, form in forms)


@cache
def _places(shape: Shape) -> tuple[tuple[str, ...], ...]:
    """The index of each layer of each branch."""
    return tuple(
        tuple(f"{number}{layer}" for layer in range(1, depth + 1)) for number, depth in enumerate(_depths(shape), 1)
    )


def _branches(p: Params) -> tuple[tuple[Conv2d, ...], ...]:
    """The branches, padded so that they keep the size."""
    return tuple(
        tuple(_same(p[f"kernel_size_{at}"], p[f"dilation_{at}"]) for at in branch) for branch in _places(p.shape)
    )


def _same(kernel_size: int, dilation: int) -> Conv2d:
    return Conv2d(1, 1, kernel_size, 1, dilation * (kernel_size - 1) // 2, dilation)


def _holes(p: Params) -> bool:
    return any(p[f"dilation_{at}"] > 1 for branch in _places(p.shape) for at in branch)


def _table(p: Params) -> Table:
    show = LAYER[:3] if _holes(p) else LAYER[:2]
    parts = [("stem", _stem(p)), *((f"branch {number}", branch) for number, branch in enumerate(_branches(p), 1))]
    rows = tuple((name, *row(layer, show)) for name, layers in parts for layer in layers)
    return Table(("part", "layer", *show), rows, "The stem and the branches of the block")


def _figures(p: Params) -> tuple[Figure, ...]:
    """The branches for the stem."""
    branches = [[_label(layer) for layer in branch] for branch in _branches(p)]
    return (inception(branches, "output of the block", "output of the stem", place="stem"),)


def _label(layer: Conv2d) -> str:
    size, dilation = layer.kernel_size, layer.dilation
    return f"{size} × {size} convolution" + (f", dilation {dilation}" if dilation != 1 else "")


@cache
def _words(shape: Shape) -> str:
    """The solution of a shape: the stem, each branch, the largest."""
    lines = "".join(
        f"\n$${' + '.join(map(_term, branch))} == {{reach_{n}}}$$\n" for n, branch in enumerate(_places(shape), 1)
    )
    every = ", ".join(f"{{reach_{number}}}" for number in range(1, len(_places(shape)) + 1))
    return WORDS + (ONE if len(stem_of(shape)) == 1 else TWO) + EACH + lines + LAST.replace("{every}", every)


def _term(at: str) -> str:
    return f"{{dilation_{at}}}*({{kernel_size_{at}}} - 1)"


def _reach(branch: Iterable[Conv2d]) -> int:
    return sum(2 * int(layer.padding) for layer in branch if isinstance(layer.padding, int))


@cache
def _before(shape: Shape) -> tuple[Exact, ...]:
    return tuple(map(nested, stem_field(shape)))


def _solution(p: Params, key: Values) -> tuple[Text, ...]:
    known: dict[str, Filling] = {f"reach_{number}": _reach(branch) for number, branch in enumerate(_branches(p), 1)}
    field, jump = (exact(p.values) for exact in _before(p.shape))
    return (Text(_words(p.shape), {**p.values, **known, "field": field, "jump": jump, "key": key[0]}),)


def _measure(p: Params) -> Values:
    """The whole block is probed behind its stem; its branches have one channel each and are added, so that all show."""
    return oracle.receptive_field((*_stem(p), Parallel(_branches(p))), 128)[:1]


def _taps(p: Params) -> Values:
    """The pixels that one position depends on, collected over all branches tap by tap."""
    pixels: set[int] = set()
    for branch in _branches(p):
        seen = {0}
        for layer in reversed((*_stem(p), *branch)):
            kernel_size, stride, dilation, padding = (int(getattr(layer, name)) for name in (*LAYER[:3], "padding"))
            seen = {place * stride - padding + tap * dilation for place in seen for tap in range(kernel_size)}
        pixels |= seen
    return (max(pixels) - min(pixels) + 1,)


def _rows(forms: str, stems: Sequence[Numbers], branches: Sequence[Sequence[Numbers]], *, holes: bool = False) -> Rows:
    """Every stem (kernel size and stride of each layer) with every choice of branches (kernel size and dilation).

    With ``holes`` some layer of a branch has a dilation above 1.
    """
    depths = tuple(str(len(options[0]) // 2) for options in branches)
    shape = (*forms.split(), "|", *depths)
    names = [f"{name}_{number}" for number in range(1, len(forms.split()) + 1) for name in ("kernel_size", "stride")]
    names += [f"{name}_{at}" for branch in _places(shape) for at in branch for name in ("kernel_size", "dilation")]

    def make() -> Iterator[Numbers]:
        for stem, *chosen in product(stems, *branches):
            if _distinct(chosen) and (not holes or any(max(one[1::2]) > 1 for one in chosen)):
                yield (*stem, *chain.from_iterable(chosen))

    return Rows(tuple(names), make, shape)


def _published(c: Any) -> Mask:
    """The stem and every branch have layers of published networks."""
    forms = enumerate(stem_of(c.shape), 1)
    stem = [real.pool(c, f"_{n}") if form == "pool" else real.convolution(c, f"_{n}") for n, form in forms]
    branches = [_is_published(c, at) for branch in _places(c.shape) for at in branch]
    return reduce(np.logical_and, [*stem, *branches])


def _is_published(c: Any, at: str) -> Mask:
    kernel_size, dilation = vars(c)[f"kernel_size_{at}"], vars(c)[f"dilation_{at}"]
    padding = dilation * (kernel_size - 1) // 2
    return real.convolution(SimpleNamespace(kernel_size=kernel_size, padding=padding, dilation=dilation))


def _distinct(chosen: Sequence[Numbers]) -> bool:
    """No two branches see the same."""
    sums = [
        sum((kernel_size - 1) * dilation for kernel_size, dilation in zip(one[::2], one[1::2], strict=True))
        for one in chosen
    ]
    return len(set(sums)) == len(sums)


INPUT = (1, 224, 224)
STEMS = ((3, 2), (4, 2), (5, 2), (7, 2), (8, 4), (11, 4), (5, 3), (7, 3), (7, 4))
CONVS = ((3, 2), (4, 2), (5, 2), (7, 2), (11, 4), (7, 3))
POOLED = tuple((*conv, *pool) for conv in CONVS for pool in ((2, 2), (3, 2)))
SINGLE = tuple((kernel_size, 1) for kernel_size in (1, 3, 5, 7))
PAIRS = tuple((1, 1, kernel_size, 1) for kernel_size in (3, 5, 7))
TRIPLES = tuple((1, 1, first, 1, second, 1) for first, second in ((3, 3), (3, 5), (5, 5), (1, 3), (7, 7)))
RATES = (1, 2, 3, 4, 6)
ATROUS = tuple((kernel_size, rate) for kernel_size in (3, 5) for rate in RATES)
BRANCH = tuple((1, 1, 3, rate) for rate in RATES)

FAMILY = Family(
    module=__name__,
    title="Receptive field after parallel branches",
    weight="special",
    asks="receptive_field",
    numerical_only="beside the wrong values that there are, the sizes of the options would tell the key",
    levels={
        "easy": concat(_rows("conv", STEMS, (SINGLE, SINGLE, SINGLE)), real=_published),
        "medium": concat(_rows("conv pool", POOLED, (SINGLE, PAIRS, TRIPLES)), real=_published),
        "hard": concat(_rows("conv pool", POOLED, (SINGLE[:3], BRANCH, ATROUS), holes=True), real=_published),
    },
    formulas=(branched_field,),
    compose=_compose,
    misconceptions=(
        mistakes.ADDS_BRANCHES,
        mistakes.SMALLEST,
        mistakes.FIRST_BRANCH,
        mistakes.LAST_BRANCH,
        mistakes.DEEPEST,
        mistakes.IGNORES_DILATION,
        mistakes.IGNORES_STRIDE,
        mistakes.LAST_STRIDE,
        mistakes.BLOCK_ONLY,
        mistakes.STEM_ONLY,
        mistakes.WITHOUT_POOL,
        mistakes.ADDS_KERNELS,
        mistakes.UNSCALED_SIZES,
        mistakes.MIXES_BRANCHES,
        mistakes.DILATES_TAPS,
        mistakes.WINDOW_BY_STRIDES,
        mistakes.PRODUCT,
        mistakes.BOTH_SIDES,
        mistakes.OWN_STRIDE,
        mistakes.FROM_ZERO,
        mistakes.HALF,
        mistakes.AREA,
    ),
    stem=lambda p: Text(STEM.replace("{dilation}", HOLES if _holes(p) else PLAIN), {"layers": _table(p)}),
    solution=_solution,
    network=lambda p: Network(INPUT, (*_stem(p), Parallel(_branches(p)))),
    measure=_measure,
    figures=_figures,
    recount=(Check("taps of all branches", _taps),),
    examples=(
        Example(
            {
                "kernel_size_1": 1,
                "stride_1": 1,
                **{
                    f"{name}_{n}1": v
                    for n, k in ((1, 1), (2, 3), (3, 5))
                    for name, v in (("kernel_size", k), ("dilation", 1))
                },
            },
            (5,),
            "Szegedy et al. (2015), Going deeper with convolutions, figure 2a: 1 × 1, 3 × 3 and 5 × 5 side by side",
            ("conv", "|", "1", "1", "1"),
        ),
    ),
)
