"""What every computed family has: a formula, a finite space, named mistakes, a measurement, cases worked by others."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, cached_property, partial
from typing import TypeAlias

import numpy as np
from msgspec import Struct

from quizgen.answers import Slip
from quizgen.asking import declared
from quizgen.asking.declared import FORMULAS, FUNCTION, MISCONCEPTIONS, WORDS, Rule, every, of
from quizgen.asking.source import Givers, Testimony
from quizgen.asking.spaced import Spaced
from quizgen.asking.suspected import Suspected
from quizgen.decks.table import LevelTable, Scale, build
from quizgen.decks.told import Told, told_of
from quizgen.errors import Disagreement
from quizgen.math.nested import Exact, nested
from quizgen.math.reader import Formula
from quizgen.math.tree import Expr
from quizgen.memory.packing import Array, Arrays
from quizgen.misconceptions.concepts import slip
from quizgen.misconceptions.kinds import Misconception, Trees
from quizgen.model import Level, Number, Values, Witness
from quizgen.space import Concat, Params

Shape: TypeAlias = tuple[str, ...]
Compose: TypeAlias = Callable[[Trees, Shape], Trees]


class Example(Struct, frozen=True):
    """A case that somebody else worked: the parameters, the published key, and where it can be read."""

    values: Mapping[str, int]
    key: Values
    source: str
    shape: Shape = ()


class Check(Struct, frozen=True):
    """An independent opinion on a family's key: ``run`` finds it from the parameters without the formula."""

    name: str
    run: Callable[[Params], Values]


def as_they_are(trees: Trees, shape: Shape) -> Trees:
    """The formulas themselves are the key, one for each component."""
    del shape
    return trees


@dataclass(frozen=True, eq=False, kw_only=True)
class Computed(Spaced):
    """A family whose key is computed.

    ``formulas`` are the trees that the key is made of, ``compose`` puts them together for a sub-space's shape, one tree
    for each component of the key. ``measure`` is what real torch layers give, ``recount`` cheap further opinions,
    ``examples`` cases that somebody else worked. Keys and wrong values are multiples of 1/``unit``, and above zero
    unless ``signed``; those of several parts are compared by their product, or part by part where they are ``apart``.
    Mistakes ``beside`` the misconceptions are known to whoever explains a wrong number; no option comes from them.
    """

    title: str
    asks: str
    formulas: tuple[Formula, ...]
    misconceptions: tuple[Misconception, ...]
    measure: Callable[[Params], Values]
    examples: tuple[Example, ...]
    compose: Compose = as_they_are
    recount: tuple[Check, ...] = ()
    unit: int = 1
    signed: bool = False
    apart: bool = False
    beside: tuple[Misconception, ...] = ()

    def __post_init__(self) -> None:
        """Raises QuizgenError for what cannot stand there."""
        super().__post_init__()
        declared.require(self, DECLARED)

    def _tried(self, level: Level, points: Concat) -> None:
        super()._tried(level, points)
        build(points, self.key_trees, self.misconceptions, Scale(self.unit, self.signed, self.apart))
        self.slips()

    @cache  # noqa: B019 - families live as long as the process
    def key_trees(self, shape: Shape) -> Trees:
        """The key's formula for a shape, one tree for each component."""
        return self.compose(tuple(formula.tree for formula in self.formulas), shape)

    @cache  # noqa: B019 - families live as long as the process
    def _key_code(self, shape: Shape) -> tuple[Exact, ...]:
        return tuple(map(nested, self.key_trees(shape)))

    def key(self, params: Params) -> Values:
        """The key's exact components; raises Disagreement where the formula has no such value."""
        return tuple([self._exact(run, params) for run in self._key_code(params.shape)])

    def _exact(self, run: Exact, params: Params) -> Number:
        try:
            found = run(params.values)
        except ZeroDivisionError:
            raise Disagreement(f"{params}: the formula gives no number") from None
        if (found * self.unit).denominator != 1:
            raise Disagreement(f"{params}: the formula gives {found}, not a {_parts(self.unit)}")
        return found

    @cache  # noqa: B019 - families live as long as the process
    def table(self, level: Level) -> LevelTable:
        """Key and wrong values of every point of the level."""
        scale = Scale(self.unit, self.signed, self.apart)
        return build(self.levels[level], self.key_trees, self.misconceptions, scale)

    def asked_how(self, level: Level) -> Iterator[str]:
        """Besides, in which numbers."""
        yield from super().asked_how(level)
        yield f"{self.unit} {self.signed} {self.apart}"

    def numbers(self, level: Level) -> Iterator[Array]:
        """Besides, the keys and wrong values."""
        yield from super().numbers(level)
        table = self.table(level)
        yield from (table.key, table.wrong, table.exact.astype(np.int64))

    def makers(self) -> Mapping[str, Callable[[Level], Arrays]]:
        """Beside the points: which mistakes written answers show."""
        return {**super().makers(), "told": lambda level: told_of(self.table(level))}

    @cache  # noqa: B019 - families live as long as the process
    def told(self, level: Level) -> Told:
        """Which mistakes written answers show, and how many digits count."""
        return Told.of(self.recalled(level, "told"))

    def wrong(self, params: Params, mistakes: Iterable[int]) -> list[Values]:
        """What misconceptions give at a point; raises Disagreement where one of them gives no exact value."""
        values, code, found = params.values, self._wrong_code(params.shape), list[Values]()
        for mistake in mistakes:
            try:
                found.append(tuple([run(values) for run in code(mistake)]))
            except ZeroDivisionError:
                raise Disagreement(f"{params}: '{self.misconceptions[mistake].id}' gives no number") from None
        return found

    @cache  # noqa: B019 - families live as long as the process
    def _wrong_code(self, shape: Shape) -> Callable[[int], tuple[Exact, ...]]:
        """What misconceptions give, by their numbers; each is worked out when it is first asked for."""
        return cache(
            lambda mistake: tuple(
                nested(tree, partial(self._mistaken, shape, mistake, place))
                for place, tree in enumerate(self._every_mistaken(shape, mistake))
            )
        )

    def _every_mistaken(self, shape: Shape, mistake: int) -> Trees:
        return self.misconceptions[mistake].wrong(self.key_trees(shape), shape) or ()

    def _mistaken(self, shape: Shape, mistake: int, place: int) -> Expr:
        return self._every_mistaken(shape, mistake)[place]

    def witnesses(self, params: Params, key: Values) -> tuple[Witness, ...]:
        """Everybody who is heard before an item exists; torch comes first."""
        others = [Witness(check.name, partial(check.run, params), key) for check in self.recount]
        return (Witness("torch", partial(self.measure, params), key), *others)

    def testify(self, level: Level, index: int) -> Testimony:
        """All witnesses on one point, sympy among them, without options."""
        return self._testimony(self.space(level)[index], None)

    def cases(self) -> tuple[Testimony, ...]:
        """The cases that others worked: their key is one more witness."""
        return tuple(self._testimony(Params(case.values, case.shape), case) for case in self.examples)

    def _testimony(self, params: Params, case: Example | None) -> Testimony:
        key = self.key(params)
        witnesses = (*self.witnesses(params, key), Witness("sympy", partial(self._sympy, params), key))
        if case:
            published = case.key
            witnesses = (*witnesses, Witness(case.source, lambda: published, key))
        return Testimony(str(params), sum(params.values.values()), witnesses)

    def _sympy(self, params: Params) -> Values:
        return tuple(exact(params.values) for exact in self._sympy_code(params.shape))

    @cache  # noqa: B019 - families live as long as the process
    def _sympy_code(self, shape: Shape) -> tuple[Exact, ...]:
        from quizgen.math.symbolic import exactly

        return tuple(map(exactly, self.key_trees(shape)))

    def givers(self, level: Level, quantity: str = "") -> Givers:
        """Which misconceptions give which values at a point, found again from the tree of each."""
        del quantity
        return Suspected(self.space(level), self._wrong_trees).givers

    def _wrong_trees(self, shape: Shape) -> Mapping[str, Trees | None]:
        key = self.key_trees(shape)
        return {one.id: one.wrong(key, shape) for one in self.misconceptions}

    def slips(self) -> Mapping[str, tuple[Slip, ...]]:
        """Every misconception; raises FormulaError for a concept that is not there."""
        return {"": self._slips}

    @cached_property
    def _slips(self) -> tuple[Slip, ...]:
        return tuple(map(slip, self.misconceptions))


DECLARED: Mapping[str, Rule] = {
    "title": WORDS,
    "asks": WORDS,
    "formulas": FORMULAS,
    "misconceptions": MISCONCEPTIONS,
    "measure": FUNCTION,
    "compose": FUNCTION,
    "examples": (every(of(Example)), "a tuple of Example"),
    "recount": (every(of(Check)), "a tuple of Check"),
    "unit": (of(int), "a whole number"),
}


def _parts(unit: int) -> str:
    return "whole number" if unit == 1 else f"multiple of 1/{unit}"
