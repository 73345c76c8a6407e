"""A family about one network that asks for rows: its questions are few, and each is made by itself."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Protocol

from quizgen.answers import Answer, Slip
from quizgen.asking.about_one import AboutOne
from quizgen.asking.draws import Draw
from quizgen.asking.facts import Fact
from quizgen.asking.source import Address, Givers, Testimony, Weight, not_asked, require
from quizgen.asking.spaced import identity
from quizgen.misconceptions.concepts import slip
from quizgen.misconceptions.kinds import Misconception
from quizgen.model import LEVELS, Kin, Kind, Level, Part, Question, Values, Witness
from quizgen.space import Dice, Params
from quizgen.text import Text


class Puzzle(Protocol):
    """One question before it is worded: what tells it from others of its network, and what is known of its key."""

    @property
    def level(self) -> Level:
        """How hard it is."""

    @property
    def numbers(self) -> Mapping[str, int]:
        """What tells it from the family's others."""

    def key(self) -> Values:
        """What is right, by formula."""

    def measured(self) -> Values:
        """The same, as real layers have it."""

    def answer(self, dice: Dice) -> Answer:
        """The options."""

    def stem(self) -> Text:
        """What is asked."""

    def solution(self) -> tuple[Text, ...]:
        """How it is found."""

    def params(self) -> Mapping[str, Any]:
        """What the stem gives, as JSON."""

    def tells(self) -> tuple[Fact, ...]:
        """What its stem says that another question asks."""

    def seeks(self) -> tuple[Fact, ...]:
        """What no other stem may tell."""


@dataclass(frozen=True, eq=False, kw_only=True)
class RowFamily(AboutOne):
    """Questions about rows of one network's layers, all of one kind."""

    title: str
    asks: str
    kind: Kind
    source: str
    misconceptions: tuple[Misconception, ...]
    hints: tuple[Text, ...]
    levels: Mapping[Level, Sequence[Puzzle]]
    weight: Weight = "common"

    @property
    def kinds(self) -> tuple[Kind, ...]:
        """The only one."""
        return (self.kind,)

    def usual(self, level: Level) -> Kind:
        """The only kind."""
        del level
        return self.kind

    def count(self, level: Level, kind: Kind) -> int:
        """How many questions the level holds."""
        return len(self.levels[level]) if kind == self.kind else 0

    def points(self, level: Level) -> int:
        """The same."""
        return len(self.levels[level])

    def draw(self, level: Level, kind: Kind, seed: str) -> Iterator[Question]:
        """The level's questions, in an order that the seed decides."""
        count = self.count(level, kind)
        order = Dice("own rows", seed, self.id, level).sample(range(count), count)
        return Draw(order, lambda point: self.at(level, kind, point, seed))

    def at(self, level: Level, kind: Kind, point: int, seed: str) -> Question:
        """The question at a point; the seed decides where options stand that have no order of their own."""
        require(self, level, kind, point, self.points(level))
        puzzle = self.levels[level][point]
        name = self._name(puzzle)
        if kind != self.kind:
            raise not_asked(self, level, kind, point)
        return Question(
            id=name,
            family=self.id,
            topic=self.topic,
            level=level,
            asks=self.asks,
            params=puzzle.params(),
            stem=puzzle.stem(),
            parts=(Part(puzzle.answer(Dice("own rows", seed, name)), puzzle.solution()),),
            source=self.source,
            where=_where(puzzle),
            witnesses=(Witness("torch", puzzle.measured, puzzle.key()),),
            told=puzzle.tells(),
            sought=puzzle.seeks(),
            hints=self.hints,
            kin=Kin(alone=True, named=False),
        )

    def _name(self, puzzle: Puzzle) -> str:
        return identity(self.id, Params(puzzle.numbers, (self.digest,)))

    def ids(self, level: Level) -> Iterator[str]:
        """The id of the question at each point."""
        return map(self._name, self.levels[level])

    def find(self, item: str) -> Address | None:
        """Where the question with that id stands."""
        return self._places.get(item)

    @cached_property
    def _places(self) -> Mapping[str, Address]:
        every = ((level, enumerate(self.ids(level))) for level in self.levels)
        return {name: Address(level, place) for level, found in every for place, name in found}

    def testify(self, level: Level, index: int) -> Testimony:
        """The real layers on one question."""
        puzzle = self.levels[level][index]
        witness = Witness("torch", puzzle.measured, puzzle.key())
        return Testimony(_where(puzzle), sum(puzzle.numbers.values()), (witness,))

    def cases(self) -> tuple[Testimony, ...]:
        """Nobody else worked on a network that somebody gives."""
        return ()

    def givers(self, level: Level, quantity: str = "") -> Givers:
        """No option is a number that follows from a mistake."""
        del level, quantity
        return lambda _, values: [[] for _ in values]

    def slips(self) -> Mapping[str, tuple[Slip, ...]]:
        """Every misconception."""
        return {"": tuple(map(slip, self.misconceptions))}


def _where(puzzle: Puzzle) -> str:
    return ", ".join(f"{name} = {value}" for name, value in puzzle.numbers.items())


def by_level(puzzles: Sequence[Puzzle]) -> dict[Level, tuple[Puzzle, ...]]:
    """The questions of each level."""
    return {level: tuple(one for one in puzzles if one.level == level) for level in LEVELS}
