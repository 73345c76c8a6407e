"""How many different inputs a stack of dilated convolutions really reads: the rest of its field are holes.

All layers follow each other in a published network. The reader lists the offsets that the taps lead to. In easy items
two layers have few enough to be listed one by one; in medium ones the layers are three or four, and either the holes
are closed or a common factor of the dilations keeps them open; in hard ones the last dilation is to be chosen: the
largest one that leaves no holes, because each tap of the last layer sees as many rows in a row as the layers before it
do.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import pairwise

from quizgen.asking.family import Check, Example, Family
from quizgen.figures.coverage import coverage as drawn
from quizgen.formulas.causal import WAVENET
from quizgen.formulas.coverage import WANG, distinct_sums, positions_used, side_by_side
from quizgen.layers import Conv2d, Network
from quizgen.layers.schedules import Schedule, runs
from quizgen.misconceptions.coverage import COVERAGE, OPEN, TWO, used
from quizgen.misconceptions.kinds import Shape, Trees
from quizgen.model import Figure, Values
from quizgen.oracle.holes import positions_seen, seen_without_holes
from quizgen.space import Params, Rows, concat
from quizgen.text import Table, Text
from quizgen.text.nodes import Filling
from quizgen.topics.dilation.shared.schedules import offsets, places, reach

STEM = """
A large image goes through these layers, one after the other, all of them with `stride=1`:

{layers}

Dilated kernels can leave holes, so that a unit need not depend on all pixels of its receptive field. Take one unit of
the last output, far away from the border. How many rows of the image hold pixels that can influence this unit?
(`dilation=1` is an ordinary layer without holes.)
"""
WIDEST = """
A large image goes through these layers, one after the other, all of them with `stride=1`:

{layers}

One more `Conv2d` layer, with `kernel_size={kernel_size_last}` and `stride=1`, comes after them. Its dilation is the
largest one with which a unit of its output, far away from the border, depends on all pixels of its receptive field. How
many rows of the image does this receptive field span? (`dilation=1` is an ordinary layer without holes.)
"""
LISTED = """
A layer with kernel size $kernel_size$ and dilation $dilation$ reads its input at $kernel_size$ offsets, the multiples
of the dilation from 0 to

$$dilation*(kernel_size - 1)$$

Through several layers offsets add up: every sum with one offset of each layer is read. From the first layer on this
gives

{offsets}
"""
COMMON = """
These are the multiples of {factor} from 0 to

$${reach_sum} == {reach}$$

so that the number of rows is

$${reach}/{factor} + 1 == {key}$$
"""
CHOSEN = """
These are all offsets from 0 to

$${reach_sum} == {reach}$$

so that a unit of the last of these layers sees ${reach} + 1 == {field}$ rows without a hole. Each tap of the added
layer sees as many, and the taps are as far apart as its dilation. No row is left out between two taps up to

$$dilation == {field}$$

where what the {kernel_size_last} taps see lies side by side:

$${kernel_size_last}*{field} == {key}$$
"""
PAIR = """
The number of sums is

$$sums == {kernel_size_1}*{kernel_size_2} == {pairs}$$

and the number of those that repeat an offset of another sum is {double}. So the number of rows is

$${pairs} - {double} == {key}$$
"""


def _compose(trees: Trees, shape: Shape) -> Trees:
    return (used(shape, trees),)


def _stack(p: Params) -> list[tuple[int, int]]:
    """Kernel size and dilation of each layer that is given."""
    return [(p[f"kernel_size_{number}"], p[f"dilation_{number}"]) for number in range(1, int(p.shape[1]) + 1)]


def _layers(p: Params) -> tuple[Conv2d, ...]:
    return tuple(Conv2d(1, 1, kernel_size, dilation=dilation) for kernel_size, dilation in _stack(p))


def _measure(p: Params) -> Values:
    """What one output of the real layers sees, with the largest dilation of the added one that leaves no holes."""
    layers, stack = _layers(p), _stack(p)
    if p.shape[0] != OPEN:
        return (positions_seen(layers, reach(stack)),)
    taps, most = p["kernel_size_last"], _most(stack)
    return (seen_without_holes(layers, Conv2d(1, 1, taps), most, reach([*stack, (taps, most)])),)


def _most(stack: Sequence[tuple[int, int]]) -> int:
    """A dilation behind these layers that leaves holes for certain."""
    return 2 * reach(stack) + 3


def _enumerated(p: Params) -> Values:
    """The different sums of offsets, those with the added layer at the largest dilation that leaves none out."""
    if p.shape[0] != OPEN:
        return (offsets(_stack(p)).bit_count(),)
    stack = _stack(p)
    before, taps = offsets(stack), p["kernel_size_last"]
    seen = (offsets([(taps, rate)], before) for rate in range(1, _most(stack) + 1))
    return (max(found.bit_count() for found in seen if found.bit_count() == found.bit_length()),)


def _givens(p: Params) -> dict[str, object]:
    """The layer that is added, whose dilation is not told."""
    return {"added": {"kernel_size": p["kernel_size_last"], "stride": 1}} if p.shape[0] == OPEN else {}


def _stem(p: Params) -> Text:
    rows = tuple(("Conv2d", str(kernel_size), str(dilation)) for kernel_size, dilation in _stack(p))
    table = Table(("layer", "kernel_size", "dilation"), rows, "The layers from the input on")
    return Text(WIDEST if p.shape[0] == OPEN else STEM, {**p.values, "layers": table})


@cache
def _words(shape: Shape) -> str:
    if shape[0] == TWO:
        return LISTED + PAIR
    numbers = range(1, int(shape[1]) + 1)
    total = " + ".join(f"{{dilation_{number}}}*({{kernel_size_{number}}} - 1)" for number in numbers)
    return LISTED + (CHOSEN if shape[0] == OPEN else COMMON).replace("{reach_sum}", total)


def _table(stack: Sequence[tuple[int, int]]) -> Table:
    """The offsets of each layer, and those of the layers up to it together."""
    rows = [
        (str(dilation), _listed(range(0, kernel_size * dilation, dilation)), _listed(places(offsets(stack[:number]))))
        for number, (kernel_size, dilation) in enumerate(stack, 1)
    ]
    return Table(("dilation", "its own offsets", "all sums so far"), tuple(rows), "The offsets, layer by layer")


def _listed(every: Sequence[int]) -> str:
    """Every offset; of more than a few with equal steps the first ones and the last."""
    steps = {after - before for before, after in pairwise(every)}
    if len(steps) == 1 and len(every) > FEW:
        return f"{', '.join(map(str, every[:3]))}, ..., {every[-1]}"
    return ", ".join(map(str, every))


def _solution(p: Params, key: Values) -> tuple[Text, ...]:
    stack = _stack(p)
    last = reach(stack)
    known: dict[str, Filling] = {"offsets": _table(stack), "key": key[0]}
    if p.shape[0] == TWO:
        pairs = p["kernel_size_1"] * p["kernel_size_2"]
        known |= {"pairs": pairs, "double": pairs - offsets(stack).bit_count()}
    else:
        known |= {"reach": last, "field": last + 1}
    return (Text(_words(p.shape), {**p.values, **known}),)


def _figures(p: Params) -> tuple[Figure, ...]:
    stack = _stack(p)
    if p.shape[0] == OPEN:
        stack.append((p["kernel_size_last"], reach(stack) + 1))
    sizes = {kernel_size for kernel_size, _ in stack}
    return (drawn(sizes.pop(), [rate for _, rate in stack]),) if len(sizes) == 1 else ()


def _common(layers: int) -> Rows:
    """Published stacks whose taps leave out no multiple of the dilations' common factor."""
    every = [(*_flat(run), math.gcd(*run[1])) for run in _dilated(layers) if _closed(run)]
    return Rows((*_names(layers), "factor"), lambda: every, (COMMON_FACTOR, str(layers)))


def _names(layers: int) -> list[str]:
    return [f"{name}_{number}" for number in range(1, layers + 1) for name in ("kernel_size", "dilation")]


def _open(layers: int) -> Rows:
    """Published stacks that leave no holes, and one more layer of the same kernel size."""
    every = [(*_flat(run), run[0]) for run in _dilated(layers) if _closed(run) and math.gcd(*run[1]) == 1]
    return Rows((*_names(layers), "kernel_size_last"), lambda: every, (OPEN, str(layers)))


def _two() -> Rows:
    """Two layers of a published stack, with few taps."""

    def make() -> Iterator[tuple[int, ...]]:
        for kernel_size, rates in _dilated(2):
            if kernel_size <= MOST_LISTED:
                factor = math.gcd(*rates)
                yield (*_flat((kernel_size, rates)), *(rate // factor for rate in rates))

    names = ("kernel_size_1", "dilation_1", "kernel_size_2", "dilation_2", "step_1", "step_2")
    return Rows(names, make, (TWO, "2"))


def _dilated(layers: int) -> list[Schedule]:
    """Published stacks of so many layers, some of them dilated, that see less than the whole image."""
    every = runs(layers)
    return [(size, rates) for size, rates in every if max(rates) > 1 and (size - 1) * sum(rates) < SIDE]


def _flat(run: Schedule) -> tuple[int, ...]:
    """Kernel size and dilation of each layer."""
    kernel_size, rates = run
    return tuple(number for rate in rates for number in (kernel_size, rate))


def _closed(run: Schedule) -> bool:
    """Whether every multiple of the dilations' common factor within reach is read."""
    kernel_size, rates = run
    stack = [(kernel_size, rate) for rate in rates]
    return offsets(stack).bit_count() == reach(stack) // math.gcd(*rates) + 1


COMMON_FACTOR = "common"
FEW = 9
SIDE = 224
MOST_LISTED = 5
"""The largest kernel size of which the offsets of two layers are listed one by one."""

FAMILY = Family(
    module=__name__,
    title="Inputs that a dilated stack really reads",
    weight="special",
    asks="inputs_used",
    levels={
        "easy": concat(_two()),
        "medium": concat(_common(3), _common(4)),
        "hard": concat(*(_open(layers) for layers in range(2, 6))),
    },
    formulas=(positions_used, distinct_sums, side_by_side),
    compose=_compose,
    misconceptions=COVERAGE,
    numerical_only="too few foreseen wrong values lie on each side of the key at most points",
    stem=_stem,
    solution=_solution,
    network=lambda p: Network((1, SIDE, SIDE), _layers(p)),
    givens=_givens,
    measure=_measure,
    recount=(Check("taps enumerated", _enumerated),),
    figures=_figures,
    examples=(
        Example(
            {f"{name}_{n}": v for n in (1, 2, 3) for name, v in (("kernel_size", 3), ("dilation", 2))} | {"factor": 2},
            (7,),
            f"{WANG}, figure 2a: three 3 × 3 layers with dilation 2",
            (COMMON_FACTOR, "3"),
        ),
        Example(
            {f"{name}_{n}": v for n in range(1, 6) for name, v in (("kernel_size", 2), ("dilation", 2 ** (n - 1)))}
            | {"kernel_size_last": 2},
            (64,),
            f"{WAVENET}: dilations that double give fields that double, 1024 with dilations up to 512",
            (OPEN, "5"),
        ),
    ),
)
