"""What a day brings: what is due, then mistakes of the last days, then what was never asked."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime

from quizgen.asking.source import SHARES, Source, usual_kind
from quizgen.blueprint.cells import Cell
from quizgen.model import LEVELS, Kind, Level
from quizgen.space import digest
from quizgen.study.plan.day import Day, Planned
from quizgen.study.plan.state import SOLID, Memory, State

MINUTES = 12
"""So long is a day's practice where nobody says how many items."""
SECONDS = 60.0
"""An item takes so long as long as nothing is known of the learner."""


def today(
    state: State, now: datetime, sources: Sequence[Source], *, number: int | None = None, minutes: int = MINUTES
) -> Day:
    """The plan of the day of ``now``, an aware time, over ``sources``; the same for the same state and day.

    It has as many items as take so many minutes, or a ``number`` of them.
    """
    day = state.day(now)
    known = {source.id: source for source in sources}
    seen = {source: level for source, level in state.cells if source in known for level in [_level(state, source)]}
    memories = {source: state.cells[source, level] for source, level in seen.items()}
    dues = {source: _due(memory, state.coming(day)) for source, memory in memories.items()}
    size = number or max(1, round(minutes * 60 / SECONDS))
    due = sorted((name for name, when in dues.items() if when <= day), key=lambda name: memories[name].kept(day))
    planned = [Planned(_cell(known[name], seen[name]), "due") for name in due]
    planned += [Planned(_cell(one, _easiest(one)), "new") for one in _new(state, day, sources)]
    later = [when for when in dues.values() if when > day]
    return Day(
        day=day,
        number=len({*state.days, day}),
        exam=state.exam,
        kinds=len(known),
        seen=len(seen),
        solid=sum(memory.kept(state.horizon(day)) >= SOLID for memory in memories.values()),
        planned=tuple(planned[:size]),
        names={},
        minutes=round(min(size, len(planned)) * SECONDS / 60),
        later=min(later, default=None),
    )


def _level(state: State, source: str) -> Level:
    return [level for level in LEVELS if (source, level) in state.cells][-1]


def _due(memory: Memory, exam: date | None) -> date:
    return min(memory.due, exam) if exam else memory.due


def _cell(source: Source, level: Level) -> Cell:
    return Cell(source, level, usual_kind(source, level))


def _easiest(source: Source) -> Level:
    return next(level for level in LEVELS if any(source.count(level, kind) for kind in _kinds(source)))


def _kinds(source: Source) -> Iterable[Kind]:
    return source.kinds


def _new(state: State, day: date, sources: Sequence[Source]) -> list[Source]:
    seen = {source for source, _ in state.cells}
    unseen = [source for source in sources if source.id not in seen]
    return sorted(unseen, key=lambda one: (-SHARES[one.weight], digest("new", day, state.events, one.id)))
