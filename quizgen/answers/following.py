"""Trees that are made when somebody asks for them, while all that they speak of is known before."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Collection

from quizgen.math.source import source
from quizgen.math.tree import Expr, symbols


class Following(Collection[Expr]):
    """How a value follows from earlier answers: a tree for each of its numbers."""

    __slots__ = ()

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Collection) and tuple(self) == tuple(other)

    def __hash__(self) -> int:
        return hash(tuple(self))

    @property
    @abstractmethod
    def names(self) -> frozenset[str]:
        """The names of the earlier answers."""

    def sources(self) -> list[str]:
        """The trees as their authors would write them."""
        return [source(tree) for tree in self]


def sources(trees: Collection[Expr]) -> list[str]:
    """The trees as their authors would write them."""
    return trees.sources() if isinstance(trees, Following) else [source(tree) for tree in trees]


def names(trees: Collection[Expr]) -> frozenset[str]:
    """The names of the earlier answers that the trees speak of."""
    if isinstance(trees, Following):
        return trees.names
    return frozenset(name for tree in trees for name in symbols(tree))
