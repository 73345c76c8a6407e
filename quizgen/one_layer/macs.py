"""What one layer costs on ``square`` or ``oblong`` maps: the size of its output, then its MACs."""

from __future__ import annotations

import re
from functools import cache

from quizgen.math.rewrites import substitute
from quizgen.math.tree import Sym
from quizgen.misconceptions.kinds import Trees
from quizgen.space import Params

MAC = "One MAC (multiply-accumulate operation) is one multiplication with one addition"
PADDED = f"{MAC}; products with padded zeros count like any other."
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
