"""What is said when an exam is over: points, topics, concepts, and then each question with its verdict and solution."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

import click

from quizgen.cli import screen
from quizgen.cli.sitting import told
from quizgen.cli.talk.console import Console, Leave
from quizgen.cli.talk.verdicts import verdict
from quizgen.study.session import by_concept
from quizgen.study.sitting.outcome import Outcome, Won, by_topic, total
from quizgen.study.sitting.state import State
from quizgen.text.columns import columns, left
from quizgen.text.counted import many

FAULTY = "This question turned out to be faulty; it does not count."
PLACES = 2
"""Digits after the point, of points that have more of them."""


def tell(found: Sequence[Outcome], state: State, console: Console, ended: str = "") -> None:
    """All of it, on a terminal question by question, below how the exam ``ended`` where there is anything to say."""
    console.turn()
    if ended:
        console.say(lambda: screen.wrapped(ended))
    console.say(lambda: summary(found, state), first=True)
    try:
        for place, one in enumerate(found):
            if console.attended:
                console.wish(lambda: "Enter goes on to the questions, one by one; q ends.")
                console.line(lambda: "> ")
            console.turn()
            console.say(lambda: _question(place, one, len(found)), first=True)  # noqa: B023 - said at once
    except Leave:
        pass


def summary(found: Sequence[Outcome], state: State) -> str:
    """Points, in all and by topic, and the concepts of the mistakes that were made."""
    whole = total(found)
    lines = [screen.rule(f"{_points(whole)}{_share(whole)}"), ""]
    topics = by_topic(found)
    widest = max(columns(screen.topic(one.topic)) for one in topics)
    lines += [f"  {left(screen.topic(one.topic), widest)}  {_points(one)}" for one in topics if one.most]
    right = sum(bool(one.result and one.result.correct) for one in found)
    blank = sum(one.blank for one in found)
    taken = sum(state.seconds.values())
    open_ = f", {blank} left open" if blank else ""
    said = f"{right} of {many(len(found), 'question')} right{open_}"
    lines += ["", f"{said}; {many(round(taken / 60), 'minute')} at the question{'' if len(found) == 1 else 's'}."]
    if faulty := [place for place, one in enumerate(found, 1) if one.result is None]:
        lines.append(f"Faulty, and not counted: question {', '.join(map(str, faulty))}.")
    if met := by_concept(one.result for one in found if one.result):
        lines += ["", "Mistakes to look at again:"]
    for concept, times in met:
        lines += [screen.wrapped(f"{concept.name} ({times}×)", "  "), screen.feedback(concept.meaning, "    ")]
    return "\n".join(lines)


def _share(whole: Won) -> str:
    return f" ({round(100 * whole.points / whole.most)}%)" if whole.most else ""


def _question(place: int, one: Outcome, count: int) -> str:
    """A question as it was asked, what was answered, and what is right and why."""
    if one.result is None:
        return f"{screen.rule(f'Question {place + 1} of {count}')}\n\n{FAULTY}"
    asked = one.result.item.question
    won = _points(Won("", one.points, one.most))
    head = screen.rule(f"Question {place + 1} of {count}: {screen.about(asked)}: {won}")
    parts = [words for number in range(len(asked.parts)) if (words := told.part(asked, number))]
    given = "\n".join(_given(one, number) for number in range(len(asked.parts)))
    judged = "\n".join(line for line in verdict(one.result) if not line.lstrip().startswith("Points:"))
    worked = screen.solution(asked)
    solution = [f"{click.style('Solution', bold=True)}\n{worked}"] if worked else []
    return "\n\n".join([head, screen.stem(asked), *parts, given, judged, *solution])


def _given(one: Outcome, number: int) -> str:
    name = one.kept.parts[number].part
    return screen.wrapped(f"{f'({name}) ' if name else ''}You answered: {one.texts[number] or 'nothing'}")


def _points(won: Won) -> str:
    """``3.5 of 5 points``."""
    return f"{_number(won.points)} of {screen.points(won.most)}"


def _number(points: Fraction) -> str:
    return screen.number(points) if (10**PLACES * points).denominator == 1 else f"{float(points):.{PLACES}f}"
