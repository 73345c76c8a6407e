"""The receptive field of consecutive layers of a published network, read from a table.

The reader works through layers as they really follow each other, overlapping pooling among them. In easy one stride
stands before other layers; in medium there are several, which multiply; in hard 1 × 1 convolutions widen nothing, or
dilated ones, WaveNet's among them, widen by more than their taps.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from itertools import product
from typing import Any

from quizgen import oracle
from quizgen.asking.family import Check, Example, Family
from quizgen.chains import fields, stacks
from quizgen.figures.fields import nested_fields
from quizgen.formulas.receptive_field import ARAUJO, longer_jump, wider_field
from quizgen.layers import AvgPool2d, Conv1d, Conv2d, MaxPool2d, Network, Sliding, row
from quizgen.misconceptions import receptive_field as mistakes
from quizgen.misconceptions.kinds import Shape
from quizgen.model import Figure, Level, Values
from quizgen.space import Concat, Params, Rows, concat
from quizgen.text import Table, Text
from quizgen.topics.architectures.shared import paths, published
from quizgen.topics.architectures.shared.published import GLOBAL, NETWORKS, Levels
from quizgen.tracing.views import along

LENGTHS = range(2, 11)
"""The networks have only some forty stretches of each length that differ."""
STEM = """
The table lists consecutive layers of {title}, in their order.{rest} Activations and normalisation are left out, because
they treat each position by itself.

{layers}

A unit of the output of `{last}`, far away from the border, has a receptive field in {input}. How many {parts} does it
span{axis}? {dilation}
"""
PIXELS = ("the image that `{first}` is given", "pixels")
POSITIONS = ("the map that `{first}` is given", "positions")
ONE_AXIS = ("the sequence that `{first}` is given", "positions")
ORDINARY = "Every layer has `dilation=1`, as usual."
HOLES = "As in PyTorch, `dilation=1` is an ordinary layer without holes."
MAIN = {
    "Residual": " Of a residual block it holds the main path, which sees more than the shortcut.",
    "Parallel": " Of {block} it holds the branch that sees most.",
    "Product": " Of two convolutions whose outputs are multiplied, which see the same, it holds the first.",
}
FIRST = (
    "Before the first row a unit spans $receptive_field == 1$ position, and neighbouring units are $jump == 1$ apart."
)
ONE = " A kernel of 1 adds nothing."
DRAWN = 6
"""So many layers can still be told apart in a drawing."""


@cache
def _level(level: Level) -> Concat:
    """One sub-space for each sequence of kinds."""
    found: dict[Shape, list[tuple[int, ...]]] = {}
    for shape, numbers in _stretches(level):
        found.setdefault(shape, []).append(numbers)
    return concat(*(_rows(shape, numbers) for shape, numbers in found.items()))


def _rows(shape: Shape, numbers: list[tuple[int, ...]]) -> Rows:
    layers = [name for place in range(1, len(shape) + 1) for name in stacks.named(str(place))]
    return Rows(("network", "first", "last", *layers), lambda: numbers, shape)


def _stretches(level: Level) -> Iterator[tuple[Shape, tuple[int, ...]]]:
    """The level's stretches, of equal ones that which begins nearest to the image of the first network."""
    seen = set()
    for first, (network, length) in product(range(60), product(range(len(NETWORKS)), LENGTHS)):
        path = () if NETWORKS[network] in GLOBAL else paths.windows(network)[first : first + length]
        steps = tuple(paths.steps(layer) for _, layer, _ in path)
        shape = tuple(paths.form(layer) for _, layer, _ in path)
        if len(path) == length and (shape, steps) not in seen and _matters(steps) and _level_of(steps) == level:
            seen.add((shape, steps))
            yield shape, (network, first, first + length - 1, *(number for step in steps for number in step))


def _matters(steps: tuple[tuple[int, int, int], ...]) -> bool:
    """The stretch begins and ends with a layer that sees more than one position, of which the last ones are spread."""
    spread = any(stride > 1 for _, stride, _ in steps[:-1]) or any(dilation > 1 for *_, dilation in steps[1:])
    return steps[0][0] > 1 and steps[-1][0] > 1 and spread


def _level_of(steps: tuple[tuple[int, int, int], ...]) -> Level:
    if any(kernel_size == 1 or dilation > 1 for kernel_size, _, dilation in steps):
        return "hard"
    return "easy" if sum(stride > 1 for _, stride, _ in steps[:-1]) == 1 else "medium"


def _stem(p: Params) -> Text:
    path, holes = paths.stretch(p), "dilated" in p.shape
    show = ("kernel_size", "stride", *(("dilation",) if holes else ()))
    rows = tuple((str(number), name, *row(layer, show)) for number, (name, layer, _) in enumerate(path, 1))
    flat = isinstance(path[0].layer, Conv1d)
    place, parts = ONE_AXIS if flat else POSITIONS if p["first"] else PIXELS
    words = (
        STEM.replace("{input}", place)
        .replace("{parts}", parts)
        .replace("{axis}", "" if flat else " along one axis")
        .replace("{rest}", paths.main_path(path, p["network"], MAIN))
    )
    words = words.replace("{dilation}", HOLES if holes else ORDINARY)
    table = Table(("No.", "Layer", "Type", *show), rows, "The layers in their order")
    return Text(words, {"title": published.title(p), "layers": table, "first": path[0][0], "last": path[-1][0]})


@cache
def _words(depth: int, *, one: bool) -> str:
    return f"{FIRST} {fields.WIDER}{ONE * one} Row by row this gives\n{fields.field_lines(depth)}"


def _solution(p: Params, key: Values) -> tuple[Text, ...]:
    del key
    depth = len(p.shape)
    one = any(p[f"kernel_size_{number}"] == 1 for number in range(1, depth + 1))
    return (Text(_words(depth, one=one), {**p.values, **stacks.states(p)}),)


def _figures(p: Params) -> tuple[Figure, ...]:
    """Squares on an image; a sequence has none."""
    path = paths.stretch(p)
    if len(path) > DRAWN or isinstance(path[0].layer, Conv1d):
        return ()
    return (nested_fields([paths.steps(layer) for _, layer, _ in path], [name for name, *_ in path]),)


def _network(p: Params) -> Network:
    """One channel of the stretch without padding, on an input that is just large enough."""
    last, depth = stacks.states(p), len(p.shape)
    side = last[f"r_{depth}"] + last[f"j_{depth}"]
    layers = tuple(_bare(layer) for _, layer, _ in paths.stretch(p))
    return Network((1, *[side] * layers[0].axes), layers)


def _bare(layer: Sliding) -> Sliding:
    """The layer with one channel and without padding, which do not matter here."""
    kernel_size, stride, dilation = paths.steps(layer)
    if isinstance(layer, AvgPool2d):
        return AvgPool2d(kernel_size, stride)
    if isinstance(layer, MaxPool2d):
        return MaxPool2d(kernel_size, stride, dilation=dilation)
    bare = Conv1d if isinstance(layer, Conv1d) else Conv2d
    return bare(1, 1, kernel_size, stride, dilation=dilation)


def _givens(p: Params) -> dict[str, Any]:
    return {"architecture": NETWORKS[p["network"]], "names": [name for name, *_ in paths.stretch(p)]}


def _measure(p: Params) -> Values:
    """The span that one-hot inputs find in the published layers, with their padding."""
    last, depth = stacks.states(p), len(p.shape)
    layers = [layer for _, layer, _ in paths.stretch(p)]
    return oracle.receptive_field(layers, 3 * (last[f"r_{depth}"] + last[f"j_{depth}"]) // 2)[:1]


def _walk(p: Params) -> Values:
    seen = stacks.taps(p)
    return (max(seen) - min(seen) + 1,)


def _traced(p: Params) -> Values:
    """What the table of the stretch says, of which one axis is walked."""
    return (along([_bare(layer) for _, layer, _ in paths.stretch(p)]).size,)


def _example(network: str, last: int, steps: str, shape: str, key: int) -> Example:
    """A figure of Araujo et al.; ``steps`` are kernel sizes and strides from the image on, such as ``11/4``."""
    pairs = [(int(kernel), int(stride)) for kernel, stride in (step.split("/") for step in steps.split())]
    case = stacks.example(pairs, shape, key, f"{ARAUJO}, pre-computed end-points of {network}")
    place = {"network": NETWORKS.index(network), "first": 0, "last": last}
    return Example({**case.values, **place}, case.key, case.source, case.shape)


def _doubling(layers: int, key: int, told: str) -> Example:
    """A figure of WaveNet, whose dilations double from 1 on; between two of its gated layers stands a 1 x 1 one."""
    rates = [(2, 2 ** (row // 2)) if row % 2 == 0 else (1, 1) for row in range(2 * layers - 1)]
    values = {"network": NETWORKS.index("wavenet-gated"), "first": 1, "last": 2 * layers - 1}
    for place, (kernel_size, rate) in enumerate(rates, 1):
        values |= dict(zip(stacks.named(str(place)), (kernel_size, 1, rate), strict=True))
    shape = tuple("dilated" if rate > 1 else "conv" for _, rate in rates)
    return Example(values, (key,), f"{WAVENET}, {told}", shape)


WAVENET = "van den Oord et al. (2016), WaveNet: A Generative Model for Raw Audio"
FAMILY = Family(
    module=__name__,
    title="Receptive field in a published network",
    asks="receptive_field",
    levels=Levels(_level),
    formulas=(wider_field, longer_jump),
    compose=fields.compose_field,
    misconceptions=mistakes.STACK,
    numerical_only="published networks have too few fields with wrong values that lie alike on both sides",
    stem=_stem,
    solution=_solution,
    network=_network,
    givens=_givens,
    measure=_measure,
    recount=(Check("taps walked back", _walk), Check("table of the network", _traced)),
    figures=_figures,
    examples=(
        _example(
            "vgg16",
            9,
            "3/1 3/1 2/2 3/1 3/1 2/2 3/1 3/1 3/1 2/2",
            "conv conv pool conv conv pool conv conv conv pool",
            44,
        ),
        _example("alexnet", 7, "11/4 3/2 5/1 3/2 3/1 3/1 3/1 3/2", "conv pool conv pool conv conv conv pool", 195),
        _example("mobilenet-v1", 7, "3/2 3/1 1/1 3/2 1/1 3/1 1/1 3/2", "conv conv conv conv conv conv conv conv", 27),
        _doubling(4, 16, "figure 3: with dilations 1, 2, 4 and 8 an output sees 16 inputs"),
        _doubling(10, 1024, "section 2.1: each 1, 2, 4, ..., 512 block has a receptive field of size 1024"),
    ),
)
