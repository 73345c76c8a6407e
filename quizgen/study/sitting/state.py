"""Where somebody stands in an exam: a replay of what happened."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, timedelta
from typing import assert_never

from msgspec import Struct, field

from quizgen.study.sitting.events import Begun, Flagged, Handed, Happened, Resumed, Turned, Wrote

GRACE = timedelta(minutes=1)
"""So long after the end the line that is being written may still be given."""
WARNING = timedelta(minutes=5)
"""So long before the end somebody is told."""


class State(Struct):
    """What counts at the time of the latest event.

    ``texts`` are by columns, ``seconds`` and ``flagged`` by places from 0. ``end`` is None where there is no limit.
    """

    begun: Begun
    texts: dict[str, str] = field(default_factory=dict)
    flagged: set[int] = field(default_factory=set)
    seconds: dict[int, float] = field(default_factory=dict)
    place: int = 0
    handed: datetime | None = None
    _since: datetime | None = None
    _grace: bool = True

    @property
    def end(self) -> datetime | None:
        """When the time is over."""
        return self.begun.at + timedelta(minutes=self.begun.minutes) if self.begun.minutes else None

    def left(self, now: datetime) -> timedelta | None:
        """How much time there is; none below zero."""
        return None if self.end is None else max(self.end - now, timedelta(0))

    def over(self, now: datetime) -> bool:
        """Whether the time is over."""
        return self.end is not None and now >= self.end

    def heard(self, now: datetime) -> bool:
        """Whether what is written now still counts: before the end, or the one line that was being written then."""
        return self.end is None or now < self.end or (self._grace and now <= self.end + GRACE)

    def apply(self, event: Happened) -> bool:
        """Follows an event; whether it counts."""
        match event:
            case Begun():
                return False
            case Resumed():
                self._since = event.at
            case Turned():
                self._spent(event.at)
                self.place = event.place
            case Wrote():
                self._spent(event.at)
                return self._wrote(event)
            case Flagged():
                (self.flagged.add if event.on else self.flagged.discard)(event.place)
            case Handed():
                self._spent(event.at)
                self.handed = event.at if self.end is None else min(event.at, self.end)
            case _:
                assert_never(event)
        return True

    def _wrote(self, event: Wrote) -> bool:
        if self.handed or not self.heard(event.at):
            return False
        self._grace = not self.over(event.at)
        self.texts[event.column] = event.text
        return True

    def _spent(self, now: datetime) -> None:
        """The time since something happened last belongs to the question that was on the screen."""
        if self._since is not None:
            self.seconds[self.place] = self.seconds.get(self.place, 0.0) + max((now - self._since).total_seconds(), 0.0)
        self._since = now


def replayed(begun: Begun, events: Iterable[Happened]) -> State:
    """The state after all events."""
    state = State(begun)
    for event in events:
        state.apply(event)
    return state


class Overview(Struct, frozen=True):
    """Places from 0: answered, begun in some part, open, and flagged."""

    answered: tuple[int, ...]
    partly: tuple[int, ...]
    open: tuple[int, ...]
    flagged: tuple[int, ...]


def overview(texts: Mapping[str, str], flagged: Iterable[int], columns: Sequence[Mapping[str, int]]) -> Overview:
    """How far each question is; ``columns`` say of each how many fields its columns have."""
    found: dict[str, list[int]] = {"answered": [], "partly": [], "open": []}
    for place, sizes in enumerate(columns):
        filled = [_filled(texts.get(column, ""), size) for column, size in sizes.items()]
        whole = all(done == size for done, size in zip(filled, sizes.values(), strict=True))
        found["answered" if whole else "partly" if any(filled) else "open"].append(place)
    answered, partly, left = (tuple(found[name]) for name in ("answered", "partly", "open"))
    return Overview(answered, partly, left, tuple(sorted(flagged)))


def _filled(text: str, size: int) -> int:
    """How many fields of a column something stands in."""
    return sum(bool(one.strip()) for one in text.split(";")) if size > 1 else bool(text)
