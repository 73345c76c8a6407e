"""Wrong ways through a stack of layers: another step (the new receptive field) or hop (the new jump).

They hold for all layers or for those of one kind; from each, receptive field, jump or something made of both is taken.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeAlias

from quizgen.formulas.receptive_field import Steps, fold, indices, longer_jump, wider_field
from quizgen.math.reader import read
from quizgen.math.tree import Expr
from quizgen.misconceptions.kinds import Shape, Wrong

Stack: TypeAlias = Callable[[Shape], tuple[Expr, Expr] | None]
STEP, HOP = wider_field.tree, longer_jump.tree


def stack(
    step: str = "",
    hop: str = "",
    *,
    only: tuple[str, ...] = (),
    start: int = 1,
    order: Callable[[Steps], Steps] = list,
) -> Stack:
    """Receptive field and jump of a shape with another step or hop for the layers of these kinds, or for all layers."""
    other = (read(step) if step else STEP, read(hop) if hop else HOP)

    def both(shape: Shape) -> tuple[Expr, Expr] | None:
        if only and not set(only) & set(shape):
            return None
        layers = zip(indices(shape), shape, strict=True)
        steps = [(index, *(other if not only or form in only else (STEP, HOP))) for index, form in layers]
        return fold(order(steps), start)

    return both


def made(mistaken: Stack, change: Callable[[Expr, Expr], Expr]) -> Wrong:
    """What ``change`` makes of receptive field and jump of a stack; none where the stack has none."""
    return lambda shape: (change(*found),) if (found := mistaken(shape)) else None


SAME_JUMP = stack(hop="jump")
LAST_STRIDE = stack(hop="stride")
ADDED_STRIDES = stack(hop="jump + stride")
WITHOUT_LAST = stack(order=lambda steps: steps[:-1])
WITHOUT_POOLS = stack("receptive_field", "jump", only=("pool",))
POOLS_KEEP_JUMP = stack(hop="jump", only=("pool",))
DILATED_JUMP = stack(hop="jump*stride*dilation", only=("dilated",))
