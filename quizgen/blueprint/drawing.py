"""Draws questions, nothing twice; whoever takes them makes items of them by ``verified``."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TypeAlias

from quizgen.asking.source import Source
from quizgen.asking.verify import verified
from quizgen.blueprint.enemies import Company
from quizgen.model import Item, Kind, Level, Question
from quizgen.space import Dice, digest
from quizgen.text.terminal import TERMINAL


def draw(source: Source, level: Level, kind: Kind | None, seed: str) -> Iterator[Item]:
    """The verified items of a level for a seed, no point twice, until the space is spent.

    Without a kind each item is asked in its own: for authored items, whose kinds have no item in common.
    """
    return map(verified, _questions(source, level, kind, seed))


def _questions(source: Source, level: Level, kind: Kind | None, seed: str) -> Iterator[Question]:
    """The level's questions in one kind, or each in its own."""
    return source.draw(level, kind, seed) if kind else _mixed(source, level, seed)


def _mixed(source: Source, level: Level, seed: str) -> Iterator[Question]:
    """The level's questions of all kinds, each kind as often as it has questions."""
    drawn = {kind: source.draw(level, kind, seed) for kind in source.kinds}
    kinds = [kind for kind in source.kinds for _ in range(source.count(level, kind))]
    for kind in Dice("kinds", seed, source.id, level).sample(kinds, len(kinds)):
        yield next(drawn[kind])


Path: TypeAlias = tuple[str, Level, Kind | None]


@dataclass(frozen=True, slots=True)
class Cell:
    """Where a question comes from: a source, a level of it, and how it is asked (None: each in its own way)."""

    source: Source
    level: Level
    kind: Kind | None

    @property
    def path(self) -> Path:
        """The cell's name."""
        return self.source.id, self.level, self.kind


class Supply:
    """Questions for one seed: each cell goes on where it stopped, and no id and no stem is given out twice.

    What was given out is remembered by digests alone. No two questions of a form are enemies; ``cells`` are those that
    it will be asked for, whose families come first. With ``repeat`` a new form may hold what an earlier one held: a
    cell that is spent starts again.
    """

    def __init__(self, seed: str, *, repeat: bool = False, cells: Iterable[Cell] = ()) -> None:
        self._seed = seed
        self._repeat = repeat
        self._families = frozenset(cell.source.id for cell in cells)
        self._company = Company(self._families)
        self._draws: dict[Path, Iterator[Question]] = {}
        self._given: set[int] = set()
        self._apart: defaultdict[Path, list[Question]] = defaultdict(list)
        self._waiting: dict[Path, list[Question]] = {}

    def new_form(self) -> None:
        """Another form begins; what could not join the one before may join it."""
        self._company = Company(self._families)
        self._waiting = {path: every + self._waiting.get(path, []) for path, every in self._apart.items()}
        self._apart.clear()
        if self._repeat:
            self._given.clear()

    def take(self, cell: Cell) -> Question | None:
        """The cell's next question that may join the form, or None where it has no more."""
        question = self._next(cell)
        if question is None and self._repeat:
            del self._draws[cell.path]
            self._apart.pop(cell.path, None)
            question = self._next(cell)
        return question

    def kept_apart(self, *cells: Cell) -> int:
        """How many questions of the cells could not join the form because of an enemy in it."""
        return sum(len(self._apart[cell.path]) for cell in cells)

    def _next(self, cell: Cell) -> Question | None:
        for question in self._coming(cell):
            marks = {digest("id", question.id), digest("stem", TERMINAL.text(question.stem))}
            if not self._given.isdisjoint(marks):
                continue
            if not self._company.joined_by(question):
                self._apart[cell.path].append(question)
                continue
            self._given |= marks
            return question
        return None

    def _coming(self, cell: Cell) -> Iterator[Question]:
        """What waited since an earlier form, then what was not drawn yet."""
        waiting = self._waiting.get(cell.path, [])
        while waiting:
            yield waiting.pop(0)
        if cell.path not in self._draws:
            self._draws[cell.path] = _questions(cell.source, cell.level, cell.kind, self._seed)
        for question in self._draws[cell.path]:  # noqa: UP028 - the draw must outlive this walk along it
            yield question
