"""A family whose questions have several values, of which later ones follow from earlier ones."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import cache, cached_property, partial
from typing import TYPE_CHECKING, Any

import numpy as np
from msgspec import Struct

from quizgen.answers import Number, Slip, Values
from quizgen.answers.precision import Precision
from quizgen.asking import declared, given
from quizgen.asking.anew import anew
from quizgen.asking.declared import FUNCTION, FUNCTION_OR_NONE, WORDS, Rule, every, of
from quizgen.asking.draws import Draw
from quizgen.asking.linked.answering import Answering
from quizgen.asking.linked.parts import GridPart, PartModel
from quizgen.asking.linked.plan import Plan
from quizgen.asking.linked.quantity import Quantity
from quizgen.asking.rounding import finest
from quizgen.asking.source import Givers, Testimony, require
from quizgen.asking.spaced import Spaced, identity
from quizgen.asking.suspected import Suspected
from quizgen.decks.told import Told, told_of
from quizgen.layers import Network
from quizgen.memory.packing import Array, Arrays
from quizgen.misconceptions.concepts import slip
from quizgen.misconceptions.kinds import Misconception, Shape
from quizgen.model import LEVELS, Choose, Figure, Kind, Level, Part, Question, Witness
from quizgen.space import Concat, Params
from quizgen.text import Text
from quizgen.text.joining import followed

if TYPE_CHECKING:
    from quizgen.model.reasoning import Reasoning


class Case(Struct, frozen=True):
    """A case that somebody else worked: the parameters, what was published by name, and where it can be read."""

    values: Mapping[str, int]
    shape: Shape
    published: Mapping[str, Number]
    source: str


@dataclass(frozen=True, eq=False, kw_only=True)
class LinkedFamily(Spaced):
    """One item model with several parts, or a table to fill in.

    ``parts`` gives the parts for a sub-space's shape. ``network`` is what the JSON ``params`` hold, ``givens`` adds
    what else the stem gives. ``source`` says where the formulas can be looked up, ``cases`` what others worked.
    """

    title: str
    asks: str
    parts: Callable[[Shape], tuple[PartModel, ...]]
    stem: Callable[[Params], Text]
    source: str
    published: tuple[Case, ...]
    network: Callable[[Params], Network] | None = None
    givens: Callable[[Params], Mapping[str, Any]] | None = None
    figures: Callable[[Params], tuple[Figure, ...]] = lambda _: ()

    def __post_init__(self) -> None:
        """Raises QuizgenError for what cannot stand there."""
        super().__post_init__()
        declared.require(self, DECLARED)

    def _tried(self, level: Level, points: Concat) -> None:
        super()._tried(level, points)
        for at in filter(len, points.parts):
            params, plan = at[0], self.plan(at.shape)
            for quantity in plan.quantities.values():
                plan.table(quantity, at)
            given.text(self.id, "stem", self.stem(params))
            given.figures(self.id, "figures", self.figures(params))
            self.params_json(params)
            for part in plan.parts:
                given.text(self.id, "prompt", part.prompt(params))
                given.texts(self.id, "solution", part.solution(params, plan.numbers(params)))

    @cache  # noqa: B019 - families live as long as the process
    def plan(self, shape: Shape) -> Plan:
        """The parts of a shape, worked out."""
        return Plan(shape, self.parts(shape))

    @cached_property
    def kinds(self) -> tuple[Kind, ...]:
        """Parts; or a grid, where that is all."""
        parts = self.plan(self.levels["easy"].parts[0].shape).parts
        return ("grid",) if len(parts) == 1 and isinstance(parts[0], GridPart) else ("parts",)

    @property
    def misconceptions(self) -> tuple[Misconception, ...]:
        """Those of all quantities, each once."""
        every = (one for quantity in self._quantities().values() for one in quantity.misconceptions)
        return tuple({one.id: one for one in every}.values())

    def _quantities(self) -> dict[str, Quantity]:
        """All quantities, by their names and shape."""
        shapes = {part.shape for level in LEVELS for part in self.levels[level].parts}
        return {
            f"{name} of {' '.join(shape)}": quantity
            for shape in sorted(shapes)
            for name, quantity in self.plan(shape).quantities.items()
        }

    def usual(self, level: Level) -> Kind:
        """How the level is asked by default."""
        del level
        return self.kinds[0]

    def count(self, level: Level, kind: Kind) -> int:
        """How many distinct items the level holds; there is one kind."""
        del kind
        return len(self.space(level))

    def draw(self, level: Level, kind: Kind, seed: str) -> Iterator[Question]:
        """The level's questions for a seed, no point twice, until the space is spent."""
        del kind
        return Draw(self.order(level, seed), partial(self.ask, level))

    def at(self, level: Level, kind: Kind, point: int, seed: str) -> Question:
        """The question at a point, which is the same for every seed."""
        del seed
        require(self, level, kind, point, len(self.space(level)))
        return self.ask(level, point)

    def ask(self, level: Level, point: int) -> Question:
        """The question at one point."""
        where, inner = self.space(level).locate(point)
        params = self.space(level)[point]
        plan = self.plan(params.shape)
        at = Answering(plan, params, point, lambda name: self.told(level, where, name).at(inner))
        wanted = self.precision(level, where)
        alone = wanted[0].asked if len(plan.parts) == 1 else ""
        own = identity(self.id, params)
        return Question(
            id=own,
            family=self.id,
            topic=self.topic,
            level=level,
            asks=self.asks,
            params=self.params_json(params),
            stem=followed(given.text(self.id, "stem", self.stem(params)), alone),
            parts=tuple(
                Part(
                    at.answer(part, precision),
                    given.texts(self.id, "solution", part.solution(params, at.numbers)),
                    followed(given.text(self.id, "prompt", part.prompt(params)), "" if alone else precision.asked),
                    part.points,
                )
                for part, precision in zip(plan.parts, wanted, strict=True)
            ),
            source=self.source,
            where=str(params),
            figures=given.figures(self.id, "figures", self.figures(params)),
            witnesses=plan.witnesses(params, at.numbers),
            signed=any(quantity.signed for quantity in plan.quantities.values()),
            reasoning=partial(self.reasoning, level, where, params),
            alike=partial(self._alike, level, point),
            anew=partial(anew, partial(self.draw, level, self.kinds[0]), own),
        )

    def reasoning(self, level: Level, where: int, params: Params) -> Reasoning:
        """How the numbers at a point of a part of the level's space are found, rightly and wrongly."""
        from quizgen.asking.linked.reasoned import of_linked

        return of_linked(self, self.precision(level, where), params)

    def _alike(self, level: Level, point: int, seed: str, choose: Choose) -> tuple[Question, ...]:
        """Those chosen among the questions at this point, and then at all in a seed's order."""
        from quizgen.asking.alike import alike

        return alike(point, self.order(level, seed), partial(self.ask, level), choose)

    @cache  # noqa: B019 - families live as long as the process
    def precision(self, level: Level, where: int) -> tuple[Precision, ...]:
        """How many digits count in all that a part asks, for each part of questions from a part of the space."""
        parts = self.plan(self.space(level).parts[where].shape).parts
        return tuple(finest(self.told(level, where, one.id).precision for one in part.quantities) for part in parts)

    def params_json(self, params: Params) -> dict[str, Any]:
        """The item's ``params`` as JSON: the layers by PyTorch's names, and what else the stem gives."""
        layers = given.layers(self.id, "network", self.network(params)) if self.network else {}
        return layers | (given.values(self.id, "givens", self.givens(params)) if self.givens else {})

    def numbers(self, level: Level) -> Iterator[Array]:
        """Besides, the keys and wrong values of all quantities."""
        yield from super().numbers(level)
        for part in self.levels[level].parts:
            plan = self.plan(part.shape)
            for quantity in plan.quantities.values():
                table = plan.table(quantity, part)
                yield from (table.key, table.wrong, table.exact.astype(np.int64))

    def makers(self) -> Mapping[str, Callable[[Level], Arrays]]:
        """Beside the points: which mistakes each written answer shows."""
        return {**super().makers(), "told": self._make_told}

    def _make_told(self, level: Level) -> Arrays:
        found: dict[str, Array] = {}
        for where, part in enumerate(self.levels[level].parts):
            plan = self.plan(part.shape)
            for name, quantity in plan.quantities.items():
                found |= {f"{where}/{name}/{key}": one for key, one in told_of(plan.table(quantity, part)).items()}
        return found

    @cache  # noqa: B019 - families live as long as the process
    def told(self, level: Level, where: int, name: str) -> Told:
        """Which mistakes about a quantity are told by their value in a part of the level's space."""
        every = self.recalled(level, "told")
        return Told.of({key: every[f"{where}/{name}/{key}"] for key in ("precision", "flags")})

    def testify(self, level: Level, index: int) -> Testimony:
        """All witnesses on one point, sympy among them."""
        return self._testimony(self.space(level)[index], None)

    def cases(self) -> tuple[Testimony, ...]:
        """The cases that others worked: what they published is one more witness."""
        return tuple(self._testimony(Params(case.values, case.shape), case) for case in self.published)

    def _testimony(self, params: Params, case: Case | None) -> Testimony:
        plan = self.plan(params.shape)
        numbers = plan.numbers(params)
        every = (
            *plan.witnesses(params, numbers),
            Witness("sympy", partial(self._sympy, params), tuple(numbers.values())),
        )
        if case:
            published = tuple(case.published.values())
            key = tuple(numbers[name] for name in case.published)
            every = (*every, Witness(case.source, lambda: published, key))
        return Testimony(str(params), sum(params.values.values()), every)

    def _sympy(self, params: Params) -> Values:
        return tuple(exact(params.values) for exact in self._sympy_code(params.shape))

    @cache  # noqa: B019 - families live as long as the process
    def _sympy_code(self, shape: Shape) -> tuple[Callable[[Mapping[str, int]], int | Fraction], ...]:
        from quizgen.math.symbolic import exactly

        plan = self.plan(shape)
        return tuple(exactly(tree) for one in plan.quantities.values() for tree in plan.trees(one))

    def givers(self, level: Level, quantity: str) -> Givers:
        """Which misconceptions about a quantity give which values at a point, found again from the tree of each."""
        return Suspected(
            self.space(level),
            lambda shape: {one.id: one.wrong((), shape) for one in self.plan(shape).mistakes(quantity)},
        ).givers

    def slips(self) -> Mapping[str, tuple[Slip, ...]]:
        """The misconceptions about each quantity; raises FormulaError for a concept that is not there."""
        return {name: tuple(map(slip, one.misconceptions)) for name, one in self._quantities().items()}


DECLARED: Mapping[str, Rule] = {
    **dict.fromkeys(("title", "asks", "source"), WORDS),
    **dict.fromkeys(("parts", "stem", "figures"), FUNCTION),
    **dict.fromkeys(("network", "givens"), FUNCTION_OR_NONE),
    "published": (every(of(Case)), "a tuple of Case"),
}
