"""Which-of-these questions: the options are layers, each of them run; one or several meet the target."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, partial
from math import prod
from typing import Any, TypeAlias

import numpy as np

from quizgen.answers import Choice, Multiple, Origin
from quizgen.asking.computed import Computed
from quizgen.asking.offered import Offered, Solve
from quizgen.asking.source import not_asked, require
from quizgen.asking.spaced import KNOWN, identity
from quizgen.decks.exchangeable import Exchangeable
from quizgen.decks.layers import LayerDeck
from quizgen.decks.tasks import Deal, Task, tasks
from quizgen.guessing import TRAITS
from quizgen.layers import Layer, Network, arguments, code, network_json
from quizgen.misconceptions.concepts import slip
from quizgen.model import Figure, Kind, Level, Option, Part, Question, Values, Witness
from quizgen.space import Dice, Looks, Mixed, Params, Permutation, digest
from quizgen.text import Text

MOST = 4
"""So many layers stand in a set."""
TIMES = 3
"""A set comes so much more often for each of its layers that has a common window."""
Pair: TypeAlias = tuple[int, int | None]


@dataclass(frozen=True, eq=False, kw_only=True)
class WhichFamily(Computed):
    """An item model whose options are layers.

    A level's space ranges over what the stem gives (``given``) and over the layer's arguments (``shown`` in the
    options, by PyTorch's names). ``layer`` makes the layer of a point, ``before`` gives the input and the layers that
    stand before it, ``givens`` what else the stem gives, ``sensible`` which tasks are asked, and ``measure`` what the
    real layers give. ``stem`` and
    ``solution`` are given the task: the given numbers and ``target_0`` (``target_1`` ...); ``solution`` also all layers
    that are offered.
    """

    given: tuple[str, ...]
    shown: tuple[str, ...]
    layer: Callable[[Params], Layer]
    stem: Callable[[Params, Kind], Text]
    solution: Solve
    before: Callable[[Params], Network]
    givens: Callable[[Params], Mapping[str, Any]] = lambda _: {}
    sensible: Callable[[Params], bool] = lambda _: True
    figures: Callable[[Params], tuple[Figure, ...]] = lambda _: ()
    kinds: tuple[Kind, ...] = ("choice", "multiple")

    def usual(self, level: Level) -> Kind:
        """How the level is asked by default."""
        del level
        return self.kinds[0]

    def count(self, level: Level, kind: Kind) -> int:
        """How many distinct stems the level holds; fewer have enough layers for several right ones."""
        return len(self._order(level, kind, ""))

    @cache  # noqa: B019 - families live as long as the process
    def tasks(self, level: Level) -> list[Task]:
        """The tasks that can be asked."""
        every = tasks(self.levels[level], self.table(level), self.given)
        return [task for task in every if self.sensible(task.params)]

    @cache  # noqa: B019 - families live as long as the process
    def _looks(self, level: Level) -> list[tuple[int, ...]]:
        """What is seen of every layer: its shown arguments, whether it is a published one, and their product."""
        every = (arguments(self.layer(point)) for point in self.levels[level])
        shown = (tuple(number for name in self.shown for number in _numbers(values[name])) for values in every)
        told = zip(shown, self.levels[level].is_real, strict=True)
        return [(*numbers, int(real), *_of_product(numbers)) for numbers, real in told]

    def draw(self, level: Level, kind: Kind, seed: str) -> Iterator[Question]:
        """The level's questions for a seed, no stem twice, until the space is spent."""
        order = self._order(level, kind, seed)
        for number in range(len(order)):
            yield self._nth(level, kind, seed, number, order[number])

    def at(self, level: Level, kind: Kind, point: int, seed: str) -> Question:
        """The question about a task, as this seed's draw asks it."""
        require(self, level, kind, point, len(self.tasks(level)))
        try:
            number = self._order(level, kind, seed).place(point)
        except ValueError:
            raise not_asked(self, level, kind, point) from None
        return self._nth(level, kind, seed, number, point)

    def ids(self, level: Level) -> Iterator[str]:
        """The id of the item about each task."""
        return (identity(self.id, task.params) for task in self.tasks(level))

    @cache  # noqa: B019 - families live as long as the process
    def _sorts(self, level: Level, kind: Kind) -> tuple[list[int], list[int]]:
        """The tasks that can be asked that way: those of published layers, and the others."""
        if kind == "choice":
            return self._choices(level).known, self._choices(level).others
        real = self.levels[level].is_real
        asked = [number for number, task in enumerate(self.tasks(level)) if task.multiple]
        known = [number for number in asked if self.tasks(level)[number].mostly_real(real)]
        return known, sorted({*asked} - {*known})

    def _order(self, level: Level, kind: Kind, seed: str) -> Mixed:
        """In which order the tasks come."""
        known, others = (np.asarray(numbers, dtype=np.int64) for numbers in self._sorts(level, kind))
        looks = self._often(level) if kind == "choice" else None
        return Mixed(known, others, KNOWN[level], seed, self.id, level, kind, looks=looks)

    @cache  # noqa: B019 - families live as long as the process
    def _often(self, level: Level) -> Looks | None:
        """How often each task comes: all of a set alike, more often where more of its layers have common windows."""
        if (found := self.looks(level)) is None:
            return None
        common = found.weights[found.numbers] > 1
        every = np.zeros(len(self.tasks(level)), dtype=np.int64)
        for number, points in self._choices(level).held.items():
            every[number] = common[list(points)].sum()
        return Looks(every, TIMES ** np.arange(MOST + 1))

    def _nth(self, level: Level, kind: Kind, seed: str, number: int, point: int) -> Question:
        """The task with the number ``point`` as the question with that number."""
        task = self.tasks(level)[point]
        dice = Dice("deal", seed, self.id, level, kind, number)
        if kind == "choice":
            dealt = self._choices(level).take(point)
        else:
            dealt = self._deck(level, task.multiple[dice.below(len(task.multiple))]).take(task, dice.below(2**32))
        options = len(dealt.right) + len(dealt.wrong)
        place = Permutation(options, "rank", seed, self.id, level, number // options)[number % options]
        return self._question(level, kind, task, dealt, place)

    @cache  # noqa: B019 - families live as long as the process
    def _choices(self, level: Level) -> Exchangeable:
        return Exchangeable(self.tasks(level), self.levels[level].is_real, self._looks(level))

    @cache  # noqa: B019 - families live as long as the process
    def _deck(self, level: Level, hand: tuple[int, int]) -> LayerDeck:
        dealt = [task for task in self.tasks(level) if hand in task.multiple]
        return LayerDeck(dealt, self._looks(level), self.levels[level].is_real, hand)

    def _question(self, level: Level, kind: Kind, task: Task, dealt: Deal, place: int) -> Question:
        params = task.params
        name = identity(self.id, params)
        pairs = self._ordered(name, level, dealt, place if kind == "choice" else None)
        options = tuple(self._option(level, point, mistake, task.target) for point, mistake in pairs)
        right = frozenset(number for number, (_, mistake) in enumerate(pairs) if mistake is None)
        answer = Choice(options, min(right)) if kind == "choice" else Multiple(options, right)
        offered = tuple(self._offered(level, point, right=mistake is None) for point, mistake in pairs)
        return Question(
            id=name,
            family=self.id,
            topic=self.topic,
            level=level,
            asks=self.asks,
            params=self.params_json(params),
            stem=self.stem(params, kind),
            parts=(Part(answer, self.solution(params, offered)),),
            source=self.formulas[0].source,
            where=str(params),
            figures=self.figures(params),
            witnesses=tuple(self._witness(level, point) for point, _ in pairs),
        )

    def _ordered(self, name: str, level: Level, dealt: Deal, place: int | None) -> list[Pair]:
        """Points with their mistakes in an order that tells nothing: by a hash, the one right point at its place."""
        right: list[Pair] = [(point, None) for point in dealt.right]
        hashed = dealt.wrong if place is not None else (*right, *dealt.wrong)
        by_hash = sorted(hashed, key=lambda pair: digest(name, self._code(level, pair[0])))
        if place is not None:
            by_hash.insert(place, right[0])
        return by_hash

    @cache  # noqa: B019 - families live as long as the process
    def _code(self, level: Level, point: int) -> str:
        """A point's layer as the options show it."""
        return code(self.layer(self.levels[level][point]), self.shown)

    def _offered(self, level: Level, point: int, *, right: bool) -> Offered:
        params = self.levels[level][point]
        return Offered(params, self._code(level, point), self.key(params), right)

    def _option(self, level: Level, point: int, mistake: int | None, target: Values) -> Option:
        text = Text("`{layer}`", {"layer": self._code(level, point)})
        blamed = None if mistake is None else slip(self.misconceptions[mistake])
        return Option(text, self.layer(self.levels[level][point]), blamed, Origin(point, target))

    @cache  # noqa: B019 - families live as long as the process
    def _witness(self, level: Level, point: int) -> Witness:
        """Torch on a point's layer; it is run anew for every item."""
        params = self.levels[level][point]
        return Witness("torch", partial(self.measure, params), self.key(params))

    def params_json(self, task: Params) -> dict[str, Any]:
        """What the stem gives, and the target."""
        target = [value for name, value in task.values.items() if name.startswith("target_")]
        given = network_json(self.before(task)) | dict(self.givens(task))
        return given | {"target": target[0] if len(target) == 1 else target}


def _numbers(argument: object) -> tuple[int, ...]:
    if isinstance(argument, tuple):
        return argument
    return (int(argument),) if isinstance(argument, int) else (0,)


def _of_product(numbers: tuple[int, ...]) -> tuple[int, ...]:
    """The product of a layer's numbers, and how round it is."""
    product = prod(max(1, number) for number in numbers)
    value = np.asarray([[product]], dtype=np.int64)
    return product, *(int(TRAITS[name](value)[0, 0]) for name in ("last digit", "binary zeros", "divisors up to 16"))
