"""A file of authored items as a source of questions; what reads and deals items is imported when one is asked for."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from functools import cache, cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from quizgen import resources
from quizgen.answers import Slip
from quizgen.asking.draws import Draw
from quizgen.asking.known import Known
from quizgen.asking.source import Address, Givers, Testimony, Weight, not_asked, require
from quizgen.model import IN_WORDS, KINDS, LEVELS, Kin, Kind, Level, Part, Question

if TYPE_CHECKING:
    from quizgen.authored.item import Authored, Piece
    from quizgen.authored.reader import ConceptFile, Head
    from quizgen.space import Dice

FOLDER = "concepts"
SUFFIX = "-concepts"
"""How the ids of the files end that come with quizgen: no family's id does."""
OWN = "-items"
"""How the ids of authors' own files end, so that they share no id with the others."""


USUAL, MORE = 3, 4
"""So many wrong options a choice has, and where five options are wished."""
FEW = 6
"""So many options have few enough orders to be listed."""


class Concepts(Struct, frozen=True, eq=False, dict=True):
    """The items of one file; they are read when they are first asked for.

    ``end`` is how its id ends; what is ``known`` of it is told without reading it. With its ``text`` there may be no
    such file on this machine. A choice has ``shown`` wrong options, if there are as many.
    """

    path: Path
    end: str = SUFFIX
    known: Known | None = None
    text: str | None = None
    shown: int = USUAL

    @property
    def id(self) -> str:
        """The file's name with its end, wherever the file stands."""
        return self.path.stem.removesuffix(self.end) + self.end

    @property
    def module(self) -> str:
        """The module that reads it."""
        return __name__

    @property
    def title(self) -> str:
        """The file's title."""
        return self._said.title

    @property
    def topic(self) -> str:
        """The file's topic."""
        return self._said.topic

    @property
    def weight(self) -> Weight:
        """What the file says."""
        return self._said.weight

    @property
    def asks(self) -> str:
        """Not a quantity."""
        return IN_WORDS

    @property
    def authored(self) -> bool:
        """Each item was written for itself."""
        return True

    @property
    def imported(self) -> bool:
        """Whether the items come from another program's file, whose authors kept other rules."""
        return bool(self._head.imported)

    @property
    def description(self) -> str:
        """What the items test."""
        return self._head.description

    @cached_property
    def kinds(self) -> tuple[Kind, ...]:
        """The kinds that occur in the file."""
        if self.known:
            return self.known.kinds
        present = {item.kind for item in self.items}
        return tuple(kind for kind in KINDS if kind in present)

    @property
    def items(self) -> tuple[Authored, ...]:
        """Every item, in the file's order; raises UsageError where the file is not as it should be."""
        return self.content().items

    @cached_property
    def _head(self) -> Head:
        from quizgen.authored.reader import read_head

        return read_head(self.path, self.text)

    @property
    def _said(self) -> Head | Known:
        return self.known or self._head

    @cache  # noqa: B019 - sources live as long as the process
    def content(self) -> ConceptFile:
        """The whole file, read once; raises UsageError where it is not as it should be."""
        from quizgen.authored.reader import read

        return read(self.path, self.text)

    def usual(self, level: Level) -> Kind:
        """How the level is asked by default."""
        del level
        return self.kinds[0]

    def count(self, level: Level, kind: Kind) -> int:
        """How many items the level holds of that kind."""
        return self.known.count(level, kind) if self.known else len(self._asked_as(level, kind))

    def _level(self, level: Level) -> list[Authored]:
        return [item for item in self.items if item.level == level]

    def _asked_as(self, level: Level, kind: Kind) -> list[Authored]:
        return [item for item in self._level(level) if item.kind == kind]

    def draw(self, level: Level, kind: Kind, seed: str) -> Iterator[Question]:
        """The level's items of that kind in the seed's order, each once."""
        return Draw(self._placed(level, kind, seed), partial(self._dealt, seed))

    @cached_property
    def wide(self) -> Concepts:
        """The same file, where choices have five options if that many were written."""
        return replace(self, shown=MORE)

    def _placed(self, level: Level, kind: Kind, seed: str) -> Iterator[tuple[Authored, int]]:
        """The items in the seed's order, each with the place of its key if it is one of several options."""
        from quizgen.space import Permutation, few

        every = self._asked_as(level, kind)
        order = Permutation(len(every), "item", seed, self.id, level, kind)
        met: Counter[int] = Counter()
        for number in range(len(every)):
            item = every[order[number]]
            size = item.answer.places(self.shown)
            path = "rank", seed, self.id, level, met[size] // size
            yield item, (few(size, *path) if size <= FEW else Permutation(size, *path))[met[size] % size]
            met[size] += not item.two_sided

    def at(self, level: Level, kind: Kind, point: int, seed: str) -> Question:
        """The question about the level's item with that number, as this seed's draw asks it."""
        every = self._level(level)
        require(self, level, kind, point, len(every))
        wanted = every[point]
        if wanted.kind != kind:
            raise not_asked(self, level, kind, point)
        place = next(place for item, place in self._placed(level, kind, seed) if item is wanted)
        return self._dealt(seed, (wanted, place))

    def find(self, item: str) -> Address | None:
        """The item's level and its number among the items of that level."""
        for level in LEVELS:
            for number, one in enumerate(self._level(level)):
                if item == f"{self.id}-{one.id}":
                    return Address(level, number)
        return None

    def _dealt(self, seed: str, placed: tuple[Authored, int]) -> Question:
        from quizgen.space import Dice

        item, place = placed
        name, dice = f"{self.id}-{item.id}", Dice("deal", seed, self.id, item.id)
        return Question(
            id=name,
            family=self.id,
            topic=item.topic or self.topic,
            level=item.level,
            asks=self.asks,
            params={},
            stem=item.stem,
            parts=tuple(self._part(piece, name, place, dice, alone=not item.more) for piece in item.pieces),
            source=item.source,
            where=item.id,
            figures=item.figures,
            signed=item.signed,
            tags=item.tags,
            enemies=tuple(self.whole_id(name) for name in item.enemies),
            hint=item.hint,
            hints=item.hints,
            language=item.language or self.content().head.language,
            kin=Kin(alone=True, named=not self.id.endswith(OWN)),
        )

    def _part(self, piece: Piece, name: str, place: int, dice: Dice, *, alone: bool) -> Part:
        """A part; where it is not the only one, its key stands at a place of its own."""
        chosen = place if alone else dice.below(piece.answer.places(self.shown))
        answer = piece.answer.laid_out(name, chosen, dice, self.shown)
        return Part(answer, () if piece.explanation is None else (piece.explanation,), piece.prompt, piece.points)

    def whole_id(self, name: str) -> str:
        """What an enemy is called everywhere: an item of this file by its whole id, another one as it stands."""
        return f"{self.id}-{name}" if name in self._own_ids else name

    @cached_property
    def _own_ids(self) -> frozenset[str]:
        return frozenset(item.id for item in self.items)

    def points(self, level: Level) -> int:
        """How many items of the level the audit can look at."""
        return len(self._level(level))

    def testify(self, level: Level, index: int) -> Testimony:
        """Nobody is heard: an authored key rests on its source; its texts are there to be read."""
        item = self._level(level)[index]
        return Testimony(item.id, index, (), item.texts)

    def cases(self) -> tuple[Testimony, ...]:
        """No cases: nothing is computed."""
        return ()

    def givers(self, level: Level, quantity: str = "") -> Givers:
        """No misconception computes anything here."""
        del level, quantity
        return lambda _, values: [()] * len(values)

    def slips(self) -> Mapping[str, tuple[Slip, ...]]:
        """The misconceptions of each item, each once."""
        return {item.id: item.slips for item in self.items}


def shipped(known: Mapping[str, Known] | None = None) -> tuple[Concepts, ...]:
    """The files that come with quizgen, by name, with what is ``known`` of them by their ids."""
    files = (Concepts(path) for path in sorted((resources.banks() / FOLDER).glob("*.toml")))
    return tuple(replace(file, known=known.get(file.id)) for file in files) if known else tuple(files)


def opened(path: Path, text: str | None = None) -> Concepts:
    """An author's own file, or its ``text``, read at once; raises UsageError where it is not as it should be."""
    source = Concepts(path, OWN, text=text)
    source.content()
    return source
