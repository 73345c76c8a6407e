"""How mistakes about the cost of blocks are written: depthwise separable and expanded, reduced by 1x1 and bottleneck.

In the formulas ``INPUT`` stands for the positions of the block's input, ``OUTPUT`` for those behind its stride.
"""

from __future__ import annotations

from quizgen.math.reader import read
from quizgen.misconceptions.kinds import Instead, Shape, Trees

_SIDE = "(floor((n + 2*padding - kernel_size)/stride) + 1)"
KERNEL, INTO, OUT_OF = "kernel_size**2", "in_channels*mid_channels", "mid_channels*out_channels"
"""A kernel's taps, and pairs of channels into and out of the block's middle."""
LAYERS = {
    "separable": (f"{KERNEL}*in_channels*OUTPUT", "in_channels*out_channels*OUTPUT"),
    "expanded": (f"{INTO}*INPUT", f"{KERNEL}*mid_channels*OUTPUT", f"{OUT_OF}*OUTPUT"),
    "reduced": (f"{INTO}*INPUT", f"{KERNEL}*{OUT_OF}*OUTPUT"),
    "bottleneck": (f"{INTO}*INPUT", f"{KERNEL}*mid_channels**2*OUTPUT", f"{OUT_OF}*OUTPUT"),
}
"""The cost of each kind's layers."""
_GIVEN = {
    "separable": "(in_channels + out_channels)",
    "expanded": "(2*mid_channels + out_channels)",
    "reduced": "(mid_channels + out_channels)",
    "bottleneck": "(2*mid_channels + out_channels)",
}


def block(slug: str, feedback: str, by_block: dict[str, str], *, concept: str) -> Instead:
    """Another formula for each kind; ``KEY`` stands for the right one."""

    def wrong(shape: Shape) -> Trees | None:
        kind = shape[1]
        return (read(_text(by_block[kind], kind)),) if kind in by_block else None

    return Instead(slug, wrong, feedback, concept=concept)


def _text(formula: str, kind: str) -> str:
    text = formula.replace("KEY", " + ".join(LAYERS[kind])).replace("GIVEN", _GIVEN[kind])
    return text.replace("SIDE", _SIDE).replace("OUTPUT", f"{_SIDE}**2").replace("INPUT", "n**2")


def every(formula: str) -> dict[str, str]:
    """One formula for all kinds."""
    return dict.fromkeys(LAYERS, formula)


def layers(**changed: tuple[tuple[int, str], ...]) -> dict[str, str]:
    """The right formula of each kind with the cost of some layers, counted from 0, replaced."""
    found = {}
    for kind, others in changed.items():
        parts = list(LAYERS[kind])
        for place, formula in others:
            parts[place] = formula
        found[kind] = " + ".join(part for part in parts if part)
    return found


def swapped(old: str, new: str, *blocks: str) -> dict[str, str]:
    """The right formula of each kind with one word for another."""
    return {kind: " + ".join(LAYERS[kind]).replace(old, new) for kind in blocks or LAYERS}
