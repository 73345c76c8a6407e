"""A file of authored items as a source of questions."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from quizgen import resources
from quizgen.answers import Slip
from quizgen.asking.source import Testimony
from quizgen.authored.item import Authored
from quizgen.authored.reader import ConceptFile, Head, read, read_head
from quizgen.model import KINDS, Kind, Level, Part, Question, Values
from quizgen.space import Dice, Permutation

FOLDER = "concepts"
SUFFIX = "-concepts"
ASKS = "concept"


@dataclass(frozen=True, eq=False)
class Concepts:
    """The items of one file; they are read when they are first asked for."""

    path: Path

    @property
    def id(self) -> str:
        """The file's name, with an end that no family has."""
        return self.path.stem.removesuffix(SUFFIX) + SUFFIX

    @property
    def module(self) -> str:
        """The module that reads it."""
        return __name__

    @property
    def title(self) -> str:
        """The file's title."""
        return self._head.title

    @property
    def topic(self) -> str:
        """The file's topic."""
        return self._head.topic

    @property
    def asks(self) -> str:
        """Not a quantity."""
        return ASKS

    @property
    def authored(self) -> bool:
        """Each item was written for itself."""
        return True

    @property
    def description(self) -> str:
        """What the items test."""
        return self._head.description

    @cached_property
    def kinds(self) -> tuple[Kind, ...]:
        """The kinds that occur in the file."""
        present = {item.kind for item in self.items}
        return tuple(kind for kind in KINDS if kind in present)

    @property
    def items(self) -> tuple[Authored, ...]:
        """Every item, in the file's order; raises UsageError where the file is not as it should be."""
        return self._file.items

    @cached_property
    def _head(self) -> Head:
        return read_head(self.path)

    @cached_property
    def _file(self) -> ConceptFile:
        return read(self.path)

    def count(self, level: Level, kind: Kind) -> int:
        """How many items the level holds of that kind."""
        return len(self._at(level, kind))

    def _at(self, level: Level, kind: Kind) -> list[Authored]:
        return [item for item in self.items if (item.level, item.kind) == (level, kind)]

    def draw(self, level: Level, kind: Kind, seed: str) -> Iterator[Question]:
        """The level's items of that kind in the seed's order, each once."""
        every = self._at(level, kind)
        order = Permutation(len(every), "item", seed, self.id, level, kind)
        fours = 0
        for number in range(len(every)):
            item = every[order[number]]
            place = Permutation(4, "rank", seed, self.id, level, fours // 4)[fours % 4]
            fours += not item.two_sided
            yield self._question(item, place, Dice("deal", seed, self.id, item.id))

    def _question(self, item: Authored, place: int, dice: Dice) -> Question:
        name = f"{self.id}-{item.id}"
        return Question(
            id=name,
            family=self.id,
            topic=self.topic,
            level=item.level,
            asks=self.asks,
            params={},
            stem=item.stem,
            parts=(Part(item.answer.laid_out(name, place, dice), (item.explanation,)),),
            source=item.source,
            where=item.id,
            tags=item.tags,
        )

    def points(self, level: Level) -> int:
        """How many items of the level the audit can look at."""
        return sum(item.level == level for item in self.items)

    def testify(self, level: Level, index: int) -> Testimony:
        """Nobody is heard: an authored key rests on its source."""
        item = [item for item in self.items if item.level == level][index]
        return Testimony(item.id, index, ())

    def cases(self) -> tuple[Testimony, ...]:
        """No cases: nothing is computed."""
        return ()

    def suspects(self, level: Level, index: int, quantity: str = "") -> Mapping[str, Values | None]:
        """No misconception computes anything here."""
        del level, index, quantity
        return {}

    def slips(self) -> Mapping[str, tuple[Slip, ...]]:
        """The misconceptions of each item, each once."""
        return {item.id: item.slips for item in self.items}


def sources() -> tuple[Concepts, ...]:
    """The files that come with quizgen, by name."""
    return tuple(Concepts(path) for path in sorted((resources.banks() / FOLDER).glob("*.toml")))
