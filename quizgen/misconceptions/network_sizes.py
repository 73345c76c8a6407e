"""Mistakes about the size of a map after layers of a published network, where pooling may be padded or round up.

A shape is the tuple of the layers' kinds: ``conv``, ``pool``, and ``ceil`` for pooling without padding that rounds up.
"""

from __future__ import annotations

from collections.abc import Callable

from msgspec.structs import replace

from quizgen.formulas.ceil_pool import unpadded_ceil_pool_output_size
from quizgen.formulas.sizes import chained, conv_output_size, pool_output_size
from quizgen.math.reader import read
from quizgen.misconceptions import chains
from quizgen.misconceptions.kinds import Instead, Shape, Trees

STEPS = {
    "conv": conv_output_size,
    "pool": pool_output_size,
    "ceil": unpadded_ceil_pool_output_size,
}
TREES = {step: one.tree for step, one in STEPS.items()}
POOLS = ("pool", "ceil")


def _with(slug: str, changed: tuple[str, ...], tree: str, feedback: str, *, concept: str) -> Instead:
    """The mistake of a reader who takes another formula for the layers of these kinds, where there is one."""

    def formula(shape: Shape) -> Trees | None:
        if not set(changed) & set(shape):
            return None
        return (chained(enumerate(shape, 1), {**TREES, **dict.fromkeys(changed, read(tree))}),)

    return Instead(slug, formula, feedback, concept=concept)


def _rest(mistake: Instead, kept: Callable[[Shape], list[tuple[int, str]]]) -> Instead:
    """The mistake of a reader who goes through some of the layers only."""
    return replace(mistake, formula=lambda shape: (chained(kept(shape), TREES),))


ROUNDS_DOWN = _with(
    "rounds-down",
    ("ceil",),
    "floor((n - kernel_size)/stride) + 1",
    "With `ceil_mode=True` a last window that hangs over the edge is kept.",
    concept="ceil-mode-rounding",
)
ROUNDS_UP = _with(
    "rounds-up-without-ceil-mode",
    ("conv", "pool"),
    "ceil((n + 2*padding - kernel_size)/stride) + 1",
    "Without `ceil_mode=True` a fraction is rounded down: a last step for which the input does not suffice is dropped.",
    concept="rounds-up",
)
IGNORES_PADDING = _with(
    "ignores-padding",
    ("conv",),
    "floor((n - kernel_size)/stride) + 1",
    "The padding widens the input on both sides before the window is fitted into it.",
    concept="ignores-padding",
)
DIVIDES_ONLY = _with(
    "divides-by-strides-only",
    ("conv", "pool", "ceil"),
    "floor(n/stride)",
    "Dividing by the strides alone is right only where the padding makes up for the size of each window.",
    concept="divides-by-stride-only",
)
SKIPS_POOLS = _rest(
    chains.SKIPS_POOLS,
    lambda shape: [(number, step) for number, step in enumerate(shape, 1) if step not in POOLS],
)
SKIPS_LAST = _rest(chains.SKIPS_LAST, lambda shape: list(enumerate(shape[:-1], 1)))
SKIPS_FIRST = _rest(
    replace(
        chains.SKIPS_LAST,
        id="starts-at-second-row",
        feedback="The image goes through the first row of the table too, which makes it smaller.",
        concept="leaves-out-a-layer",
    ),
    lambda shape: list(enumerate(shape, 1))[1:],
)
ONLY_LAST = _rest(chains.ONLY_LAST, lambda shape: [(len(shape), shape[-1])])
ADDED_STRIDES = chains.ADDED_STRIDES
