"""How the numbers of a question are found, rightly and wrongly: made when an answer was judged, and never before."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TypeAlias

from msgspec import Struct

from quizgen.answers import Number, Slip, Values
from quizgen.layers import Network
from quizgen.math.tree import Expr
from quizgen.text import Text

Trees: TypeAlias = tuple[Expr, ...]
"""A tree for each number of a value."""


class Mistaken(Struct, frozen=True, eq=False):
    """A misconception about a value: ``made`` gives the wrong formula where it is made in a formula.

    None, or a FormulaError, where it cannot be made there. It ``changes`` the formula that it is given, or knows
    another one whatever that is. ``slips`` are one, or those of two mistakes at once. One that stands ``alone`` is put
    together with no other.
    """

    slips: tuple[Slip, ...]
    made: Callable[[Trees], Trees | None]
    changes: bool
    alone: bool = False


class Reasoned(Struct, frozen=True, eq=False):
    """A value that is asked for: its formula over the point's numbers and earlier values by name, and what goes wrong.

    ``tolerance`` says how far a number that is rounded as asked may be from a value.
    """

    trees: Trees
    mistakes: tuple[Mistaken, ...]
    unit: int
    signed: bool
    tolerance: Callable[[Values], Number]


class Variant(Struct, frozen=True, eq=False):
    """The same question about other numbers: its layers, its stem and prompts, and what else it gives."""

    networks: Mapping[str, Network]
    texts: tuple[Text, ...]
    givens: Mapping[str, object]


class Reasoning(Struct, frozen=True, eq=False):
    """All values of a question, for each part those of its cells or the one, and what they are worked from.

    ``known`` are the numbers of the ``point`` and, where values follow from each other, the right ones by name.
    ``keys`` gives the right values of all parts in a row for other numbers of the point, ``variant`` the question about
    them. Both raise QuizgenError where there is none, ``variant`` also where other counts than the formula differ.
    """

    parts: tuple[tuple[Reasoned, ...], ...]
    known: Mapping[str, Number]
    point: Mapping[str, int]
    keys: Callable[[Mapping[str, int]], tuple[Values, ...]]
    variant: Callable[[Mapping[str, int]], Variant]
