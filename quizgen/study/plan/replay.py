"""A log becomes what is known of the learner; the same log always the same."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import UTC, date, tzinfo

from quizgen.model import LEVELS, Level
from quizgen.study.log.events import Answered, Event
from quizgen.study.plan.counting import outcome, standing
from quizgen.study.plan.memories import Memories
from quizgen.study.plan.mistakes import Evidence
from quizgen.study.plan.pace import Dated, Practised, medians
from quizgen.study.plan.state import Cell, State
from quizgen.study.plan.strength import Review


def replayed(events: Iterable[Event], zone: tzinfo = UTC) -> State:
    """What a log says of the learner, whose days are those of ``zone``.

    A (source, level) has one review in a sitting, its first try there.
    """
    found = standing(events)
    dated = [(one, one.time.astimezone(zone).date()) for one in found.answered]
    evidence = Evidence()
    for one, day in dated:
        evidence.add(one, day)
    reviews = _reviews(dated)
    concepts = evidence.reviews()
    items, asked = _items(dated)
    return State(
        zone=zone,
        exam=found.exam,
        days=tuple(dict.fromkeys(day for _, day in dated)),
        done=Practised(dated),
        cells=Memories(reviews),
        levels=_levels(reviews),
        concepts=Memories(concepts),
        mistakes=evidence.mistakes(concepts),
        slips=_slips(found.answered),
        offered=evidence.offered(),
        items=items,
        asked=asked,
        seconds=medians(dated),
        events=found.events,
    )


def _reviews(dated: Iterable[Dated]) -> dict[Cell, list[Review]]:
    """Of each cell those that count."""
    reviews: dict[Cell, list[Review]] = {}
    counted: set[tuple[str, str, Level]] = set()
    for one, day in dated:
        key = one.sitting, one.source, one.level
        if one.attempt == 1 and key not in counted:
            counted.add(key)
            reviews.setdefault((one.source, one.level), []).append((day, outcome(one)))
    return reviews


def _levels(cells: Iterable[Cell]) -> dict[str, tuple[Level, ...]]:
    found: dict[str, set[Level]] = {}
    for source, level in cells:
        found.setdefault(source, set()).add(level)
    return {source: tuple(level for level in LEVELS if level in levels) for source, levels in found.items()}


def _slips(answered: Sequence[Answered]) -> dict[str, tuple[str, ...]]:
    """The misconceptions of each source's wrong answers, each once, the latest first."""
    found: dict[str, dict[str, None]] = {}
    for one in reversed(answered):
        if one.misconceptions:
            found.setdefault(one.source, {}).update(dict.fromkeys(one.misconceptions))
    return {source: tuple(slips) for source, slips in found.items()}


def _items(dated: Sequence[Dated]) -> tuple[dict[str, date], dict[Cell, int]]:
    """The last day of each item, the longest ago first, and how many there are of each cell."""
    found: dict[str, date] = {}
    counts: Counter[Cell] = Counter()
    for one, day in reversed(dated):
        if one.item not in found:
            found[one.item] = day
            counts[one.source, one.level] += 1
    return dict(reversed(found.items())), counts
