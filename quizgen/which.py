"""Which-of-these questions: the options are layers, each of them run; one or several meet the target."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache, partial
from typing import Any

from quizgen.computed import Computed, identity
from quizgen.family import CORRECT
from quizgen.layers import Layer, Network, arguments, code, network_json
from quizgen.misconceptions.kinds import Misconception
from quizgen.model import Figure, Kind, Level, Option, Question, Witness
from quizgen.space import Dice, Params, Permutation, digest
from quizgen.tasks import Deal, Deck, Task, tasks
from quizgen.text import Text

FIVE = 5


@dataclass(frozen=True, eq=False, kw_only=True)
class WhichFamily(Computed):
    """An item model whose options are layers.

    A level's space ranges over what the stem gives (``given``) and over the layer's arguments (``shown`` in the
    options, by PyTorch's names). ``layer`` makes the layer of a point, ``network`` what runs before and with it, and
    ``measure`` what the real layers give. ``stem`` and ``solution`` are given the task: the given numbers and
    ``target_0`` (``target_1`` ...).
    """

    given: tuple[str, ...]
    shown: tuple[str, ...]
    layer: Callable[[Params], Layer]
    stem: Callable[[Params, Kind], Text]
    solution: Callable[[Params, tuple[Params, ...]], tuple[Text, ...]]
    before: Callable[[Params], Network]
    figures: Callable[[Params], tuple[Figure, ...]] = lambda _: ()
    kinds: tuple[Kind, ...] = ("choice", "multiple")

    def count(self, level: Level, kind: Kind) -> int:
        """How many distinct stems the level holds; the kind makes no difference."""
        del kind
        return len(self.tasks(level))

    @cache  # noqa: B019 - families live as long as the process
    def tasks(self, level: Level) -> list[Task]:
        """The tasks that can be asked."""
        return tasks(self.levels[level], self.table(level), self.given)

    @cache  # noqa: B019 - families live as long as the process
    def _looks(self, level: Level) -> list[tuple[int, ...]]:
        """The shown arguments of every point's layer as numbers, a size of two axes as two."""
        every = (arguments(self.layer(point)) for point in self.levels[level])
        return [tuple(number for name in self.shown for number in _numbers(values[name])) for values in every]

    def draw(self, level: Level, kind: Kind, seed: str) -> Iterator[Question]:
        """The level's questions for a seed, no stem twice, until the space is spent."""
        every = self.tasks(level)
        order = Permutation(len(every), "task", seed, self.id, level, kind)
        for number in range(len(order)):
            dice = Dice("deal", seed, self.id, level, kind, number)
            task = every[order[number]]
            right, wrong = (1, 3) if kind == "choice" else _mix(task, dice)
            dealt = self._deck(level, right, wrong).take(task, dice.below(2**32))
            place = Permutation(4, "rank", seed, self.id, level, number // 4)[number % 4]
            yield self._question(level, kind, task, dealt, place)

    @cache  # noqa: B019 - families live as long as the process
    def _deck(self, level: Level, right: int, wrong: int) -> Deck:
        return Deck(self.tasks(level), self._looks(level), right, wrong)

    def _question(self, level: Level, kind: Kind, task: Task, dealt: Deal, place: int) -> Question:
        params = task.params
        name = identity(self.id, params)
        points = self.levels[level]
        right = [self._option(points[point], None) for point in dealt.right]
        wrong = [self._option(points[point], self.misconceptions[mistake]) for point, mistake in dealt.wrong]
        options = self._ordered(name, right, wrong, place if kind == "choice" else None)
        chosen = (*dealt.right, *(point for point, _ in dealt.wrong))
        places = {code(self.layer(points[point]), self.shown): point for point in chosen}
        rights = tuple(option.value for option in options if option.correct)
        return Question(
            family=self.id,
            topic=self.topic,
            level=level,
            kind=kind,
            id=name,
            asks=self.asks,
            params=self.params_json(params),
            stem=self.stem(params, kind),
            options=tuple(options),
            key=rights[0] if kind == "choice" else rights,  # type: ignore[arg-type]  # options are layers here
            solution=self.solution(params, tuple(points[point] for point in dealt.right)),
            figures=self.figures(params),
            source=self.formulas[0].source,
            where=params.canonical(),
            claims=tuple((places[str(option.text.values["layer"])], task.target) for option in options),
            witnesses=tuple(self._witnesses([points[point] for point in chosen])),
        )

    def _ordered(self, name: str, right: list[Option], wrong: list[Option], place: int | None) -> list[Option]:
        """Options in an order that tells nothing: by a hash, the one right option at its drawn place."""
        hashed = wrong if place is not None else right + wrong
        by_hash = sorted(hashed, key=lambda option: digest(name, *option.text.values.values()))
        if place is not None:
            by_hash.insert(place, right[0])
        return by_hash

    def _option(self, point: Params, misconception: Misconception | None) -> Option:
        layer = self.layer(point)
        text = Text("`{layer}`", {"layer": code(layer, self.shown)})
        if misconception is None:
            return Option(text, layer, correct=True, feedback=CORRECT)
        return Option(text, layer, False, Text(misconception.feedback), misconception.id)  # noqa: FBT003 - a field

    def _witnesses(self, points: list[Params]) -> Iterator[Witness]:
        for point in points:
            yield Witness("torch", partial(self.measure, point), self.key(point))

    def params_json(self, task: Params) -> dict[str, Any]:
        """What the stem gives, and the target."""
        target = [value for name, value in task.values.items() if name.startswith("target_")]
        return network_json(self.before(task)) | {"target": target[0] if len(target) == 1 else target}


def _mix(task: Task, dice: Dice) -> tuple[int, int]:
    """How many right and how many wrong of five layers: one to three are right, as far as the task has them."""
    mixes = [(right, FIVE - right) for right in (1, 2, 3) if task.allows(right, FIVE - right)]
    return mixes[dice.below(len(mixes))]


def _numbers(argument: object) -> tuple[int, ...]:
    if isinstance(argument, tuple):
        return argument
    return (int(argument),) if isinstance(argument, int) else (0,)
