"""Plots of a learner's progress as places in a drawing, for the templates that draw them."""

from __future__ import annotations

from datetime import date

from msgspec import Struct

from quizgen.study.insight import wording
from quizgen.study.insight.found import CourseFound, Progress, TopicFound

WIDE, TALL, LEFT, TOP = 640, 220, 44, 12
"""Of the plot over time, in pixels: its area, and the room for labels."""
BAR = 300
"""The longest bar of a topic."""


class Point(Struct, frozen=True):
    """A day of the plot over time: where it stands, from the left, and what its value and range are, from the top."""

    x: float
    value: float
    low: float
    high: float


class Course(Struct, frozen=True):
    """Readiness over time: the days behind, what is foretold, the days named below, and all of it in words."""

    points: list[Point]
    ahead: Point | None
    days: list[tuple[float, str, str]]
    alt: str

    @property
    def band(self) -> str:
        """The corners of the range, there and back."""
        upper = [f"{one.x:.1f},{one.high:.1f}" for one in self.points]
        lower = [f"{one.x:.1f},{one.low:.1f}" for one in reversed(self.points)]
        return " ".join(upper + lower)

    @property
    def line(self) -> str:
        """The corners of the line."""
        return " ".join(f"{one.x:.1f},{one.value:.1f}" for one in self.points)


class Bar(Struct, frozen=True):
    """A topic's kinds: how long the solid, the seen and the other ones are, in pixels, and how many."""

    name: str
    solid: float
    seen: float
    unseen: float
    words: str


def course(found: Progress) -> Course | None:
    """The plot over time; None where nothing is known of any day."""
    ready = found.readiness
    known = [one for one in ready.course if one.readiness.value is not None]
    if not known or ready.then.value is None:
        return None
    first, last = known[0].day, max(ready.day, found.day)
    span = max((last - first).days, 1)

    def point(one: CourseFound) -> Point:
        given = one.readiness
        heights = [TOP + TALL * (1 - (share or 0.0)) for share in (given.value, given.low, given.high)]
        return Point(LEFT + WIDE * (one.day - first).days / span, *heights)

    points = [point(one) for one in known]
    if found.day > known[-1].day:
        points.append(point(CourseFound(day=found.day, readiness=ready.now)))
    ahead = point(CourseFound(day=ready.day, readiness=ready.then)) if ready.day > found.day else None
    return Course(points, ahead, _days(first, found.day, last, span), _told(known, found))


def _days(first: date, today: date, last: date, span: int) -> list[tuple[float, str, str]]:
    """The first and the last day, and today where that has room."""
    ends = [(first, "start"), (last, "end")]
    between = [(today, "middle")] if 0.2 < (today - first).days / span < 0.8 else []
    named = [(LEFT + WIDE * (day - first).days / span, day, anchor) for day, anchor in ends + between]
    return [(x, wording.dated(day) if day != today else "today", anchor) for x, day, anchor in named]


def _told(known: list[CourseFound], found: Progress) -> str:
    told = "; ".join(f"{wording.dated(one.day)}: {wording.percent(one.readiness.value or 0.0)}" for one in known)
    return f"Of 100 exam questions right at the first try, by day: {told}; now {wording.ready(found.readiness.now)}."


def bars(found: Progress) -> list[Bar]:
    """A bar for each topic, as long as it has kinds."""
    most = max((one.kinds for one in found.topics), default=1)
    return [_bar(one, BAR / most) for one in found.topics]


def _bar(found: TopicFound, wide: float) -> Bar:
    name = found.topic.replace("-", " ").replace("pytorch", "PyTorch")
    seen, unseen = found.seen - found.solid, found.kinds - found.seen
    return Bar(name, found.solid * wide, seen * wide, unseen * wide, wording.topic(found))
