"""The side of the map that a published decoder or generator makes, layer by layer.

The reader works through transposed convolutions as they really follow each other. Easy tables have nothing else, as in
DCGAN's generator; in medium ones unpadded convolutions stand between them, as in U-Net; hard ones begin before the
deepest map, where pooling drops what does not fill a window, and the way up does not bring it back.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from itertools import pairwise
from typing import Any

from msgspec.structs import replace

from quizgen import oracle
from quizgen.asking.family import Check, Example, Family
from quizgen.chains.decoders import ARGUMENTS, DOWN, LINES, UP, counted
from quizgen.chains.sizes import chain_lines, sizes_after
from quizgen.formulas.decoders import STEPS, decoded
from quizgen.layers import MaxPool2d, Network, axis, row
from quizgen.misconceptions import decoders as mistakes
from quizgen.misconceptions import network_decoders as more_mistakes
from quizgen.misconceptions.kinds import Shape, Trees
from quizgen.model import Level, Values
from quizgen.space import Concat, Params, Rows, concat
from quizgen.text import Table, Text
from quizgen.topics.architectures.shared import decoders, published
from quizgen.topics.architectures.shared.decoders import DecoderLayer
from quizgen.topics.architectures.shared.published import NETWORKS, Levels

GIVEN: dict[Level, tuple[int, ...]] = {
    "easy": (1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 12, 15),
    "medium": (8, 9, 11, 12, 14, 16, 18, 20, 21, 24, 28, 30, 32, 36, 40),
    "hard": (25, 29, 31, 34, 37, 42, 47, 50, 53, 57, 61, 66, 70, 75, 79, 83, 94, 101, 118, 126),
}
"""Sides of the map that a table begins with."""
LEAST, MOST = 4, 1000
"""Sides of maps that leave room for mistakes, and that are worked out on paper."""
STEM = """
The table lists consecutive layers of {title}, in their order. Layers without a window, such as activations, keep the
size and are left out.{joined}

{layers}

`{first}` is given a map of {n} × {n} here, and both axes are treated alike. What is the height of the map after
`{last}`? All arguments have the meaning that PyTorch gives them, and what the table
leaves out has its default value ({usual}).
"""
JOINED = {
    "unet": " What is concatenated on the way is cropped to the size that comes from the layer before.",
    "fcn8s": " What is added on the way is cropped to the size that comes from the layer before.",
}
USUAL = "`dilation=1`, `output_padding=0`"
DROPPED = f"{USUAL}; in pooling `ceil_mode=False`"
SHOWN = ARGUMENTS[:3]


def _rows(p: Params) -> tuple[tuple[str, DecoderLayer], ...]:
    return decoders.rows(p["network"], p["first"], p["last"])


@cache
def _level(level: Level) -> Concat:
    """One sub-space for each sequence of kinds."""
    found: dict[Shape, list[tuple[int, int, int]]] = {}
    for stretch in decoders.stretches():
        shape = decoders.shape(decoders.rows(*stretch))
        if _level_of(shape) == level:
            found.setdefault(shape, []).append(stretch)
    spaces = (_space(shape, stretches, level) for shape, stretches in found.items())
    return concat(*(space for space in spaces if len(space)))


def _level_of(shape: Shape) -> Level:
    if "pool" in shape:
        return "hard"
    return "medium" if "conv" in shape else "easy"


def _space(shape: Shape, stretches: list[tuple[int, int, int]], level: Level) -> Rows:
    names = [f"{name}_{place}" for place, form in enumerate(shape, 1) for name in decoders.READ[form]]
    return Rows(("network", "first", "last", "n", *names), lambda: _points(stretches, level), shape)


def _points(stretches: list[tuple[int, int, int]], level: Level) -> Iterator[tuple[int, ...]]:
    for stretch in stretches:
        rows = decoders.rows(*stretch)
        numbers = [number for _, layer in rows for number in decoders.numbers(layer)]
        for n in GIVEN[level]:
            sides = decoders.sides(rows, n)
            room = len(sides) > len(rows) and min(sides[1:]) >= LEAST and max(sides) <= MOST
            if room and (level != "hard" or _drops(rows, sides)):
                yield *stretch, n, *numbers


def _drops(rows: tuple[tuple[str, DecoderLayer], ...], sides: list[int]) -> bool:
    """Whether some pooling leaves positions out."""
    before = zip(rows, sides, strict=False)
    return any(isinstance(layer, MaxPool2d) and side % axis(layer.stride, 0) for (_, layer), side in before)


def _compose(trees: Trees, shape: Shape) -> Trees:
    return (decoded(shape, **dict(zip(STEPS, trees, strict=True))),)


def _stem(p: Params) -> Text:
    rows = _rows(p)
    cells = tuple((str(number), name, *row(layer, SHOWN)) for number, (name, layer) in enumerate(rows, 1))
    table = Table(("No.", "Layer", "Type", *SHOWN), cells, "The layers in their order")
    words = STEM.replace("{joined}", _joined(p)).replace("{usual}", DROPPED if "pool" in p.shape else USUAL)
    title = published.architecture(p["network"]).title
    return Text(words, {"title": title, "layers": table, "first": rows[0][0], "last": rows[-1][0], "n": p["n"]})


def _joined(p: Params) -> str:
    """What is to be said of maps that come from elsewhere, where the table goes past a place where they join."""
    past = any(one == "up" for one, _ in pairwise(p.shape))
    return JOINED.get(NETWORKS[p["network"]], "") if past else ""


def _network(p: Params) -> Network:
    """One channel through the layers of the table."""
    thin = {"in_channels": 1, "out_channels": 1}
    layers = tuple(layer if isinstance(layer, MaxPool2d) else replace(layer, **thin) for _, layer in _rows(p))
    return Network((1, p["n"], p["n"]), layers)


def _solution(p: Params, key: Values) -> tuple[Text, ...]:
    del key
    names = {f"name_{number}": name for number, (name, _) in enumerate(_rows(p), 1)}
    values: dict[str, str | int] = {**p.values, **sizes_after(decoded, p), **names}
    first = UP if _level_of(p.shape) == "easy" else DOWN
    return (Text(first), *(Text(_named(line, number), values) for number, line in enumerate(_lines(p.shape), 1)))


@cache
def _lines(shape: Shape) -> tuple[str, ...]:
    return chain_lines(shape, LINES)


def _named(line: str, number: int) -> str:
    """The line of a layer with its published name instead of its place."""
    return f"`{{name_{number}}}`:{line[line.index(':') + 1 :]}"


def _givens(p: Params) -> dict[str, Any]:
    return {"architecture": NETWORKS[p["network"]], "names": [name for name, _ in _rows(p)]}


def _example(  # noqa: PLR0913, PLR0917 - a case is this long
    network: str, first: int, n: int, layers: str, key: int, source: str
) -> Example:
    """A published size; ``layers`` are kind, kernel size, stride and padding of each row, such as ``up/4/2/1``."""
    told = [layer.split("/") for layer in layers.split()]
    values = {"network": NETWORKS.index(network), "first": first, "last": first + len(told) - 1, "n": n}
    for place, (form, *numbers) in enumerate(told, 1):
        every = (*map(int, numbers), 0)
        values |= {f"{name}_{place}": number for name, number in zip(decoders.READ[form], every, strict=False)}
    return Example(values, (key,), source, tuple(form for form, *_ in told))


DCGAN = "Inkawhich (2018), DCGAN Tutorial (PyTorch), sizes in the comments of the generator"
UNET = "Ronneberger et al. (2015), U-Net, figure 1"
BACK = "up/2/2/0 conv/3/1/0 conv/3/1/0"
FAMILY = Family(
    module=__name__,
    title="Map size in a published decoder",
    asks="output_size",
    numerical_only="the side of the map times all strides lies next to the key, which gives it away among options",
    levels=Levels(_level),
    formulas=tuple(STEPS.values()),
    compose=_compose,
    misconceptions=(
        more_mistakes.RETURNS_INPUT,
        more_mistakes.STOPS_IN_THE_MIDDLE,
        more_mistakes.POOL_ROUNDS_UP,
        mistakes.SKIPS_POOLING,
        mistakes.SKIPS_LAST,
        mistakes.NO_START,
        mistakes.CONV_HALVES,
        mistakes.UP_MULTIPLIES,
        mistakes.UP_CONVOLVES,
        mistakes.UP_STEPS,
        mistakes.UP_ADDS,
        mistakes.UP_CROPS_ONCE,
        mistakes.UP_UNCROPPED,
        mistakes.UP_POINTS,
        mistakes.UP_NO_KERNEL,
        mistakes.UP_WIDE_STEPS,
    ),
    stem=_stem,
    solution=_solution,
    network=_network,
    givens=_givens,
    measure=lambda p: (oracle.output_length(_network(p).layers, p["n"]),),
    recount=(Check("windows and inverses", lambda p: (counted(p),)),),
    examples=(
        _example("dcgan-generator", 0, 1, "up/4/1/0 up/4/2/1", 8, DCGAN),
        _example("dcgan-generator", 0, 1, "up/4/1/0 up/4/2/1 up/4/2/1 up/4/2/1 up/4/2/1", 64, DCGAN),
        _example("unet", 14, 28, f"{BACK} {BACK} {BACK} {BACK}", 388, UNET),
        _example("unet", 11, 64, f"pool/2/2 conv/3/1/0 conv/3/1/0 {BACK} {BACK}", 100, UNET),
    ),
)
