"""How a value follows from earlier answers at one point."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, cached_property

from msgspec import Struct

from quizgen.answers.following import Following
from quizgen.asking.linked.quantity import literal, put_in
from quizgen.math.source import source
from quizgen.math.tree import Expr, Sym, symbols
from quizgen.misconceptions.kinds import Trees


class Linked(Struct, frozen=True, eq=False, dict=True):
    """How a value follows at every point: a tree for each number over the point's numbers and earlier quantities."""

    trees: Trees

    @cached_property
    def symbols(self) -> frozenset[str]:
        """The names of both."""
        return frozenset(name for tree in self.trees for name in symbols(tree))

    @cache  # noqa: B019 - as long as the quantity, whose numbers have the same names at every point
    def patterns(self, known: frozenset[str]) -> list[str]:
        """The trees as their authors would write them, with a gap for each number that is known by its name."""
        gaps = {name: Sym(f"%({name})d") for name in known}
        return [source(tree) for tree in put_in(self.trees, gaps)]


@dataclass(slots=True, eq=False)  # a frozen one takes three times as long to make, and an item has many
class Follows(Following):
    """The trees with the point's numbers put in; the names of earlier quantities stay.

    They are made when somebody asks for them: a question has hundreds, and few readers want one.
    """

    linked: Linked
    numbers: Mapping[str, int]

    @property
    def names(self) -> frozenset[str]:
        """The names that stay."""
        return self.linked.symbols - self.numbers.keys()

    def __len__(self) -> int:
        return len(self.linked.trees)

    def __iter__(self) -> Iterator[Expr]:
        known = self.linked.symbols & self.numbers.keys()
        return iter(put_in(self.linked.trees, {name: literal(self.numbers[name]) for name in known}))

    def sources(self) -> list[str]:
        """The trees as their authors would write them; a number that is not below zero stands where its name does."""
        known = self.linked.symbols.intersection(self.numbers)
        if all(type(number := self.numbers[name]) is int and number >= 0 for name in known):
            return [pattern % self.numbers for pattern in self.linked.patterns(known)]
        return Following.sources(self)

    def __contains__(self, tree: object) -> bool:
        return tree in tuple(self)
