"""Which-of-these questions: the options are layers, each of them run; one or several meet the target."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from functools import cache, lru_cache, partial
from typing import Any, TypeAlias

import numpy as np

from quizgen.answers import Choice, Multiple, Origin
from quizgen.asking import declared
from quizgen.asking import given as held
from quizgen.asking.anew import anew
from quizgen.asking.computed import Computed
from quizgen.asking.declared import FUNCTION, FUNCTION_OR_NONE, Rule, every, of, one_of
from quizgen.asking.draws import Draw
from quizgen.asking.offered import Offered, Solve
from quizgen.asking.source import not_asked, require
from quizgen.asking.spaced import KNOWN, identity
from quizgen.decks.asked_layers import HandDeck, LayerDeck, of_hands, of_sets
from quizgen.decks.exchangeable import Exchangeable
from quizgen.decks.hands import Hands
from quizgen.decks.tasks import Deal, Task, tasks
from quizgen.guessing import TRAITS
from quizgen.guessing.arrays import Ints
from quizgen.guessing.own_stride import SIZES, rough_size
from quizgen.layers import Layer, Network, arguments, code, layer_json
from quizgen.memory.packing import Array, Arrays
from quizgen.model import LEVELS, Figure, Kind, Level, Option, Part, Question, Values, Witness
from quizgen.space import Apart, Concat, Mask, Mixed, Params, Where, digest, few
from quizgen.text import Text

Pair: TypeAlias = tuple[int, int | None]
LATEST = 64
"""The code of so many layers is known again: an item asks for that of each of its own three times."""


@dataclass(frozen=True, eq=False, kw_only=True)
class WhichFamily(Computed):
    """An item model whose options are layers.

    A level's space ranges over what the stem gives (``given``) and over the layer's arguments (``shown`` in the
    options, by PyTorch's names). ``layer`` makes the layer of a point, ``before`` gives the input and the layers that
    stand before it, ``givens`` what else the stem gives, ``sensible`` which tasks are asked, and ``measure`` what the
    real layers give. ``needed`` are sorts of layers, each of which every question of a level offers: those that take
    what the level below does not ask. ``alone`` are the layers of which choices are made, if not of all; several right
    ones may be others too. Stems of ``listed`` levels do not print the target: it has to be found there. ``stem`` and
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
    needed: Mapping[Level, tuple[Where, ...]] = field(default_factory=dict)
    alone: Where | None = None
    listed: tuple[Level, ...] = ()
    figures: Callable[[Params], tuple[Figure, ...]] = lambda _: ()
    kinds: tuple[Kind, ...] = ("choice", "multiple")

    def __post_init__(self) -> None:
        """Raises QuizgenError for what cannot stand there."""
        super().__post_init__()
        declared.require(self, DECLARED)

    def _tried(self, level: Level, points: Concat) -> None:
        super()._tried(level, points)
        for point in points:
            task = self._task(point)
            offered = Offered(point, code(self.layer(point), self.shown), self.key(point), right=True)
            held.text(self.id, "stem", self.stem(task, self.kinds[0]))
            held.texts(self.id, "solution", self.solution(task, (offered,)))
            held.figures(self.id, "figures", self.figures(task))
            self.params_json(task)

    def usual(self, level: Level) -> Kind:
        """How the level is asked by default."""
        del level
        return self.kinds[0]

    def count(self, level: Level, kind: Kind) -> int:
        """How many distinct stems the level holds; fewer have enough layers for several right ones."""
        return len(self._deck(level, kind))

    def asked_how(self, level: Level) -> Iterator[str]:
        """Besides, what is given and shown."""
        yield from super().asked_how(level)
        yield from ("given", *self.given, "shown", *self.shown, "kinds", *self.kinds)

    def numbers(self, level: Level) -> Iterator[Array]:
        """Besides, what is shown of the layers, and which tasks are sensible."""
        yield from super().numbers(level)
        yield np.asarray([[*shown] for shown in self._shown(level)], dtype=np.int64)
        yield from (sort.astype(np.int64) for sort in self._needed(level))
        if (alone := self._alone(level)) is not None:
            yield alone.astype(np.int64)

    def makers(self) -> Mapping[str, Callable[[Level], Arrays]]:
        """Beside the points: the tasks, and the layers with which each is asked."""
        return {**super().makers(), "tasks": self._make_tasks, "choice": self._make_sets, "multiple": self._make_hands}

    @cache  # noqa: B019 - families live as long as the process
    def every_task(self, level: Level) -> list[Task]:
        """The tasks that can be asked, with all their layers; it takes long to find them."""
        every = tasks(self.levels[level], self.table(level), self.given)
        return [task for task in every if self.sensible(task.params)]

    def _make_tasks(self, level: Level) -> Arrays:
        return {"first": np.asarray([task.right[0] for task in self.every_task(level)], dtype=np.int64)}

    def _make_sets(self, level: Level) -> Arrays:
        looks = self.looks(level)
        common = None if looks is None else looks.weights[looks.numbers] > 1
        real = self.levels[level].is_real
        sets = (self.every_task(level), real, self._looks(level), self._needed(level), self._alone(level))
        return of_sets(Exchangeable(*sets, rough=self._rough(level), twice=self._twice(level)), common)

    def _make_hands(self, level: Level) -> Arrays:
        seen = (self.levels[level].is_real, self._shown(level), self._needed(level))
        return of_hands(Hands(self.every_task(level), *seen, self._twice(level)))

    def _twice(self, level: Level) -> set[int]:
        """The mistakes that are two at once."""
        return {number for number, _, _ in self.table(level).doubles}

    def _alone(self, level: Level) -> Mask | None:
        """Of which layers choices are made, where it is not all of them."""
        return None if self.alone is None else self.levels[level].mask(self.alone)

    def _rough(self, level: Level) -> list[Fraction] | None:
        """The size that each layer's stride would about give, where sizes are asked for."""
        if self.asks not in SIZES or level in self.listed:
            return None
        return [rough_size(_side(self.before(point)), layer_json(self.layer(point))) for point in self.levels[level]]

    def _needed(self, level: Level) -> tuple[Mask, ...]:
        """Which layers are of each sort that is needed."""
        return tuple(self.levels[level].mask(sort) for sort in self.needed.get(level, ()))

    def tasks(self, level: Level) -> int:
        """How many tasks there are."""
        return len(self.recalled(level, "tasks")["first"])

    def task(self, level: Level, number: int) -> Params:
        """What a task gives, and the target: what the formula makes of its first right layer."""
        return self._task(self.space(level)[int(self.recalled(level, "tasks")["first"][number])])

    def _task(self, point: Params) -> Params:
        """What is given at a point, and what the formula makes of it."""
        target = {f"target_{place}": int(value) for place, value in enumerate(self.key(point))}
        return Params({name: point[name] for name in self.given} | target, point.shape)

    @cache  # noqa: B019 - families live as long as the process
    def _looks(self, level: Level) -> list[tuple[int, ...]]:
        """What is seen of every layer: its shown arguments, whether it is a published one, and their product."""
        shown = np.asarray(self._shown(level), dtype=np.int64).reshape(len(self.levels[level]), -1)
        seen = np.column_stack([shown, self.levels[level].is_real, *_of_product(shown)])
        return [*map(tuple, seen.tolist())]

    @cache  # noqa: B019 - families live as long as the process
    def _shown(self, level: Level) -> list[tuple[int, ...]]:
        """The shown arguments of every layer as numbers."""
        every = (arguments(self.layer(point)) for point in self.levels[level])
        return [tuple(number for name in self.shown for number in _numbers(values[name])) for values in every]

    def draw(self, level: Level, kind: Kind, seed: str) -> Iterator[Question]:
        """The level's questions for a seed, no stem twice, until the space is spent."""
        order = self._order(level, kind, seed)
        return Draw(range(len(order)), lambda number: self._nth(level, kind, seed, number, order[number]))

    def at(self, level: Level, kind: Kind, point: int, seed: str) -> Question:
        """The question about a task, as this seed's draw asks it."""
        require(self, level, kind, point, self.tasks(level))
        try:
            number = self._order(level, kind, seed).place(point)
        except ValueError:
            raise not_asked(self, level, kind, point) from None
        return self._nth(level, kind, seed, number, point)

    def ids(self, level: Level) -> Iterator[str]:
        """The id of the item about each task."""
        return (identity(self.id, self.task(level, number)) for number in range(self.tasks(level)))

    def _unlike(self, level: Level, kind: Kind, point: int, seed: str) -> Iterator[Question]:
        """The same without questions that are too much like the one of a task."""
        order, fits = self._order(level, kind, seed), self._deck(level, kind).unlike(point, self.tasks(level))
        places = (place for place in range(len(order)) if fits[order[place]])
        return Draw(places, lambda number: self._nth(level, kind, seed, number, order[number]))

    def _order(self, level: Level, kind: Kind, seed: str) -> Mixed | Apart:
        """In which order the tasks come."""
        deck, tasks = self._deck(level, kind), self.tasks(level)
        path = seed, self.id, level, kind
        return deck.ordered(Mixed(deck.known, deck.others, KNOWN[level], *path, looks=deck.looks(tasks)), tasks)

    @cache  # noqa: B019 - families live as long as the process
    def _deck(self, level: Level, kind: Kind) -> LayerDeck:
        return (LayerDeck if kind == "choice" else HandDeck)(self.recalled(level, kind))

    def _nth(self, level: Level, kind: Kind, seed: str, number: int, point: int) -> Question:
        """The task with the number ``point`` as the question with that number."""
        dealt = self._deck(level, kind).take(point)
        options = len(dealt.right) + len(dealt.wrong)
        place = few(options, "rank", seed, self.id, level, number // options)[number % options]
        return self._question(level, kind, point, dealt, place)

    def _question(self, level: Level, kind: Kind, task: int, dealt: Deal, place: int) -> Question:
        params = self.task(level, task)
        name = identity(self.id, params)
        target = tuple(value for place, value in params.values.items() if place.startswith("target_"))
        pairs = self._ordered(name, level, dealt, place if kind == "choice" else None)
        witnesses = tuple([self._witness(level, point) for point, _ in pairs])
        offered = tuple([self._offered(level, pair, one.expected) for pair, one in zip(pairs, witnesses, strict=True)])
        every = zip(offered, pairs, strict=True)
        options = tuple([self._option(one, mistake, Origin(point, values=target)) for one, (point, mistake) in every])
        right = frozenset(number for number, one in enumerate(offered) if one.right)
        answer = Choice(options, min(right)) if kind == "choice" else Multiple(options, right)
        return Question(
            id=name,
            family=self.id,
            topic=self.topic,
            level=level,
            asks=self.asks,
            params=self.params_json(params),
            stem=held.text(self.id, "stem", self.stem(params, kind)),
            parts=(Part(answer, held.texts(self.id, "solution", self.solution(params, offered))),),
            source=self.formulas[0].source,
            where=str(params),
            figures=held.figures(self.id, "figures", self.figures(params)),
            witnesses=witnesses,
            anew=partial(anew, partial(self._unlike, level, kind, task), name),
        )

    def _ordered(self, name: str, level: Level, dealt: Deal, place: int | None) -> list[Pair]:
        """Points with their mistakes in an order that tells nothing: by a hash, the one right point at its place."""
        right: list[Pair] = [(point, None) for point in dealt.right]
        hashed = dealt.wrong if place is not None else (*right, *dealt.wrong)
        by_hash = sorted(hashed, key=lambda pair: digest(name, self._code(level, pair[0])))
        if place is not None:
            by_hash.insert(place, right[0])
        return by_hash

    @lru_cache(LATEST)  # noqa: B019 - families live as long as the process
    def _code(self, level: Level, point: int) -> str:
        """A point's layer as the options show it."""
        return code(self.layer(self.space(level)[point]), self.shown)

    def _offered(self, level: Level, pair: Pair, gives: Values) -> Offered:
        point, mistake = pair
        return Offered(self.space(level)[point], self._code(level, point), gives, mistake is None)

    def _option(self, offered: Offered, mistake: int | None, origin: Origin) -> Option:
        blamed = None if mistake is None else self._slips[mistake]
        return Option(Text("`{layer}`", {"layer": offered.code}), self.layer(offered.point), blamed, origin)

    def _witness(self, level: Level, point: int) -> Witness:
        """Torch on a point's layer; it is run anew for every item."""
        params = self.space(level)[point]
        return Witness("torch", partial(self.measure, params), self.key(params))

    def params_json(self, task: Params) -> dict[str, Any]:
        """What the stem gives, and the target."""
        target = [value for name, value in task.values.items() if name.startswith("target_")]
        given = held.layers(self.id, "before", self.before(task)) | held.values(self.id, "givens", self.givens(task))
        return given | {"target": target[0] if len(target) == 1 else target}


DECLARED: Mapping[str, Rule] = {
    **dict.fromkeys(("given", "shown"), (every(of(str)), "a tuple of names")),
    **dict.fromkeys(("layer", "stem", "solution", "before", "givens", "sensible", "figures"), FUNCTION),
    "alone": FUNCTION_OR_NONE,
    "needed": (of(Mapping), "functions by levels"),
    "listed": (every(one_of(LEVELS)), "a tuple of levels"),
}


def _side(before: Network) -> int:
    """The last axis of what is given."""
    return before.input[-1]


def _numbers(argument: object) -> tuple[int, ...]:
    if isinstance(argument, tuple):
        return argument
    return (int(argument),) if isinstance(argument, int) else (0,)


def _of_product(shown: Ints) -> Iterator[Ints]:
    """The product of each layer's numbers, and how round it is."""
    product = np.maximum(shown, 1).prod(axis=1, keepdims=True)
    yield product
    yield from (TRAITS[name](product) for name in ("last digit", "binary zeros", "divisors up to 16"))
