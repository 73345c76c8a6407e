"""Mistakes about where a unit looks: the border and the padding, the distance between units, first and last position.

Each follows the unit back through the layers in another way: another step for all layers or for those of one kind.
"""

from __future__ import annotations

from collections.abc import Callable

from quizgen.formulas.border import first_position, last_position, traced
from quizgen.formulas.receptive_field import indices
from quizgen.math.reader import read
from quizgen.math.rewrites import substitute
from quizgen.math.tree import Expr, Num, Op, Sym
from quizgen.misconceptions.kinds import Shape, Trees, Wrong

FIRST, LAST = first_position.tree, last_position.tree
Found = Callable[[Shape], Expr | None]


def back(step: Expr | str, start: str = "unit", only: tuple[str, ...] = (), rest: Expr = LAST) -> Found:
    """The position that is reached with another step for the layers of these kinds, or for all layers."""
    other = read(step) if isinstance(step, str) else step

    def found(shape: Shape) -> Expr | None:
        if only and not set(only) & set(shape):
            return None
        layers = zip(indices(shape), shape, strict=True)
        return traced([(i, other if not only or form in only else rest) for i, form in layers], read(start))

    return found


def one(step: Expr, place: int) -> Found:
    """The position that the unit would have if the layer at ``place`` were alone."""
    return lambda shape: traced([(indices(shape)[place], step)], Sym("unit"))


def field(shape: Shape) -> Expr:
    """The whole receptive field, border or not."""
    return Op("+", traced([(i, read("position*stride + kernel_size - 1")) for i in indices(shape)], Num(0)), Num(1))


def jump(shape: Shape) -> Expr:
    """The distance between neighbouring units in input positions."""
    return traced([(i, read("position*stride")) for i in indices(shape)], Num(1))


def padding(shape: Shape, *, scaled: bool) -> Expr:
    """All padding on one side, in input positions, or just added up."""
    step = "position*stride + padding" if scaled else "position + padding"
    return traced([(i, read(step)) for i in indices(shape)], Num(0))


def made(text: str, **parts: Found) -> Wrong:
    """An expression of positions and other quantities by name; none where one of them is none."""

    def trees(shape: Shape) -> Trees | None:
        known = {name: part(shape) for name, part in parts.items()}
        every = {name: part for name, part in known.items() if part is not None}
        return (substitute(read(text), every),) if len(every) == len(known) else None

    return trees


def counted(found: Found) -> Wrong:
    """How many positions there are from the border to that one."""
    return made("last + 1", last=found)
