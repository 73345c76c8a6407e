"""How much of the input a unit sees, and how far apart neighbouring units look."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cache
from itertools import chain as joined
from itertools import product
from typing import Any, TypeAlias

from quizgen import oracle
from quizgen.asking.family import Example
from quizgen.figures.fields import nested_fields
from quizgen.formulas.receptive_field import ADDED, indices, stacked, wider_field
from quizgen.layers import Conv2d, MaxPool2d, Network, row
from quizgen.math.code import compiled
from quizgen.misconceptions.kinds import Shape, Trees
from quizgen.misconceptions.stacks import HOP, STEP
from quizgen.model import Figure
from quizgen.space import Concat, Grid, Params, Rows, concat
from quizgen.text import Table, Text

Layer: TypeAlias = Conv2d | MaxPool2d
Arguments: TypeAlias = tuple[Sequence[int], Sequence[int], Sequence[int]]
Padded: TypeAlias = tuple[tuple[int, int, int], ...]
SHOWN = ("kernel_size", "stride", "dilation")
PADDED = ("kernel_size", "stride", "padding")
INPUT = (1, 224, 224)
ALEXNET = ((11, 4), (3, 2), (5, 1), (3, 2), (3, 1), (3, 1), (3, 1), (3, 2))
ALEXNET_PADDING = (0, 0, 2, 0, 1, 1, 1, 0)
PADDED_ALEXNET = tuple((*two, padding) for two, padding in zip(ALEXNET, ALEXNET_PADDING, strict=True))
ALEXNET_SHAPE = "conv pool conv pool conv conv conv pool"
WIDER = (
    "A layer with kernel size $kernel_size$, stride $stride$ and dilation $dilation$ makes of them the new receptive "
    "field\n\n$$receptive_field + dilation*(kernel_size - 1)*jump$$\n\nand the new distance $jump*stride$."
)
"""What comes after how far a unit sees and how far neighbouring units are apart before the first layer."""
_FIRST = (
    "Before the first layer a unit spans $receptive_field == 1$ pixel, and neighbouring units are $jump == 1$ pixel "
    "apart."
)
_LINE = """
$$receptive_field_{0} == {{r_{1}}} + {{dilation_{0}}}*({{kernel_size_{0}}} - 1)*{{j_{1}}} == {{r_{0}}}$$
"""


def compose_field(formulas: Trees, shape: Shape) -> Trees:
    """The receptive field, from the formulas for one more layer."""
    return (stacked(formulas[0], formulas[1], shape)[0],)


def compose_jump(formulas: Trees, shape: Shape) -> Trees:
    """The jump, from the formula for one more layer; how far a unit sees plays no part."""
    return (stacked(wider_field.tree, formulas[0], shape)[1],)


def spreads(c: Any, depth: int) -> Any:
    """A stride above 1 comes before the last of ``depth`` layers, so that it matters."""
    return sum(vars(c)[f"stride_{number}"] - 1 for number in range(1, depth)) > 0


def stacks(shapes: tuple[str, ...], options: Mapping[str, Arguments], where: Callable[[Any, Shape], Any]) -> Concat:
    """Stacks of these shapes (``"conv pool conv"``), with the kernels, strides and dilations of each kind.

    The first layer has a kind of its own, ``first``, where there is one. No stride is larger than its kernel: otherwise
    pixels between two windows would be left out.
    """
    return concat(*(_grid(tuple(shape.split()), options, where) for shape in shapes))


def _grid(shape: Shape, options: Mapping[str, Arguments], where: Callable[[Any, Shape], Any]) -> Grid:
    axes: dict[str, Sequence[int]] = {}
    for index, form in zip(indices(shape), shape, strict=True):
        values = options["first"] if index == "1" and "first" in options else options[form]
        axes |= dict(zip(named(index), values, strict=True))

    def allowed(c: Any) -> Any:
        found = where(c, shape)
        for index in indices(shape):
            kernel_size, stride, _ = (vars(c)[name] for name in named(index))
            found = found & (stride <= kernel_size)
        return found

    return Grid(axes, allowed, shape)


def field(c: Any, shape: Shape) -> Any:
    """The receptive field of every combination."""
    return compiled(stacked(STEP, HOP, shape)[0])(vars(c))[0]


def jump(c: Any, shape: Shape) -> Any:
    """The distance between neighbouring units of every combination."""
    return compiled(stacked(STEP, HOP, shape)[1])(vars(c))[0]


@cache
def named(index: str) -> tuple[str, ...]:
    """The names of a layer's arguments: with its index, if it has one."""
    return tuple(f"{name}_{index}" if index else name for name in SHOWN)


@cache
def given(shape: Shape) -> tuple[tuple[str, str], ...]:
    """Index and kind of the layers that the stem shows: all but the one that is looked for."""
    return tuple((index, form) for index, form in zip(indices(shape), shape, strict=True) if form != ADDED)


def layers(p: Params) -> tuple[Layer, ...]:
    """The stack of a point that the stem shows."""
    return tuple(layer(form, *(p[name] for name in named(index))) for index, form in given(p.shape))


def layer(form: str, kernel_size: int, stride: int, dilation: int) -> Layer:
    """A layer of a kind: ``pool`` is max pooling, every other kind a convolution."""
    if form == "pool":
        return MaxPool2d(kernel_size, stride, 0, dilation)
    return Conv2d(1, 1, kernel_size, stride, 0, dilation)


def network(p: Params) -> Network:
    """The stack, on an input that is large enough for it."""
    return Network(INPUT, layers(p))


def table(stack: Sequence[Layer], show: tuple[str, ...] = SHOWN) -> Table:
    """The layers of a stack, one row each."""
    return Table(("layer", *show), tuple(row(one, show) for one in stack), "The layers from the input on")


def chain(p: Params) -> tuple[Figure, ...]:
    """The stack as a drawing for the solution: the stem has its table, and each box says how much its units see."""
    known = states(p)
    drawn = [
        {
            "type": type(one).__name__,
            **{name: getattr(one, name) for name in SHOWN},
            "receptive field": known[f"r_{place}"],
            "jump": known[f"j_{place}"],
        }
        for place, one in enumerate(layers(p), start=1)
    ]
    alt = Text(_words(p.shape), {**p.values, **known})
    return (Figure("chain", {"layers": drawn, "input": "input"}, alt, "solution"),)


def nested(p: Params) -> tuple[Figure, ...]:
    """What a unit sees after each layer of the stack, for the solution."""
    names = [f"{number} {type(one).__name__}" for number, one in enumerate(layers(p), start=1)]
    return (nested_fields(_steps(p), names),)


@cache
def _words(shape: Shape) -> str:
    boxes = (
        f"{'max pooling' if form == 'pool' else 'a convolution'} with kernel size {{kernel_size_{number}}}, "
        f"stride {{stride_{number}}} and dilation {{dilation_{number}}}, after which the receptive field is "
        f"{{r_{place}}} and the jump {{j_{place}}}"
        for place, (number, form) in enumerate(given(shape), start=1)
    )
    return f"A chain of layers. The input goes through {', then '.join(boxes)}."


@cache
def worked_field(depth: int) -> str:
    """The solution for so many layers, with holes for their arguments and for what ``grown`` gives."""
    return f"{_FIRST} {WIDER} Layer by layer this gives\n{field_lines(depth)}"


@cache
def field_lines(depth: int) -> str:
    """One line for the receptive field after each layer."""
    return "".join(_LINE.format(number, number - 1) for number in range(1, depth + 1))


def states(p: Params) -> dict[str, int]:
    """Receptive field and jump before the first layer and after each one that the stem shows."""
    return grown(_steps(p))


def _steps(p: Params) -> list[tuple[int, int, int]]:
    """Kernel size, stride and dilation of each layer that the stem shows."""
    names = (named(index) for index, _ in given(p.shape))
    return [(p[kernel_size], p[stride], p[dilation]) for kernel_size, stride, dilation in names]


def grown(steps: Iterable[tuple[int, int, int]]) -> dict[str, int]:
    """Receptive field and jump before the first layer (``r_0``, ``j_0``) and after each one, for the solution.

    ``steps`` are kernel size, stride and dilation of each layer.
    """
    found = {"r_0": 1, "j_0": 1}
    for number, (kernel_size, stride, dilation) in enumerate(steps, start=1):
        jump = found[f"j_{number - 1}"]
        found[f"r_{number}"] = found[f"r_{number - 1}"] + dilation * (kernel_size - 1) * jump
        found[f"j_{number}"] = jump * stride
    return found


def measured(p: Params) -> tuple[int, int]:
    """Receptive field and jump of the real layers; the search starts at an input that should be just long enough."""
    last, depth = states(p), len(p.shape)
    return oracle.receptive_field(layers(p), last[f"r_{depth}"] + last[f"j_{depth}"])


def taps(p: Params, unit: int = 0) -> set[int]:
    """The input positions that a unit of the last layer reads, found by walking back through the layers tap by tap."""
    seen = {unit}
    for number in range(len(p.shape), 0, -1):
        kernel_size, stride, dilation = (p[f"{name}_{number}"] for name in SHOWN)
        seen = {place * stride + tap * dilation for place in seen for tap in range(kernel_size)}
    return seen


def example(stack: Sequence[tuple[int, int]], shape: str, key: int, source: str) -> Example:
    """A published case: kernel size and stride of each layer, all of them without dilation."""
    values: dict[str, int] = {}
    for number, (kernel_size, stride) in enumerate(stack, start=1):
        values |= {f"kernel_size_{number}": kernel_size, f"stride_{number}": stride, f"dilation_{number}": 1}
    return Example(values, (key,), source, tuple(shape.split()))


def padded(
    spelled: str, options: Mapping[str, Padded], fits: Callable[[Padded, int], bool], units: Sequence[int] = (0,)
) -> Rows:
    """Stacks of these kinds (``"conv pool conv"``), each with every ``unit`` of its output that ``fits``.

    ``options`` are the kernel sizes, strides and paddings of each kind, those of ``first`` for the first layer.
    """
    shape = tuple(spelled.split())
    every = [options["first" if number == 0 else form] for number, form in enumerate(shape)]
    names = [f"{name}_{index}" for index in indices(shape) for name in PADDED]

    def make() -> Iterator[tuple[int, ...]]:
        for stack in product(*every):
            numbers = tuple(joined.from_iterable(stack))
            yield from ((*numbers, unit) for unit in units if fits(stack, unit))

    return Rows((*names, "unit"), make, shape)


def padded_layers(p: Params) -> tuple[Layer, ...]:
    """The stack of such a point."""
    return tuple(
        MaxPool2d(kernel_size, stride, padding) if form == "pool" else Conv2d(1, 1, kernel_size, stride, padding)
        for form, (kernel_size, stride, padding) in zip(p.shape, padded_stack(p), strict=True)
    )


def region(stack: Padded, unit: int) -> list[tuple[int, int]]:
    """The first and the last position that the unit sees in the input of each layer, from the last layer back."""
    first, last, found = unit, unit, []
    for kernel_size, stride, padding in reversed(stack):
        first, last = first * stride - padding, last * stride - padding + kernel_size - 1
        found.append((first, last))
    return found


def padded_stack(p: Params) -> Padded:
    """Kernel size, stride and padding of each layer of a point."""
    return tuple((p[f"kernel_size_{i}"], p[f"stride_{i}"], p[f"padding_{i}"]) for i in indices(p.shape))


def pixels(p: Params) -> set[int]:
    """The input positions that the unit really reads, found by walking back tap by tap; those below 0 are padding."""
    seen = {p["unit"]}
    for kernel_size, stride, padding in reversed(padded_stack(p)):
        taps = (place * stride - padding + tap for place in seen for tap in range(kernel_size))
        seen = {place for place in taps if place >= 0}
    return seen


def padded_example(shape: str, stack: Padded, unit: int, key: int, source: str) -> Example:
    """A published case of a padded stack."""
    values = {
        f"{name}_{index}": number
        for index, three in enumerate(stack, start=1)
        for name, number in zip(PADDED, three, strict=True)
    }
    return Example(values | {"unit": unit}, (key,), source, tuple(shape.split()))
