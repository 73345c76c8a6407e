"""How mistakes about the cost of blocks are written: depthwise separable and expanded, reduced by 1x1 and bottleneck.

In the formulas ``INPUT`` stands for the positions of the block's input, ``OUTPUT`` for those behind its stride, and
``SIDE`` for the side of the maps there.
"""

from __future__ import annotations

from collections.abc import Mapping

from quizgen.math.reader import read
from quizgen.math.rewrites import rewrite
from quizgen.misconceptions.kinds import Instead, OfConcept, Shape, Trees

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
Changes = tuple[tuple[str, str], ...]
"""What stands in the right formula, and what stands there in the wrong one."""


class InBlock(OfConcept, frozen=True, eq=False):  # there is one of each, and its mappings have no hash
    """A slip in the formula of some kinds of blocks: of each kind the parts that change."""

    id: str
    feedback: str
    changes: Mapping[str, Changes]

    def wrong(self, key: Trees, shape: Shape) -> Trees | None:
        """The formula with the parts changed; raises FormulaError where one of them is not there."""
        if shape[1] not in self.changes:
            return None
        (tree,) = key
        for old, new in self.changes[shape[1]]:
            tree = rewrite(tree, _text(old, shape[1]), _text(new, shape[1]))
        return (tree,)


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


def layers(**changed: tuple[tuple[int, str], ...]) -> Mapping[str, Changes]:
    """Other costs of some layers, counted from 0, of each kind."""
    return {kind: tuple((LAYERS[kind][place], new) for place, new in others) for kind, others in changed.items()}


def swapped(old: str, new: str, *blocks: str) -> Mapping[str, Changes]:
    """One word for another, wherever it stands, in the kinds named or in all."""
    return {kind: ((old, new),) for kind in blocks or LAYERS if any(old in layer for layer in LAYERS[kind])}
