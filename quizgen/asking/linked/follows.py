"""How a value follows from earlier answers at one point."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

from quizgen.asking.linked.quantity import literal, put_in
from quizgen.math.tree import Expr, symbols
from quizgen.misconceptions.kinds import Trees


@dataclass(frozen=True, slots=True)
class Follows(Collection[Expr]):
    """The trees with the point's numbers put in; the names of earlier quantities stay.

    They are made when somebody asks for them: a question has hundreds, and few readers want one.
    """

    trees: Trees
    numbers: Mapping[str, int]

    def __len__(self) -> int:
        return len(self.trees)

    def __iter__(self) -> Iterator[Expr]:
        names = (name for tree in self.trees for name in symbols(tree) if name in self.numbers)
        return iter(put_in(self.trees, {name: literal(self.numbers[name]) for name in names}))

    def __contains__(self, tree: object) -> bool:
        return tree in tuple(self)
