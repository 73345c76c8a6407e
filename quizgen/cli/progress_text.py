"""How far a learner has come, in lines that are no wider than the terminal; what is drawn is also said in words."""

from __future__ import annotations

from collections.abc import Iterator

from quizgen.cli import screen
from quizgen.study.insight import wording
from quizgen.study.insight.found import Progress, TopicFound
from quizgen.study.insight.readiness import Readiness
from quizgen.text.columns import columns, left

DRAWN, PLAIN = "█▒·■━●─", "#+.x=o-"
"""Of a topic what is solid, seen, neither; a day of practice; a range, what is likeliest in it, and what is outside."""
NOTHING = "Nothing was answered yet. 'quizgen quiz' asks the first questions, ten minutes a day are enough."
BAR, SCALE = 12, 50
MOST = 5
"""So many mistakes of each sort are told."""


def lines(found: Progress, *, drawn: bool) -> Iterator[str]:
    """All of it; without ``drawn`` in letters that every terminal has."""
    signs = DRAWN if drawn else PLAIN
    yield screen.wrapped(found.first_line if drawn else found.first_line.replace("·", "-"), hanging="  ")
    if not found.tried.items:
        yield screen.wrapped(NOTHING)
        return
    yield from _practice(found, signs)
    yield from _ready(found, signs)
    yield from _mistakes(found)
    yield from _topics(found, signs)


def _head(title: str) -> Iterator[str]:
    yield ""
    yield screen.heading(title)


def _said(text: str) -> str:
    return screen.wrapped(text, "  ", "    ")


def _practice(found: Progress, signs: str) -> Iterator[str]:
    yield from _head("Practice")
    marks = "".join(signs[3] if one.items else signs[2] for one in found.practised)
    yield _said(f"{marks}  {wording.practised(found)}")
    yield _said(f"Due: {wording.due(found.coming, practised=bool(found.practised[-1].items))}.")
    yield _said(f"{wording.tried(found.tried).capitalize()}.")


def _ready(found: Progress, signs: str) -> Iterator[str]:
    ready = found.readiness
    yield from _head("How ready you are: exam questions right at the first try")
    if ready.now.value is None:
        yield _said(f"{wording.ready(ready.now).capitalize()}.")
        return
    now = [("If the exam were today", ready.now)] if ready.day != found.day else []
    for when, one in (*now, (wording.until(ready, found.day), ready.then)):
        yield _said(f"{when}: {wording.ready(one)}.")
        yield from _scale(one, signs)


def _scale(found: Readiness, signs: str) -> Iterator[str]:
    """From 0 to 100; only where it has room."""
    if found.value is None or found.low is None or found.high is None or screen.width() < SCALE + 12:
        return
    low, value, high = (min(int(one * SCALE), SCALE - 1) for one in (found.low, found.value, found.high))
    drawn = (signs[5] if at == value else signs[4] if low <= at <= high else signs[6] for at in range(SCALE))
    yield f"    0 {''.join(drawn)} 100"


def _topics(found: Progress, signs: str) -> Iterator[str]:
    """A line for each, or two where it has no room."""
    yield from _head(f"Topics: kinds {signs[0]} solid, {signs[1]} seen, {signs[2]} not yet; right at the first try")
    names = [screen.topic(one.topic) for one in found.topics]
    widest = max(map(columns, names))
    for name, one in zip(names, found.topics, strict=True):
        drawn, words = f"  {left(name, widest)}  {_bar(one, signs)}", wording.topic(one)
        if columns(drawn) + 2 + columns(words) <= screen.width():
            yield f"{drawn}  {words}"
        else:
            yield screen.wrapped(name, "  ", "    ")
            yield screen.wrapped(f"{_bar(one, signs)}  {words}", "    ", "    ")


def _bar(found: TopicFound, signs: str) -> str:
    """Its kinds; what there is at all has a place in it."""
    solid = _places(found.solid, found.kinds)
    seen = max(_places(found.seen, found.kinds), solid + (found.seen > found.solid))
    seen = min(seen, BAR)
    return signs[0] * min(solid, seen) + signs[1] * (seen - min(solid, seen)) + signs[2] * (BAR - seen)


def _places(part: int, whole: int) -> int:
    return max(BAR * part // whole, int(part > 0))


def _mistakes(found: Progress) -> Iterator[str]:
    yield from _head("Mistakes")
    if not found.mistakes:
        yield _said("None was made that has a name.")
    for _, name, meaning, every in wording.lives(found):
        yield _said(f"{name}: {meaning}")
        for one in every[:MOST]:
            yield screen.wrapped(f"{one.name}: {wording.mistake(one)}", "    ", " " * 6)
        if len(every) > MOST:
            yield screen.wrapped(f"and {len(every) - MOST} more (--json tells all)", "    ")
