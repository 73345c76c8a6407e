"""All quantities of one sub-space worked out: their trees over the point's numbers, their tables of wrong values."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import cache, cached_property, partial
from typing import Any

from msgspec import Struct

from quizgen.answers import Number, Slip, Values
from quizgen.asking.linked.follows import Linked
from quizgen.asking.linked.parts import PartModel
from quizgen.asking.linked.quantity import Quantity, Worked, put_in
from quizgen.decks.table import LevelTable, Scale, build
from quizgen.errors import Disagreement, FormulaError
from quizgen.math.nested import Exact, nested
from quizgen.math.tree import Expr
from quizgen.misconceptions.concepts import slip
from quizgen.misconceptions.kinds import Shape, Trees
from quizgen.model import Witness
from quizgen.space import Concat, Params, SubSpace

NOTHING = Linked(())


class Plan(Struct, frozen=True, eq=False, dict=True):
    """The parts of a shape, and what each of their quantities is over the point's numbers alone."""

    shape: Shape
    parts: tuple[PartModel, ...]

    @cached_property
    def quantities(self) -> dict[str, Quantity]:
        """Every quantity by its id, in the order in which they are asked."""
        found: dict[str, Quantity] = {}
        for quantity in (one for part in self.parts for one in part.quantities):
            if quantity.id in found:
                raise FormulaError(f"two quantities are called '{quantity.id}'; give each names of its own")
            found[quantity.id] = quantity
        return found

    @cached_property
    def meanings(self) -> dict[str, dict[str, Expr]]:
        """By each quantity's id, what the names of the quantities before it stand for."""
        found: dict[str, dict[str, Expr]] = {}
        known: dict[str, Expr] = {}
        for name, quantity in self.quantities.items():
            found[name] = dict(known)
            known |= dict(zip(quantity.names, put_in(quantity.trees, found[name]), strict=True))
        return found

    def trees(self, quantity: Quantity) -> Trees:
        """The quantity's formula over the point's numbers alone."""
        return put_in(quantity.trees, self.meanings[quantity.id])

    @cache  # noqa: B019 - families live as long as the process
    def mistakes(self, name: str) -> tuple[Worked, ...]:
        """The misconceptions about a quantity."""
        quantity = self.quantities[name]
        return tuple(Worked(mistake, quantity, self.meanings[name]) for mistake in quantity.misconceptions)

    @cache  # noqa: B019 - families live as long as the process
    def slips(self, name: str) -> tuple[Slip, ...]:
        """What is said about each of them."""
        return tuple(map(slip, self.mistakes(name)))

    @cached_property
    def _code(self) -> dict[str, tuple[Exact, ...]]:
        return {name: tuple(map(nested, one.trees)) for name, one in self.quantities.items()}

    def numbers(self, params: Params) -> dict[str, Number]:
        """The numbers of all quantities at a point, by name; raises Disagreement where a formula has no value."""
        known: dict[str, Any] = {**params.values}
        for name, code in self._code.items():
            try:
                key = [run(known) for run in code]
            except ZeroDivisionError:
                raise Disagreement(f"{params}: the formula of '{name}' gives no number") from None
            known |= zip(self.quantities[name].names, key, strict=True)
        return {name: known[name] for one in self.quantities.values() for name in one.names}

    def witnesses(self, params: Params, numbers: Mapping[str, Number]) -> tuple[Witness, ...]:
        """For each part everybody who is heard on these numbers before an item exists; torch comes first."""
        found: list[Witness] = []
        for part in self.parts:
            key = tuple([numbers[name] for one in part.quantities for name in one.names])
            found.append(Witness("torch", partial(part.measure, params), key))
            found += [Witness(check.name, partial(check.run, params), key) for check in part.recount]
        return tuple(found)

    def table(self, quantity: Quantity, part: SubSpace) -> LevelTable:
        """Key and wrong values of a quantity at every point of one sub-space."""
        scale = Scale(quantity.unit, quantity.signed)
        return build(Concat((part,)), lambda _: self.trees(quantity), self.mistakes(quantity.id), scale)

    def wrong(self, name: str, mistakes: Iterable[int], known: Mapping[str, Any]) -> list[Values]:
        """What mistakes about a quantity give; raises Disagreement where one of them gives no exact value.

        ``known`` are the point's numbers and those of all quantities, by name.
        """
        code, found = self._wrong_code(name), list[Values]()
        for mistake in mistakes:
            try:
                found.append(tuple([run(known) for run in code(mistake)]))
            except ZeroDivisionError:
                raise Disagreement(f"{known}: '{self.mistakes(name)[mistake].id}' gives no number") from None
        return found

    @cache  # noqa: B019 - families live as long as the process
    def _wrong_code(self, name: str) -> Callable[[int], tuple[Exact, ...]]:
        """What mistakes about a quantity give, by their numbers; each is worked out when it is first asked for."""
        linked = self._linked(name)
        return cache(lambda mistake: tuple(map(nested, linked[mistake] or ())))

    @cache  # noqa: B019 - families live as long as the process
    def _linked(self, name: str) -> tuple[Trees | None, ...]:
        """What each of a quantity's mistakes gives over the names of earlier quantities."""
        return tuple(one.linked(self.shape) for one in self.mistakes(name))

    @cache  # noqa: B019 - families live as long as the process
    def follows(self, name: str) -> tuple[Linked, ...]:
        """How a quantity, and then each of its mistakes, follows from earlier quantities; nothing where it does not."""
        earlier = self.meanings[name]
        every = (Linked(trees or ()) for trees in (self.quantities[name].trees, *self._linked(name)))
        return tuple(one if one.symbols & earlier.keys() else NOTHING for one in every)
