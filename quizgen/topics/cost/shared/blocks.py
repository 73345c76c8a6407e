"""Blocks of several convolutions and what they cost."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache

from msgspec import Struct

from quizgen.layers import Conv2d, Network, code
from quizgen.math.nested import Exact, nested
from quizgen.math.reader import read
from quizgen.math.rewrites import substitute
from quizgen.misconceptions.kinds import Trees
from quizgen.model import Values
from quizgen.one_layer.macs import PADDED, SIZE, line, outputs
from quizgen.space import Params
from quizgen.text import Text
from quizgen.text.nodes import Table
from quizgen.topics.cost.shared.maps import ROUNDED, placed

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


class CostBlock(Struct, frozen=True):
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
    return int(_exact(formula)({**p.values, **outputs(p)}))


@cache
def _exact(formula: str) -> Exact:
    return nested(read(formula))
