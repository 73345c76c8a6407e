"""A learner on a day: the level at which each source is asked, and what is remembered of it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from functools import cached_property

from msgspec import Struct

from quizgen.asking.source import Source, usual_kind
from quizgen.blueprint.cells import Cell
from quizgen.model import LEVELS, Kind, Level
from quizgen.study.plan.memories import Memory
from quizgen.study.plan.pace import expected
from quizgen.study.plan.state import SOLID, Done, State

FIRM = 2
"""So many right reviews one after the other, without a hint, and a level is left for the next one."""
WEEK = timedelta(days=7)
"""For so long at least what is solid has to be known for the next level, however soon the exam is."""
SUNK = 2
"""So many wrong ones one after the other, and the level below is asked, until that goes well."""


class Learner(Struct, frozen=True, dict=True):
    """The state on a day, as far as sources that there are are concerned; others keep their history unasked."""

    state: State
    day: date
    sources: Mapping[str, Source]

    @cached_property
    def levels(self) -> Mapping[str, Level]:
        """Every source that was ever asked, with the level at which it comes back."""
        return {name: self._level(name, levels) for name, levels in self.state.levels.items() if name in self.sources}

    def _level(self, name: str, levels: tuple[Level, ...]) -> Level:
        """The highest that was asked; the one below where that fails, until it went well since."""
        above = levels[-1]
        if len(levels) == 1:
            return above
        below = levels[-2]
        failing, other = self.state.cells[name, above], self.state.cells[name, below]
        return below if failing.failed >= SUNK and not (other.row and other.last > failing.last) else above

    def memory(self, name: str) -> Memory:
        """What is remembered of a source that was asked, at the level at which it comes back."""
        return self.state.cells[name, self.levels[name]]

    def is_met(self, name: str) -> bool:
        """Whether a source was asked, and the last time went well."""
        return name in self.levels and not self.memory(name).failed

    def is_solid(self, name: str) -> bool:
        """Whether a source that was asked will still be known at the exam, at the highest level that was asked.

        What was wrong the last time is not, however soon the exam is.
        """
        memory = self.state.cells[name, self.state.levels[name][-1]]
        return not memory.failed and memory.kept(self.state.horizon(self.day)) >= SOLID

    def next_level(self, name: str) -> Level | None:
        """The level above the one at which a source comes back, if that one is done with and there is another."""
        above = LEVELS[LEVELS.index(self.levels[name]) + 1 :]
        return next((level for level in above if self._is_done(name) and has(self.sources[name], level)), None)

    def _is_done(self, name: str) -> bool:
        """Whether a level is firm or solid, or went well and has no items left that are new."""
        memory, source, level = self.memory(name), self.sources[name], self.levels[name]
        horizon = max(self.state.horizon(self.day), self.day + WEEK)
        if memory.row >= FIRM or (memory.row and memory.kept(horizon) >= SOLID):
            return True
        spent = source.authored and self.state.asked.get((name, level), 0) >= held(source, level)
        return spent and not memory.failed

    def answered_today(self, name: str) -> bool:
        """Whether a source was asked on this day already."""
        return self._done is not None and name in self._done.sources

    def seconds(self, kind: Kind) -> float:
        """How long a question of a kind is going to take; on one day always the same."""
        return expected(self._done.seconds if self._done else self.state.seconds, kind)

    def spent(self) -> float:
        """How many seconds the items of the day's plan took that are done, each no less than was expected."""
        items = self._done.items if self._done else ()
        return sum(max(seconds, self.seconds(kind)) for kind, seconds in items)

    @cached_property
    def _done(self) -> Done | None:
        """What was done on this day, if anything."""
        return self.state.done.get(self.day)


def held(source: Source, level: Level) -> int:
    """How many questions of a level a source has in all kinds together."""
    return sum(source.count(level, kind) for kind in source.kinds)


def has(source: Source, level: Level) -> bool:
    """Whether a source has questions of a level."""
    return held(source, level) > 0


def first_level(source: Source) -> Level | None:
    """The easiest level of which a source has questions."""
    return next((level for level in LEVELS if has(source, level)), None)


def cell(source: Source, level: Level) -> Cell:
    """Where its questions come from, asked in the usual way."""
    return Cell(source, level, usual_kind(source, level))


def demanding(source: Source, level: Level) -> Cell:
    """The same, asked for a number where that can be, since more mistakes can be told in what is typed."""
    typed = "numerical" in source.kinds and source.count(level, "numerical")
    return Cell(source, level, "numerical") if typed else cell(source, level)


def kind_of(cell: Cell) -> Kind:
    """The kind of its questions, the most usual one where each has its own."""
    return cell.kind or cell.source.kinds[0]
