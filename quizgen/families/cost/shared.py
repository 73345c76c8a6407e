"""The topic ``cost``: multiplications and additions of a pass, and the memory of feature maps."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache

from quizgen import oracle
from quizgen.layers import Conv2d, Layer, Network, code
from quizgen.math.code import evaluate
from quizgen.math.reader import read
from quizgen.math.rewrites import substitute
from quizgen.math.tree import Sym
from quizgen.misconceptions.kinds import Trees
from quizgen.model import Values
from quizgen.space import Params
from quizgen.text import Text
from quizgen.text.nodes import Table

MAC = "One MAC (multiply-accumulate operation) is one multiplication with one addition"
PADDED = f"{MAC}; products with padded zeros count like any other."
ROUNDED = "As in PyTorch, a fraction in a map's size is rounded down."
MAPS = {"square": "{n} × {n}", "oblong": "{n_h} × {n_w} (height × width)"}
AXES = {"square": ("",), "oblong": ("_h", "_w")}
SIZE = "floor((n@ + 2*padding - kernel_size)/stride) + 1"
SIZES = {
    "square": (
        "With kernel size $kernel_size$, stride $stride$ and padding $padding$, maps of $n$ × $n$ become maps of $o$ × "
        "$o$, where a fraction is rounded down:"
    ),
    "oblong": (
        "With kernel size $kernel_size$, stride $stride$ and padding $padding$, maps of height $n_h$ and width $n_w$ "
        "become maps of height $o_h$ and width $o_w$, where a fraction is rounded down:"
    ),
}
POSITIONS = {"square": "o**2", "oblong": "o_h*o_w"}
_NAME = re.compile(r"\b(?!floor\b)[a-z]\w*")


def put_in(formula: str) -> str:
    """The formula with a hole for each of its quantities, to have the item's numbers put in."""
    return _NAME.sub(r"{\g<0>}", formula)


@cache
def line(quantity: str, formula: str) -> str:
    """One quantity worked out: the general formula, then its numbers and the result."""
    return f"$${quantity} == {formula}$$\n\n$${quantity} == {put_in(formula)} == {{{quantity}}}$$"


@cache
def worked(maps: str, words: str, total: str) -> str:
    """The solution for one layer on ``square`` or ``oblong`` maps: the size of its output, then the total ``M``."""
    sizes = [line(f"o{axis}", SIZE.replace("@", axis)) for axis in AXES[maps]]
    return "\n\n".join((SIZES[maps], *sizes, words, line("M", f"{total}*{POSITIONS[maps]}")))


def outputs(p: Params) -> dict[str, int]:
    """The sides of the output by the names that ``worked`` gives them."""
    return {f"o{axis}": out(p[f"n{axis}"], p) for axis in AXES[p.shape[0]]}


def out(n: int, p: Params) -> int:
    """The side of a layer's output."""
    return (n + 2 * p["padding"] - p["kernel_size"]) // p["stride"] + 1


def on_maps(trees: Trees, shape: tuple[str, ...]) -> Trees:
    """A layer's cost with the formula for the size of its output put in for both sides."""
    total, size = trees
    height, width = (size, size)
    if shape[0] == "oblong":
        height, width = (substitute(size, {"n": Sym(f"n_{axis}")}) for axis in "hw")
    return (substitute(total, {"out_h": height, "out_w": width}),)


def placed(p: Params, *layers: Layer) -> Network:
    """The layers on the maps of ``p``."""
    height, width = (p["n"], p["n"]) if p.shape[0] == "square" else (p["n_h"], p["n_w"])
    return Network((p["in_channels"], height, width), layers)


def measured(network: Callable[[Params], Network]) -> Callable[[Params], Values]:
    """What torch counts for the MACs of a point's network."""

    def measure(p: Params) -> Values:
        found = network(p)
        return (oracle.macs(found.layers, found.input),)

    return measure


def windows(p: Params) -> int:
    """How often the kernel fits, found by sliding it over the padded map."""
    height, width = (p[f"n{axis}"] + 2 * p["padding"] for axis in (AXES[p.shape[0]] * 2)[:2])
    tops = [top for top in range(0, height, p["stride"]) if top + p["kernel_size"] <= height]
    lefts = [left for left in range(0, width, p["stride"]) if left + p["kernel_size"] <= width]
    return sum(1 for _ in tops for _ in lefts)


BLOCK = f"""
A block of {{count}} `Conv2d` layers is applied to one sample with {{in_channels}} feature maps of {{n}} × {{n}}:

{{layers}}

All layers have `dilation=1` and `bias=False`. {ROUNDED} How many MACs does the block take? {PADDED}
"""
SHOWN = ("in_channels", "out_channels", "kernel_size", "stride", "padding", "groups")
MAKES = (
    "With kernel size $kernel_size$, stride $stride$ and padding $padding$, the layer with the large kernel makes maps "
    "of $o$ × $o$ from those of $n$ × $n$, where a fraction is rounded down:"
)
COUNT = {2: "two", 3: "three"}


Lines = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Block:
    """Layers on square maps, those that ``layers`` makes of a point.

    ``lines`` are, for each kind of block, words and formula of each layer, with ``n`` and ``o`` for the sides of the
    maps. The family's formulas are those of the kinds, in this order, and that for the side of the output.
    """

    layers: Callable[[Params], tuple[Conv2d, ...]]
    lines: Mapping[str, Lines]

    def compose(self, trees: Trees, shape: tuple[str, ...]) -> Trees:
        """The cost of the kind with the formula for the side of the output put in."""
        *totals, size = trees
        return (substitute(dict(zip(self.lines, totals, strict=True))[shape[1]], {"out": size}),)

    def stem(self, p: Params) -> Text:
        """Asks what the block costs; its layers stand in a table."""
        layers = self.layers(p)
        rows = tuple((str(place), code(layer, SHOWN)) for place, layer in enumerate(layers, 1))
        table = Table(("No.", "Layer"), rows, "The layers of the block")
        return Text(BLOCK, {**p.values, "count": COUNT[len(layers)], "layers": table})

    def solution(self, p: Params, key: Values) -> tuple[Text, ...]:
        """The side of the output, then each layer's words and MACs, then their sum."""
        lines = self.lines[p.shape[1]]
        counts = {f"M_{place}": _put(formula, p) for place, (_, formula) in enumerate(lines, 1)}
        return (Text(_block_template(lines), {**p.values, **outputs(p), **counts, "M": key[0]}),)

    def network(self, p: Params) -> Network:
        """The layers on the maps of the point."""
        return placed(p, *self.layers(p))


@cache
def _block_template(lines: Lines) -> str:
    parts = [MAKES, line("o", SIZE.replace("@", ""))]
    for place, (words, formula) in enumerate(lines, 1):
        parts += [words, line(f"M_{place}", formula)]
    names = [f"M_{place}" for place in range(1, len(lines) + 1)]
    total = " + ".join(f"{{{name}}}" for name in names)
    return "\n\n".join((*parts, "Together, the number $M$ of MACs is", f"$$M == {total} == {{M}}$$"))


def _put(formula: str, p: Params) -> int:
    return int(evaluate(read(formula), {**p.values, **outputs(p)}))
