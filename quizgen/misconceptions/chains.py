"""Mistakes about the size of a feature map after several layers: layers left out, or all strides taken at once.

A shape is the tuple of the layers' kinds, as in ``quizgen.formulas.sizes.FORMULAS``.
"""

from __future__ import annotations

from functools import reduce

from msgspec import Struct

from quizgen.formulas.sizes import FORMULAS, chained
from quizgen.math.reader import read
from quizgen.math.rewrites import rewrites
from quizgen.math.tree import Call, Expr, Op, Sym, children, rebuild, split_name, symbols
from quizgen.misconceptions.kinds import Instead, Misconception, Mistake, OwnWay, Shape, Trees


def _without_pools(shape: Shape) -> Trees:
    return (chained((number, step) for number, step in enumerate(shape, 1) if step != "pool"),)


def _same_convolutions(shape: Shape) -> Trees:
    same = read("ceil(n/stride)")
    steps = {step: one.tree if step == "pool" else same for step, one in FORMULAS.items()}
    return (chained(enumerate(shape, 1), steps),)


def _input_over_added_strides(shape: Shape) -> Trees:
    strides: list[Expr] = [Sym(f"stride_{number}") for number in range(1, len(shape) + 1)]
    return (Call("floor", (Op("/", Sym("n"), reduce(lambda left, right: Op("+", left, right), strides)),)),)


SKIPS_POOLS = Instead(
    "skips-pooling-in-size",
    _without_pools,
    "A pooling layer changes the size in the same way as a convolution, so it is a line of the calculation too.",
    concept="skips-pooling",
)
SAME_CONVOLUTIONS = Instead(
    "convolution-divides-only",
    _same_convolutions,
    "A convolution just divides the size by its stride only if its padding makes up for its kernel.",
    concept="divides-by-stride-only",
)
SKIPS_LAST = Instead(
    "skips-last-layer",
    lambda shape: (chained(enumerate(shape[:-1], 1)),),
    "That is the size before the last layer of the table, which is applied too.",
    concept="leaves-out-a-layer",
)
ONLY_LAST = Instead(
    "applies-last-layer-only",
    lambda shape: (chained([(len(shape), shape[-1])]),),
    "The last layer is given the map that the layers before it made, not the input of the whole chain.",
    concept="part-for-whole",
)
ADDED_STRIDES = Instead(
    "adds-strides",
    _input_over_added_strides,
    "Every layer divides what the one before it left, so strides are not added, and windows and padding count as well.",
    concept="adds-strides",
)


class SecondOnInput(OwnWay, Struct, frozen=True):
    """The second of two layers is given the input of the first one, whatever their formulas are."""

    mistake: Misconception = ONLY_LAST

    def wrong(self, key: Trees, shape: Shape) -> Trees | None:
        """The key's trees with the input for what the first layer makes; None where there is but one layer."""
        del shape
        trees = tuple(map(_without_first, key))
        return None if trees == key else trees


def _without_first(tree: Expr) -> Expr:
    """A tree with ``n`` for the part of it that is about the numbers of the first layer."""
    names = set(symbols(tree))
    ends = {split_name(name)[1] for name in names - {"n"}}
    if "n" in names and ends == {"1"}:
        return Sym("n")
    return rebuild(tree, tuple(map(_without_first, children(tree)))) if children(tree) else tree


class InOneLayer(OwnWay, Struct, frozen=True):
    """A mistake that is made in one of several layers, the one of that ``number`` from 0, the last layer first."""

    mistake: Mistake
    number: int

    def wrong(self, key: Trees, shape: Shape) -> Trees | None:
        """The key's tree with that one place rewritten; None where the mistake cannot be made in several."""
        del shape
        (tree,) = key
        every = [*rewrites(tree, self.mistake.pattern, self.mistake.by)]
        return (every[self.number],) if len(every) > max(1, self.number) else None


def of_two(*mistakes: Mistake) -> tuple[Misconception, ...]:
    """What goes wrong with two layers in a row, beside what goes wrong in both: mistakes in one of them."""
    return (SecondOnInput(), *(InOneLayer(one, number) for one in mistakes for number in range(2)))
