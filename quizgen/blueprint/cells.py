"""Where questions come from, one by one."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TypeAlias

from msgspec import Struct

from quizgen.asking.draws import Draw, pass_over
from quizgen.asking.source import Source
from quizgen.blueprint.fewer import with_fewer
from quizgen.model import Kind, Level, Question
from quizgen.space import Dice

Path: TypeAlias = tuple[str, Level, Kind | None]


class Cell(Struct, frozen=True):
    """Where a question comes from: a source, a level of it, and how it is asked (None: each in its own way).

    With ``options`` a choice has no more of them.
    """

    source: Source
    level: Level
    kind: Kind | None
    options: int | None = None

    @property
    def path(self) -> Path:
        """The cell's name."""
        return self.source.id, self.level, self.kind

    def at(self, point: int, seed: str) -> Question:
        """Its question at a point; raises UsageError where it cannot be asked so."""
        question = self.source.at(self.level, self.kind or self.source.usual(self.level), point, seed)
        return with_fewer(question, self.options, seed)

    def questions(self, seed: str) -> Iterator[Question]:
        """Its questions for a seed: in one kind, or each in its own, each kind as often as it has questions."""
        drawn = self.source.draw(self.level, self.kind, seed) if self.kind else self._mixed(seed)
        return Draw(drawn, lambda one: with_fewer(one, self.options, seed)) if self.options else drawn

    def _mixed(self, seed: str) -> Iterator[Question]:
        drawn = {kind: self.source.draw(self.level, kind, seed) for kind in self.source.kinds}
        kinds = [kind for kind in self.source.kinds for _ in range(self.source.count(self.level, kind))]
        for kind in Dice("kinds", seed, self.source.id, self.level).sample(kinds, len(kinds)):
            yield next(drawn[kind])


class Opened:
    """A cell for a seed, whose questions are taken by their numbers; those that come later are found sooner."""

    def __init__(self, cell: Cell, seed: str) -> None:
        self._cell, self._seed = cell, seed
        self._begin()

    def _begin(self) -> None:
        self._questions = self._cell.questions(self._seed)
        self._next = 0

    def onward(self, number: int) -> Iterator[Question]:
        """The questions from that number on; to be used up before others are taken."""
        if number < self._next:
            self._begin()
        pass_over(self._questions, number - self._next)
        self._next = number
        while True:
            self._next += 1
            question = next(self._questions, None)
            if question is None:
                return
            yield question
