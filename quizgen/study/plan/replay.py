"""A log becomes what is known of the learner; the same log always the same."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, date, tzinfo

from quizgen.study.log.events import Answered, Event
from quizgen.study.plan.counting import outcome, standing
from quizgen.study.plan.mistakes import Evidence
from quizgen.study.plan.pace import Pace
from quizgen.study.plan.state import Cell, Memory, State, review


def replayed(events: Iterable[Event], zone: tzinfo = UTC) -> State:
    """What a log says of the learner, whose days are those of ``zone``.

    A (source, level) has one review in a sitting, its first try there.
    """
    found = standing(events)
    cells: dict[Cell, Memory] = {}
    counted: set[tuple[str, Cell]] = set()
    evidence, pace, days = Evidence(), Pace(), dict[date, None]()
    for one in found.answered:
        day = one.time.astimezone(zone).date()
        days[day] = None
        cell = one.source, one.level
        if one.attempt == 1 and (one.sitting, cell) not in counted:
            counted.add((one.sitting, cell))
            cells[cell] = review(cells.get(cell), outcome(one), day)
        evidence.add(one, day)
        pace.add(one)
    return State(
        zone=zone,
        exam=found.exam,
        days=tuple(sorted(days)),
        cells=cells,
        concepts=evidence.memories(),
        mistakes=evidence.mistakes(),
        slips=_slips(found.answered),
        offered=evidence.offered(),
        items=frozenset([one.item for one in found.answered]),
        seconds=pace.medians(),
        events=found.events,
    )


def _slips(answered: tuple[Answered, ...]) -> dict[str, tuple[str, ...]]:
    """The misconceptions of each source's wrong answers, each once, the latest first."""
    found: dict[str, dict[str, None]] = {}
    for one in reversed(answered):
        if one.misconceptions:
            found.setdefault(one.source, {}).update(dict.fromkeys(one.misconceptions))
    return {source: tuple(slips) for source, slips in found.items()}
