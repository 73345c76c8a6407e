"""What is told of a learner in sentences, for the terminal and the page alike."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from quizgen.study.insight.found import DueFound, MistakeFound, Progress, ReadinessFound, TopicFound, Tried
from quizgen.study.insight.mistakes import Life
from quizgen.study.insight.readiness import Readiness

LIVES: dict[Life, tuple[str, str]] = {
    "alive": ("Alive", "made, and hardly avoided since"),
    "fading": ("Fading", "avoided since, too few times to be sure"),
    "gone": ("Gone", "avoided so often, on several days, that it is hardly luck"),
}
"""What each is called, and what that means."""


def dated(day: date) -> str:
    """``12 December``."""
    return f"{day.day} {day:%B}"


def times(number: int) -> str:
    """``once``, ``twice``, ``3 times``."""
    return {1: "once", 2: "twice"}.get(number, f"{number} times")


def percent(share: float) -> int:
    """Of 100."""
    return round(100 * share)


def practised(found: Progress) -> str:
    """On how many of the last days."""
    days = sum(bool(one.items) for one in found.practised)
    return f"{days} of the last {len(found.practised)} days"


def tried(found: Tried) -> str:
    """The first tries, and what became of them."""
    if not found.items:
        return "nothing answered yet"
    first, final = (percent(one / found.items) for one in (found.first, found.final))
    at_first = f"{found.first:,} ({first}%) right at the first try"
    return f"{found.items:,} answered: {at_first}, {found.final:,} ({final}%) in the end"


def due(every: list[DueFound], *, practised: bool = False) -> str:
    """``4 today, 2 tomorrow, 1 on Friday``; what is still due after the day's practice is left over."""
    today = "left over" if practised else "today"
    parts = [f"{one.kinds} {_named(one.day, after, today)}" for after, one in enumerate(every) if one.kinds]
    nothing = "nothing in the next days" if len(every) > 1 else "nothing today"
    return ", ".join(parts) or nothing


def _named(day: date, after: int, today: str) -> str:
    return {0: today, 1: "tomorrow"}.get(after, f"on {day:%A}")


def ready(found: Readiness) -> str:
    """``49 of 100 questions, somewhere between 29 and 69``, or why nothing can be said."""
    if found.value is None or found.low is None or found.high is None:
        return f"too little to say: {found.why}"
    return f"{percent(found.value)} of 100 questions, somewhere between {percent(found.low)} and {percent(found.high)}"


def until(found: ReadinessFound, today: date) -> str:
    """On which day, and what that supposes."""
    days = (found.day - today).days
    if not days:
        return "Today, at the exam"
    ahead = "tomorrow" if days == 1 else f"in {days} days"
    exam = " at the exam," if found.reason == "exam" else ""
    return f"{dated(found.day)},{exam} {ahead}, if you practise no more"


def topic(found: TopicFound) -> str:
    """``1 solid, 3 of 12 seen; 9 of 14 right``."""
    if not found.seen:
        return f"0 of {found.kinds} seen"
    right = f"; {found.tried.first} of {found.tried.items} right" if found.tried.items else ""
    return f"{found.solid} solid, {found.seen} of {found.kinds} seen{right}"


def mistake(found: MistakeFound) -> str:
    """How often it was made, and avoided since."""
    made = f"made {times(found.shown)}, last on {dated(found.last)}"
    since = f", avoided {times(found.avoided)} since" if found.avoided else ""
    return made + since


def lives(found: Progress) -> Iterator[tuple[Life, str, str, list[MistakeFound]]]:
    """The mistakes that there are of each life, with its name and what it means."""
    for life, (name, meaning) in LIVES.items():
        if every := [one for one in found.mistakes if one.life == life]:
            yield life, name, meaning, every
