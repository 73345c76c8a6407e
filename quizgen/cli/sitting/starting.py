"""What is said before the clock starts: all that the head of a printed exam says of how it is sat."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from quizgen.cli import screen
from quizgen.sets import markdown
from quizgen.sets.records import Set
from quizgen.text.counted import many

CHOICES = {"choice"}
"""The kinds in which a wrong option costs what the exam says."""


def start(found: Set, minutes: int, *, kept: bool) -> str:
    """Title, length, what the blueprint tells, what a wrong option costs, how to move, and what is kept."""
    points = screen.points(sum((one.points for one in found.questions), Fraction(0)))
    count = len(found.questions)
    lasts = f", {many(minutes, 'minute')}" if minutes else ", without a limit of time"
    lines = [screen.heading(found.title), "", f"  {many(count, 'question')}, {points}{lasts}.", ""]
    lines += [screen.shown(markdown.text(one)) for one in found.spoken.instructions]
    lines += [screen.wrapped(one) for one in _ruled(found)]
    lines.append(
        screen.wrapped(
            "Nothing is said about your answers until the end. Move on with n, back with p, flag a question with f; o "
            "shows what is open, done hands in."
        )
    )
    clock = " The clock runs on while you are away." if minutes else ""
    safe = f"Each answer is kept as you give it: if this ends by accident, the same command goes on.{clock}"
    lines.append(screen.wrapped(safe if kept else "With --no-record nothing is kept: leaving hands in."))
    return "\n".join(lines)


def _ruled(found: Set) -> Iterator[str]:
    """What is allowed, and what a wrong answer costs where that is laid down and asked for."""
    if found.spoken.aids:
        yield f"Allowed: {', '.join(found.spoken.aids)}."
    kinds = {part.kind for one in found.questions for part in one.parts}
    if found.wrong and kinds & CHOICES:
        yield (
            f"Where exactly one option is right, a wrong one costs {screen.number(100 * found.wrong)}% of the points; "
            "no answer costs nothing."
        )
    elif found.wrong is not None and kinds & CHOICES:
        yield "Where exactly one option is right, a wrong one costs nothing."
    if "multiple" in kinds:
        yield "Where several options are right, wrong ones take away what right ones give, never more."
