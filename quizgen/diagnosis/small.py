"""Slips of the pen: what lies so near to the right value that perhaps nothing was misunderstood."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from math import ceil, floor

from msgspec import Struct

from quizgen.answers import Number, Values
from quizgen.diagnosis.explained import Ways, near
from quizgen.math.tree import Call, Expr, transform
from quizgen.text import Text

LEAST = 50
"""The smallest number of which one more or less is a slip: of fewer numbers about a smaller one, each is near."""
FACTORS = (10, 100, 1000)
UNITS = (8, 1000, 1024, 1000**2, 1024**2, Fraction(1024, 1000), Fraction(1024, 1000) ** 2)
"""Bits of a byte, and what kilobytes and megabytes may be."""
IN_BYTES = "memory-units"
"""What somebody gets wrong only where bytes are counted."""


class Small(Struct, frozen=True):
    """A slip: ``hint`` says where to look, ``said`` what it is; ``concept`` is what it may get wrong, an id or ""."""

    hint: Text
    said: Text
    found: Callable[[Ways, Values, Values], bool]
    concept: str = ""


def small(ways: Ways, wrote: Values) -> Small | None:
    """The slip that gives what was written; None where there is none, or no right value."""
    key = ways.key
    return None if key is None else next((one for one in SMALL if one.found(ways, key, wrote)), None)


def _turned(ways: Ways, key: Values, wrote: Values) -> bool:
    return wrote == tuple(-number for number in key) or (
        ways.reasoned.signed and len(key) > 1 and [*map(_size, key)] == [*map(_size, wrote)]
    )


def _swapped(ways: Ways, key: Values, wrote: Values) -> bool:
    del ways
    return len(key) > 1 and sorted(key) == sorted(wrote)


def _times(*factors: Number) -> Callable[[Ways, Values, Values], bool]:
    def found(ways: Ways, key: Values, wrote: Values) -> bool:
        every = (tuple(number * one for number in key) for factor in factors for one in (factor, Fraction(1) / factor))
        return any(near(value, wrote, ways.reasoned.tolerance(value)) for value in every)

    return found


def _off_by_one(ways: Ways, key: Values, wrote: Values) -> bool:
    del ways
    off = {one - other for one, other in zip(key, wrote, strict=True)}
    return min(map(_size, key)) >= LEAST and off <= {-1, 0, 1}


def _rounded(ways: Ways, key: Values, wrote: Values) -> bool:
    """Up for down, not at all, or to the wrong side of the last digit that counts."""
    last = 2 * ways.reasoned.tolerance(key)
    if last and len(key) == 1:
        cut = {floor(key[0] / last) * last, ceil(key[0] / last) * last}
        return wrote[0] in cut or (_size(key[0]) >= LEAST and wrote[0] in {floor(key[0]), ceil(key[0])})
    trees = ways.reasoned.trees
    forms = ({"floor": "ceil", "ceil": "floor"}, {"floor": "", "ceil": ""})
    every = (tuple(_otherwise(tree, names) for tree in trees) for names in forms)
    return any(one != trees and ways.forest.values(ways.forest.planted(one)) == wrote for one in every)


def _otherwise(tree: Expr, names: dict[str, str]) -> Expr:
    """A tree that is rounded in another way, or not at all."""

    def change(node: Expr) -> Expr:
        if not isinstance(node, Call) or node.name not in names:
            return node
        return Call(names[node.name], node.args) if names[node.name] else node.args[0]

    return transform(tree, change)


def _in_units(ways: Ways, key: Values, wrote: Values) -> bool:
    held = {slip.concept.id for mistake in ways.reasoned.mistakes for slip in mistake.slips}
    return IN_BYTES in held and _times(*UNITS)(ways, key, wrote)


def _size(number: Number) -> Fraction:
    return abs(Fraction(number))


SMALL = (
    Small(
        Text("Perhaps it is a sign: look once more at what is added and what is taken away."),
        Text("It is the right number with another sign: perhaps a minus was lost on the way."),
        _turned,
        "drops-signs",
    ),
    Small(
        Text("Perhaps it is the order in which the numbers stand."),
        Text("These are the right numbers in another order: perhaps they were swapped in writing."),
        _swapped,
        "swaps-axes",
    ),
    Small(
        Text("Perhaps it is the unit."),
        Text("It is right but for the unit: a byte has 8 bits, and a kilobyte may be 1,000 or 1,024 bytes."),
        _in_units,
        IN_BYTES,
    ),
    Small(
        Text("Perhaps it is the rounding: look once more at what is left over."),
        Text("It is right but for the rounding: perhaps a remainder was kept that is dropped, or dropped though kept."),
        _rounded,
        "rounds-up",
    ),
    Small(
        Text("Perhaps it is the counting: look once more whether anything is counted too often, or left out."),
        Text("It is off by one: perhaps one too many was counted, or one was left out."),
        _off_by_one,
        "one-position-too-many",
    ),
    Small(
        Text("Perhaps a factor is missing, or there once too often."),
        Text("It is off by a factor of 2: perhaps something was counted twice, or once though it comes twice."),
        _times(2),
    ),
    Small(
        Text("Perhaps it is the decimal point, or a zero at the end."),
        Text("The digits are right: perhaps a zero was lost or added, or the decimal point was misplaced."),
        _times(*FACTORS),
    ),
)
"""Each with a sentence of its own, the first that fits is told."""
