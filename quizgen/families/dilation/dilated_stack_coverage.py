"""How many different inputs a stack of dilated convolutions really reads: the rest of its field are holes.

The reader looks for a common factor of the dilations, or for taps of two layers that lead to the same input.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import product

from quizgen import oracle
from quizgen.asking.family import Check, Example, Family
from quizgen.figures.coverage import coverage as drawn
from quizgen.formulas.coverage import WANG, distinct_sums, positions_used
from quizgen.layers import Conv2d, Network
from quizgen.misconceptions.coverage import COVERAGE, PLANE, TWO, asked, used
from quizgen.misconceptions.kinds import Shape, Trees
from quizgen.model import Figure, Values
from quizgen.space import Params, Rows, concat
from quizgen.text import Table, Text

STEM = """
A large image goes through these layers, one after the other, all of them with `stride=1`:

{layers}

Dilated kernels can leave holes, so that a unit need not depend on all pixels of its receptive field. Take one unit of
the last output, far away from the border. {ask} (`dilation=1` is an ordinary layer without holes.)
"""
AXIS = "At how many different positions along one axis are there pixels on which it depends?"
BOTH = "On how many different pixels, counted in both axes, does it depend?"
COMMON = """
Along one axis the layers together reach from the first to the last position over

$${reach_sum} == {reach}$$

steps. All dilations are multiples of {factor}, so only positions that are {factor} apart can be read. None of these is
left out, which makes

$${reach}/{factor} + 1 == {axis}$$

positions.
"""
SQUARE = """
Both axes are alike, which makes

$${axis}**2 == {key}$$

pixels.
"""
PAIR = """
Every pair of a tap of the first layer and a tap of the second one leads to a position, which makes
${kernel_size_1}*{kernel_size_2} == {pairs}$ pairs. Their offsets are multiples of {dilation_1} and of {dilation_2}.
A pair that moves on by {step_2} in the first layer and back by {step_1} in the second one, counted in taps, leads to
the same position, because ${step_2}*{dilation_1} == {step_1}*{dilation_2}$. That is possible for

$$({kernel_size_1} - {step_2})*({kernel_size_2} - {step_1}) == {double}$$

pairs, and none of them leads to a position of its own. So the number of positions is

$${pairs} - {double} == {key}$$
"""


def _compose(trees: Trees, shape: Shape) -> Trees:
    return asked(used(shape, trees), shape)


def _stack(p: Params) -> list[tuple[int, int]]:
    """Kernel size and dilation of each layer."""
    return [(p[f"kernel_size_{number}"], p[f"dilation_{number}"]) for number in range(1, int(p.shape[1]) + 1)]


def _layers(p: Params) -> tuple[Conv2d, ...]:
    return tuple(Conv2d(1, 1, kernel_size, dilation=dilation) for kernel_size, dilation in _stack(p))


def _offsets(stack: Sequence[tuple[int, int]]) -> set[int]:
    """The positions that the stack reads, tap by tap."""
    seen = {0}
    for kernel_size, dilation in stack:
        seen = {place + tap * dilation for place in seen for tap in range(kernel_size)}
    return seen


def _on_axes(p: Params, one_axis: int) -> Values:
    return (one_axis**2 if p.shape[0] == PLANE else one_axis,)


def _reach(stack: Sequence[tuple[int, int]]) -> int:
    return sum(dilation * (kernel_size - 1) for kernel_size, dilation in stack)


def _measure(p: Params) -> Values:
    return _on_axes(p, oracle.seen_by(_layers(p), 2 * _reach(_stack(p)) + 4, 0)[2])


def _stem(p: Params) -> Text:
    rows = tuple(("Conv2d", str(kernel_size), str(dilation)) for kernel_size, dilation in _stack(p))
    table = Table(("layer", "kernel_size", "dilation"), rows, "The layers from the input on")
    return Text(STEM.replace("{ask}", BOTH if p.shape[0] == PLANE else AXIS), {"layers": table})


@cache
def _words(shape: Shape) -> str:
    if shape[0] == TWO:
        return PAIR
    numbers = range(1, int(shape[1]) + 1)
    total = " + ".join(f"{{dilation_{number}}}*({{kernel_size_{number}}} - 1)" for number in numbers)
    return COMMON.replace("{reach_sum}", total) + (SQUARE if shape[0] == PLANE else "")


def _solution(p: Params, key: Values) -> tuple[Text, ...]:
    reach = _reach(_stack(p))
    if p.shape[0] == TWO:
        first, second = p["kernel_size_1"], p["kernel_size_2"]
        known = {"pairs": first * second}
        known["double"] = max(first - p["step_2"], 0) * max(second - p["step_1"], 0)
    else:
        known = {"reach": reach, "axis": reach // p["factor"] + 1}
    return (Text(_words(p.shape), {**p.values, **known, "key": key[0]}),)


def _figures(p: Params) -> tuple[Figure, ...]:
    sizes = {kernel_size for kernel_size, _ in _stack(p)}
    axes = 2 if p.shape[0] == PLANE else 1
    return (drawn(sizes.pop(), [rate for _, rate in _stack(p)], axes),) if len(sizes) == 1 else ()


def _common(shape: str, kernels: Sequence[int], rates: Sequence[int]) -> Rows:
    """Three layers whose rates have a common factor above 1, and whose taps leave out no multiple of it."""

    def make() -> Iterator[tuple[int, ...]]:
        for stack in product(product(kernels, rates), repeat=3):
            factor = math.gcd(*(rate for _, rate in stack))
            differ = len({rate for _, rate in stack}) > 1
            if factor > 1 and differ and len(_offsets(stack)) == _reach(stack) // factor + 1:
                yield (*(number for pair in stack for number in pair), factor)

    names = [f"{name}_{number}" for number in (1, 2, 3) for name in ("kernel_size", "dilation")]
    return Rows((*names, "factor"), make, (shape, "3"))


def _two(kernels: Sequence[int], rates: Sequence[int]) -> Rows:
    """Two layers with taps that lead to the same position."""

    def make() -> Iterator[tuple[int, ...]]:
        for first, rate_1, second, rate_2 in product(kernels, rates, kernels, rates):
            factor = math.gcd(rate_1, rate_2)
            step_1, step_2 = rate_1 // factor, rate_2 // factor
            if rate_1 != rate_2 and first > step_2 and second > step_1:
                yield first, rate_1, second, rate_2, step_1, step_2

    names = ("kernel_size_1", "dilation_1", "kernel_size_2", "dilation_2", "step_1", "step_2")
    return Rows(names, make, (TWO, "2"))


FAMILY = Family(
    module=__name__,
    title="Inputs that a dilated stack really reads",
    weight="special",
    asks="inputs_used",
    levels={
        "easy": concat(_common("common", (3, 5), (2, 3, 4, 6, 8, 9))),
        "medium": concat(_two((3, 5, 7, 9), (1, 2, 3, 4, 6, 8))),
        "hard": concat(_common(PLANE, (3, 5, 7), (2, 4, 6, 8))),
    },
    formulas=(positions_used, distinct_sums),
    compose=_compose,
    misconceptions=COVERAGE,
    numerical_only="too few foreseen wrong values lie on each side of the key at most points",
    stem=_stem,
    solution=_solution,
    network=lambda p: Network((1, 224, 224), _layers(p)),
    givens=lambda p: {"axes": 2 if p.shape[0] == PLANE else 1},
    measure=_measure,
    recount=(Check("taps enumerated", lambda p: _on_axes(p, len(_offsets(_stack(p))))),),
    figures=_figures,
    examples=(
        Example(
            {f"{name}_{n}": v for n in (1, 2, 3) for name, v in (("kernel_size", 3), ("dilation", 2))} | {"factor": 2},
            (49,),
            f"{WANG}, figure 2a: three 3 × 3 layers with dilation 2",
            (PLANE, "3"),
        ),
    ),
)
