"""Values on the way to the right one: who writes such a number was right so far, and stopped too early."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction

from msgspec import Struct

from quizgen.answers import Number, Values
from quizgen.diagnosis.explained import Way, Ways
from quizgen.diagnosis.forest import Forest
from quizgen.diagnosis.real import ORDINALS
from quizgen.math.source import source
from quizgen.math.tree import Call, Expr, Hole, Op, Relation, Sym, children, transform, walk
from quizgen.model import Part
from quizgen.text import Filling, Text
from quizgen.text.expressions import expressions

MOVES = (1, 2, 5)
"""By how much numbers are moved, each by more than the one before, to tell formulas from each other."""
SIZE = "o"
"""What the size after a layer is called, with the layer's number."""
ON_THE_WAY = Text("That is a value on the way to the answer: the calculation goes on with it.")


class Step(Struct, frozen=True):
    """A line of a solution that comes to a value: ``said`` is what that value is, ``how`` the line with its numbers."""

    said: Text
    how: Text


def step(part: Part, wrote: Values) -> Step | None:
    """The last line of the part's solution that comes to what was written, before the one that comes to the key."""
    if len(wrote) > 1:
        return None
    lines = [*_lines(part)]
    found = [line for line in lines if line.value == wrote[0]]
    return Step(_said(found[-1], lines[-1]), found[-1].shown) if found else None


class _Line(Struct, frozen=True):
    """A calculation, the name of what it gives, or "", and what it comes to."""

    name: str
    sides: tuple[Expr, ...]
    value: Number
    values: Mapping[str, Filling]

    @property
    def shown(self) -> Text:
        """The calculation with its numbers, as a display of its own."""
        return Text(f"$${' == '.join(source(_plain(side)) for side in self.sides)}$$", self.values)


def _lines(part: Part) -> Iterator[_Line]:
    """What a solution works out: every relation in it that ends in a number."""
    for text in part.solution:
        for relation in expressions(text.template):
            if isinstance(relation, Relation) and {*relation.ops} == {"=="}:
                yield from _line(relation, text.values)


def _line(relation: Relation, values: Mapping[str, Filling]) -> Iterator[_Line]:
    first, *others = relation.parts
    name = first.name if isinstance(first, Sym) else ""
    sides = (*others,) if name else relation.parts
    last = sides[-1]
    value = values[last.name] if isinstance(last, Hole) else None
    works = any(isinstance(node, Op | Call) for node in walk(sides[0]))
    general = any(isinstance(node, Sym) for side in sides for node in walk(side))
    if works and not general and isinstance(value, int | Fraction):
        yield _Line(name, sides, value, values)


def _plain(side: Expr) -> Expr:
    """A side whose holes are names that are read as holes again."""
    return transform(side, lambda node: Sym(f"{{{node.name}}}") if isinstance(node, Hole) else node)


def _said(line: _Line, last: _Line) -> Text:
    """After which layer it is the size, where the answer is the size after a later one."""
    (base, _, number), (other, _, end) = (one.name.partition("_") for one in (line, last))
    if not (base == other == SIZE and number.isdecimal() and end.isdecimal() and number != end):
        return ON_THE_WAY
    layer = int(number)
    which = ORDINALS[layer - 1] if layer <= len(ORDINALS) else f"{layer}th"
    return Text("That is the size after the {which} layer; the next layer goes on from there.", {"which": which})


def stops(ways: Ways, way: Way, wrote: Values) -> bool:
    """Whether a mistake is to stop there: for all numbers it gives what the same part of the right formula gives."""
    parts = {id(node): node for node in walk(ways.planted[0]) if children(node)}
    same = [node for node in parts.values() if ways.forest.value(node) == wrote[0]]
    return any(all(_alike(ways, way.trees[0], node, move) for move in MOVES) for node in same)


def _alike(ways: Ways, one: Expr, other: Expr, move: int) -> bool:
    elsewhere = Forest({name: number + move * place for place, (name, number) in enumerate(ways.known.items(), 1)})
    return elsewhere.values(elsewhere.planted((one,))) == elsewhere.values(elsewhere.planted((other,)))
