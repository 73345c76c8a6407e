"""What is said while an exam is sat."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from math import ceil
from typing import assert_never

import click

from quizgen.answers import Choice, Grid, Matching, Multiple, Numerical, Ordering
from quizgen.answers.values import components
from quizgen.cli import screen
from quizgen.cli.errors import shortened
from quizgen.cli.talk import wishes
from quizgen.cli.talk.wishes import row, some, span
from quizgen.model import Question
from quizgen.sets import markdown
from quizgen.sets.records import Set
from quizgen.study.sitting.cells import Field
from quizgen.study.sitting.commands import SHORT
from quizgen.study.sitting.state import WARNING, Overview, State
from quizgen.study.wording import SHOWN, wording
from quizgen.text.counted import many

MOVES = "n next, p back, f flag, #7 question 7, o overview and handing in, - takes an answer back, q leaves"


def question(asked: Question, place: int, found: Set, state: State) -> str:
    """The head of a question with what it is worth and whether it is flagged, its section, and its stem."""
    kept, count = found.questions[place], len(found.questions)
    flag = ", flagged" if place in state.flagged else ""
    about = f"{screen.topic(asked.topic)}, {asked.level}, {screen.points(kept.points)}"
    head = f"Question {place + 1} of {count}: {about}{flag}"
    section = [click.style(screen.wrapped(kept.section), bold=True)] if kept.section else []
    notes = [screen.shown(markdown.text(one)) for one in found.spoken.sections.get(kept.section, ())]
    told = ["\n".join([*section, *notes])] if section else []
    return "\n\n".join([screen.rule(head), *told, screen.stem(asked)]) + "\n"


def part(asked: Question, place: int) -> str:
    """A part with its options."""
    shown = [screen.prompt(asked, place), screen.options(asked.parts[place].answer)]
    return "\n\n".join(words for words in shown if words)


def wish(asked: Question, field: Field, state: State, now: datetime) -> str:
    """How to answer, what else can be done, and how much time there is."""
    clash = sorted({*SHORT} & {*letters(field)})
    moves = MOVES.replace(f"{clash[0]} ", f"/{clash[0]} ", 1) if clash else MOVES
    return wishes.dimmed(f"{_way(field, asked)}. {moves}. {left(state, now)}".rstrip())


def _way(field: Field, asked: Question) -> str:
    answer = field.answer
    every = letters(field)
    match answer:
        case Choice():
            return f"Type {span(every)}"
        case Multiple():
            return f"Type all of {span(every)} that are right, such as {some(every, answer.correct)}"
        case Matching():
            such = row(every, answer.places)
            return f"Type one letter for each of 1-{len(answer.prompts)}, in a row, such as {such}"
        case Ordering():
            return f"Type {span(every)} in the right order, such as {row(every, answer.places)}"
        case Numerical():
            return f"Type {wording(answer, *asked.numericals).wish}"
        case Grid():
            raise TypeError("the cells of a table are answered one by one")
        case _:
            assert_never(answer)


def refused(field: Field, asked: Question, typed: str) -> str:
    """What is said to whoever typed what is no answer."""
    answer = field.answer
    if isinstance(answer, Numerical):
        again = shortened(typed, SHOWN)
        words = wording(answer, *asked.numericals).refused(typed, len(components(answer.key)), again)
        return screen.wrapped(words)
    return screen.wrapped(f"That is no answer here. {_way(field, asked)}.")


def letters(field: Field) -> str:
    """The letters of options; none where a number is written."""
    if isinstance(field.answer, Numerical | Grid):
        return ""
    return "".join(screen.letter(place) for place in range(len(field.answer.options)))


def prompt(asked: Question, field: Field, said: str) -> str:
    """Where an answer is typed, behind the one that is there."""
    name = asked.letter(field.part)
    before = f"({name}) " if name else ""
    if field.cell is not None:
        answer = asked.parts[field.part].answer
        heading = screen.cell(answer.heading(field.cell)) if isinstance(answer, Grid) else ""
        before = f"{before}{heading}"
    now = f"[{said}] " if said else ""
    return f"{before}{now}> "


def left(state: State, now: datetime) -> str:
    """``31 minutes left``; seconds within the last two minutes; nothing where there is no limit."""
    return "" if (rest := state.left(now)) is None else f"{time(rest)} left."


def time(rest: timedelta) -> str:
    """``31 minutes``, ``75 seconds``."""
    seconds = int(rest.total_seconds())
    if seconds < 120:
        return many(seconds, "second")
    return many(ceil(seconds / 60), "minute")


def clock(at: datetime) -> str:
    """The time of day on the learner's own clock."""
    return f"{at.astimezone():%H:%M}"


def warning(state: State, now: datetime) -> str:
    """A calm word before the end."""
    rest = state.left(now) or WARNING
    return screen.wrapped(
        f"{time(rest).capitalize()} are left. All that you have answered is kept; finish what you are at."
    )


def overview(found: Overview, count: int, state: State, now: datetime) -> str:
    """How far the exam is, without any word on what is right."""
    lines = [screen.rule("Overview"), ""]
    rows = (("Answered", found.answered), ("Answered in part", found.partly), ("Open", found.open))
    for name, places in (*rows, ("Flagged", found.flagged)):
        if places or name in {"Answered", "Open"}:
            told = f": {spans(places)}" if places else ""
            lines.append(screen.wrapped(f"{name} ({len(places)} of {count}){told}", "  ", "    "))
    if rest := left(state, now):
        lines += ["", f"  {rest}"]
    return "\n".join(lines)


def confirmation(found: Overview) -> str:
    """What is open and flagged, before anything is handed in."""
    told = []
    if found.open:
        told.append(f"{_questions(found.open)} open")
    if found.partly:
        told.append(f"{_questions(found.partly)} answered only in part")
    if found.flagged:
        told.append(f"{_questions(found.flagged)} flagged")
    said = f"{_listed(told)}." if told else "Every question is answered."
    return screen.wrapped(f"{said} What is handed in cannot be changed any more.")


def _questions(places: Sequence[int]) -> str:
    several = len(places) > 1
    return f"{'Questions' if several else 'Question'} {spans(places)} {'are' if several else 'is'}"


def _listed(told: Sequence[str]) -> str:
    """Parts of a sentence, of which only the first begins with a capital."""
    first, *others = told
    return "; ".join([first, *(f"{one[:1].lower()}{one[1:]}" for one in others)])


def spans(places: Iterable[int]) -> str:
    """Numbers from 1, neighbours drawn together: ``1-4, 7``."""
    runs: list[list[int]] = []
    for place in sorted(places):
        if runs and runs[-1][-1] == place:
            runs[-1].append(place + 1)
        else:
            runs.append([place + 1])
    return ", ".join(f"{run[0]}-{run[-1]}" if len(run) > 2 else ", ".join(map(str, run)) for run in runs)


def resumed(state: State, now: datetime, answered: int, count: int) -> str:
    """What is said to somebody who comes back."""
    began = f"You began this exam at {clock(state.begun.at)}; {answered} of {many(count, 'question')} answered so far."
    if state.end is None:
        return screen.wrapped(f"{began} It goes on where you were.")
    if state.over(now):
        return screen.wrapped(f"{began} Its time ended at {clock(state.end)} while you were away; that counts.")
    return screen.wrapped(f"{began} The clock ran on while you were away: {left(state, now)}")


def away(state: State, now: datetime, again: str) -> str:
    """What is said to somebody who leaves."""
    rest = f" The clock runs on: {left(state, now)[:-1]}, until {clock(state.end)}." if state.end else ""
    return screen.wrapped(f"Not handed in; what you answered is kept.{rest} This goes on with it:") + (
        f"\n  {click.style(again, bold=True)}"
    )
