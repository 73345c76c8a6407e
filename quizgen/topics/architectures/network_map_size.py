"""The side of the map that a layer of a published network gives for an image of some size.

The reader works through the layers as they really follow each other, overlapping pooling among them. In easy every
division comes out; in medium some leave remainders, which are dropped; in hard some pooling layers round up, with
``ceil_mode=True``, while all other layers round down.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import cache
from typing import Any

from msgspec import structs
from msgspec.structs import replace

from quizgen import oracle
from quizgen.asking.family import Check, Example, Family
from quizgen.formulas.sizes import chained
from quizgen.layers import Conv2d, Layer, Network, row
from quizgen.math.code import Columns, Ratio, compiled
from quizgen.misconceptions import network_sizes, sizes
from quizgen.misconceptions.kinds import Shape, Trees
from quizgen.model import Level, Values
from quizgen.space import Concat, Params, Rows, concat
from quizgen.text import Table, Text
from quizgen.topics.architectures.shared import paths, published, rounding
from quizgen.topics.architectures.shared.paths import OnPath
from quizgen.topics.architectures.shared.published import NETWORKS, Levels

SMALL = (28, 32, 36, 40, 44, 48, 52, 56, 60, 64, 72, 80)
LARGE = (
    *(128, 137, 141, 150, 155, 160, 165, 175, 181, 187, 190, 193, 200, 205, 209, 210, 213, 217, 224, 225),
    *(227, 230, 231, 233, 239, 241, 243, 245, 250, 251, 255, 257, 260, 265, 270, 275, 281, 285, 289, 293),
    *(299, 300, 301, 305, 310, 315, 317, 321, 325, 330, 331, 333, 337, 341, 345, 350, 353, 363, 365, 370),
    *(375, 385, 390, 397, 401, 410, 415, 425, 427, 435, 441, 450, 465, 475, 481, 500, 513, 525, 600),
)
"""Many of them odd: the networks make round numbers of round ones, which would give the key away."""
LENGTHS: dict[Level, range] = {"easy": range(2, 7), "medium": range(4, 8), "hard": range(2, 10)}
SMALL_IMAGES = ("lenet5", "nin", "dcgan-discriminator")
LEAST = 6
"""Rows that are left at the end, so that wrong values differ."""
STEM = """
The table goes through {title} from the image to `{last}`.{rest}

{layers}

The image is {n} × {n} here, and both axes are treated alike. What is the height of the map after `{last}`? As in
PyTorch, `padding` counts what is added on each side, {rounding}
"""
MAIN = {
    "Residual": " Of a residual block it holds the main path.",
    "Parallel": " Of {block} it holds one branch; the others give maps of the same size.",
}
PLAIN = " Layers without a window, such as activations, keep the size and are left out."
POINTWISE = " Layers without a window, such as activations, and 1 × 1 convolutions keep the size and are left out."
DOWN = "and a fraction is rounded down."
MIXED = "and a fraction is rounded up where `ceil_mode=True`, else down."
GENERAL = """
Each layer is given the map that the row before it made. With input size $n$, kernel size $kernel_size$, stride
$stride$ and padding $padding$, the output size $o$ is

$$o == floor((n + 2*padding - kernel_size)/stride) + 1$$
"""
CEIL = "Where `ceil_mode=True` (here without padding) the fraction is rounded up."
FLOORED = "$$o_# == floor(({@} + 2*{padding_#} - {kernel_size_#})/{stride_#}) + 1 == {o_#}$$"
LINES = {
    "conv": FLOORED,
    "pool": FLOORED,
    "ceil": "$$o_# == ceil(({@} - {kernel_size_#})/{stride_#}) + 1 == {o_#}$$",
}
ARGUMENTS = ("kernel_size", "stride", "padding")


@cache
def _listed(network: int, last: int) -> tuple[OnPath, ...]:
    """The rows of a table that ends at a layer; 1x1 convolutions, which all have stride 1 here, are left out."""
    return tuple(one for one in paths.windows(network)[: last + 1] if paths.steps(one.layer)[0] > 1)


def _rows_of(p: Params) -> tuple[OnPath, ...]:
    return _listed(p["network"], p["last"])


@cache
def _level(level: Level) -> Concat:
    """One sub-space for each sequence of kinds."""
    found: dict[Shape, list[tuple[int, int]]] = {}
    for table in _tables(LENGTHS[level]):
        found.setdefault(_shape(_listed(*table)), []).append(table)
    parts = (_space(shape, tables, level) for shape, tables in found.items() if ("ceil" in shape) == (level == "hard"))
    return concat(*(part for part in parts if len(part)))


def _shape(rows: Sequence[OnPath]) -> Shape:
    return tuple(rounding.form(one.layer) for one in rows)


def _tables(lengths: range) -> Iterator[tuple[int, int]]:
    """Network and last layer of each table of these lengths; of tables with the same numbers the first network's."""
    seen = set()
    for network in range(len(NETWORKS)):
        for last, end in enumerate(paths.windows(network)):
            rows = _listed(network, last)
            content = (_shape(rows), tuple(rounding.numbers(one.layer) for one in rows))
            known = len(rows) in lengths and "dilated" not in content[0]
            if known and end is rows[-1] and content not in seen:
                seen.add(content)
                yield network, last


def _space(shape: Shape, tables: list[tuple[int, int]], level: Level) -> Rows:
    names = ["network", "last", "n"]
    names += [f"{name}_{place}" for place in range(1, len(shape) + 1) for name in ARGUMENTS]
    return Rows(tuple(names), lambda: _points(tables, level), shape)


def _points(tables: list[tuple[int, int]], level: Level) -> Iterator[tuple[int, ...]]:
    for table in tables:
        rows = _listed(*table)
        numbers = [number for one in rows for number in rounding.numbers(one.layer)]
        for n in SMALL if NETWORKS[table[0]] in SMALL_IMAGES else LARGE:
            if rounding.fits(rows, n, LEAST) and _level_of(rows, n) == level:
                yield *table, n, *numbers


def _level_of(rows: Sequence[OnPath], n: int) -> Level | None:
    """By what is rounded on the way from a side; None where a table with ``ceil_mode`` has nothing to round up."""
    left = [(rounding.form(layer), rest) for layer, rest in rounding.remainders(rows, n)]
    if any(form == "ceil" for form, _ in left):
        return "hard" if any(form == "ceil" and rest for form, rest in left) else None
    return "medium" if any(rest for _, rest in left) else "easy"


def _compose(trees: Trees, shape: Shape) -> Trees:
    return (chained(enumerate(shape, 1), dict(zip(network_sizes.STEPS, trees, strict=True))),)


def _stem(p: Params) -> Text:
    words, values = _told(p["network"], p["last"])
    return Text(words, {**values, "n": p["n"]})


@cache
def _told(network: int, last: int) -> tuple[str, dict[str, str | Table]]:
    """The stem for a table, and what it tells of the network."""
    rows = _listed(network, last)
    some = set(_shape(rows))
    show = (*ARGUMENTS, *(("ceil_mode",) if "ceil" in some else ()))
    cells = tuple((str(number), one.name, *row(one.layer, show)) for number, one in enumerate(rows, 1))
    table = Table(("No.", "Layer", "Type", *show), cells, "The layers in their order")
    left = POINTWISE if len(rows) <= last else PLAIN
    rest = paths.main_path(rows, network, MAIN) + left
    words = STEM.replace("{rest}", rest).replace("{rounding}", MIXED if "ceil" in some else DOWN)
    return words, {"title": published.architecture(network).title, "last": rows[-1].name, "layers": table}


def _network(p: Params) -> Network:
    """One channel through the rows of the table."""
    return Network((1, p["n"], p["n"]), _thinned(p["network"], p["last"]))


@cache
def _thinned(network: int, last: int) -> tuple[Layer, ...]:
    return tuple(_thin(one.layer) for one in _listed(network, last))


def _thin(layer: Layer) -> Layer:
    return structs.replace(layer, in_channels=1, out_channels=1, groups=1) if isinstance(layer, Conv2d) else layer


def _givens(p: Params) -> dict[str, Any]:
    return {"architecture": NETWORKS[p["network"]], "names": [one.name for one in _rows_of(p)]}


def _measure(p: Params) -> Values:
    """The whole main path, with the layers that the table leaves out."""
    path = paths.windows(p["network"])[: p["last"] + 1]
    return (oracle.output_length([one.layer for one in path], p["n"]),)


def _counted(p: Params) -> Values:
    """Windows counted one by one, on the whole main path."""
    n = p["n"]
    for _, layer, _ in paths.windows(p["network"])[: p["last"] + 1]:
        kernel_size, stride, padding = rounding.numbers(layer)
        start, count, end, hangs = -padding, 0, n + padding, rounding.form(layer) == "ceil"
        while start + kernel_size <= end or (hangs and start < n and start - stride + kernel_size < end):
            count, start = count + 1, start + stride
        n = count
    return (n,)


@cache
def _steps(shape: Shape) -> tuple[Callable[[Columns], Ratio], ...]:
    """For each row, the code for the size after it."""
    whole = range(1, len(shape) + 1)
    return tuple(compiled(chained(enumerate(shape[:count], 1), network_sizes.TREES)) for count in whole)


@cache
def _words(shape: Shape) -> str:
    parts = [GENERAL, CEIL] if "ceil" in shape else [GENERAL]
    for number, form in enumerate(shape, 1):
        before = f"o_{number - 1}" if number > 1 else "n"
        parts += [f"`{{name_{number}}}`:", LINES[form].replace("#", str(number)).replace("@", before)]
    return "\n\n".join(parts)


def _solution(p: Params, key: Values) -> tuple[Text, ...]:
    del key
    after = {f"o_{number}": step(p.values)[0] for number, step in enumerate(_steps(p.shape), 1)}
    names = {f"name_{number}": one.name for number, one in enumerate(_rows_of(p), 1)}
    return (Text(_words(p.shape), {**p.values, **after, **names}),)


def _example(  # noqa: PLR0913, PLR0917 - a case is this long
    network: str, last: int, n: int, layers: str, key: int, source: str
) -> Example:
    """A published size; ``layers`` are kind, kernel size, stride and padding of each row, such as ``conv/11/4/0``."""
    values = {"network": NETWORKS.index(network), "last": last, "n": n}
    shape: list[str] = []
    for place, layer in enumerate(layers.split(), 1):
        form, *numbers = layer.split("/")
        shape.append(form)
        values |= {f"{name}_{place}": int(number) for name, number in zip(ARGUMENTS, numbers, strict=False)}
    return Example(values, (key,), source, tuple(shape))


FAMILY = Family(
    module=__name__,
    title="Map size in a published network",
    weight="core",
    asks="output_size",
    numerical_only="the side of the image over all strides lies next to the key, which gives it away among options",
    levels=Levels(_level),
    formulas=tuple(network_sizes.STEPS.values()),
    compose=_compose,
    misconceptions=(
        replace(sizes.NO_PLUS_ONE, optional=True),
        network_sizes.ROUNDS_UP,
        network_sizes.ROUNDS_DOWN,
        sizes.PAD_ONCE,
        network_sizes.IGNORES_PADDING,
        sizes.SUBTRACTS_PADDING,
        sizes.IGNORES_STRIDE,
        sizes.SKIPS_STRIDE,
        replace(sizes.FORGETS_KERNEL, optional=True),
        replace(sizes.ADDS_KERNEL, optional=True),
        replace(sizes.KERNEL_TWICE, optional=True),
        network_sizes.DIVIDES_ONLY,
        network_sizes.SKIPS_POOLS,
        network_sizes.SKIPS_LAST,
        network_sizes.SKIPS_FIRST,
        network_sizes.ONLY_LAST,
        network_sizes.ADDED_STRIDES,
    ),
    stem=_stem,
    solution=_solution,
    network=_network,
    givens=_givens,
    measure=_measure,
    recount=(Check("windows one by one", _counted),),
    examples=(
        _example(
            *("alexnet-grouped", 4, 227, "conv/11/4/0 pool/3/2/0 conv/5/1/2 pool/3/2/0 conv/3/1/1", 13),
            source="Krizhevsky, Sutskever and Hinton (2012), ImageNet Classification with Deep CNNs, section 3.5",
        ),
        _example(
            *("lenet5", 3, 32, "conv/5/1/0 pool/2/2/0 conv/5/1/0 pool/2/2/0", 5),
            source="LeCun et al. (1998), Gradient-based learning applied to document recognition, figure 2",
        ),
        _example(
            *("googlenet", 4, 224, "conv/7/2/3 ceil/3/2/0 conv/3/1/1 ceil/3/2/0", 28),
            source="Szegedy et al. (2015), Going Deeper with Convolutions, table 1",
        ),
        _example(
            *("unet", 6, 572, "conv/3/1/0 conv/3/1/0 pool/2/2/0 conv/3/1/0 conv/3/1/0 pool/2/2/0 conv/3/1/0", 138),
            source="Ronneberger et al. (2015), U-Net, figure 1",
        ),
    ),
)
