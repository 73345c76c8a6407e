"""Four weeks with the tutor, day by day with the real program: ``make tutor`` writes three days of them, and pictures.

A simulated student with planted misconceptions sits at a terminal, and the clock is moved by hand: the same bytes each
time. The days go between two comments of docs/tutor.md, the pictures into docs/pictures.
"""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
import time
from collections.abc import Iterator
from datetime import timedelta
from itertools import islice
from pathlib import Path

import click
from excerpts import day_told
from four_weeks import BEGIN, weeks
from months import Month
from screens import drawn, picture
from seats import COLUMNS, ROWS
from students import typed
from terminals import QUIZGEN, Terminal

from quizgen import catalog
from quizgen.answers import Numerical
from quizgen.model import Question
from quizgen.study.plan.today import today
from quizgen.study.plan.variants import asked

DOCS = Path(__file__).parent
TUTOR, PICTURES = DOCS / "tutor.md", DOCS / "pictures"
BEGINS, ENDS = "<!-- three days: make tutor -->", "<!-- end of three days -->"
TOLD = (1, 9, 24)
TALL = 120
SHORT = 330
"""Characters of a question that leaves room for what is said of it on one screen."""
FIRST = 19
"""Up to this day a day's first question is looked for, which has the first line above it."""
EVENING = timedelta(minutes=30)


def main() -> None:
    """All of it; takes some minutes."""
    os.environ["COLUMNS"] = str(COLUMNS)
    os.environ["TZ"] = "UTC"
    time.tzset()
    os.environ.pop("NO_COLOR", None)
    with tempfile.TemporaryDirectory() as name:
        days = dict(_lived(Path(name)))
    text = TUTOR.read_text(encoding="utf-8")
    before, _, rest = text.partition(BEGINS)
    told = "\n\n".join(days[day] for day in TOLD)
    TUTOR.write_text(f"{before}{BEGINS}\n\n{told}\n\n{ENDS}{rest.partition(ENDS)[2]}", encoding="utf-8")


def _lived(folder: Path) -> Iterator[tuple[int, str]]:
    """Each day with what is told of it; pictures are made on the way."""
    shown, month = False, None
    for day, month, hold in weeks(folder):
        shown = shown or (day >= TOLD[1] and _session(month, day))
        sat = hold()
        click.echo(f"{day:2}: {sat[0].day.first_line}")
        yield day, day_told(day, sat)
    if month is None or not shown:
        sys.exit("There was no question that shows how a session goes on one screen.")
    _progress(month)


def _session(month: Month, day: int) -> bool:
    """A question of a day, answered wrongly, with a hint and a second try; whether one screen shows all of that."""
    when = BEGIN + timedelta(days=day - 1) + EVENING
    state = month.state()
    plan = today(state, when, catalog.listed())
    questions = [*islice(asked(plan, state), len(plan.planned))]
    month.hand.at(when)
    with tempfile.TemporaryDirectory() as name:
        shutil.copy(month.folder / "default.sqlite", name)
        child = Terminal(QUIZGEN, "quiz", rows=ROWS, columns=COLUMNS, **(month.env | {"QUIZGEN_DATA": name}))
        try:
            return _come_to(child, questions, len(questions) if day > FIRST else 1)
        finally:
            child.close()


def _come_to(child: Terminal, questions: list[Question], most: int) -> bool:
    """The first that will do of so many; others are skipped."""
    for number, question in enumerate(questions[:most], 1):
        child.at(f"Question {number} of {len(questions)}")
        if _is_fit(question):
            return _asked_twice(child, question)
        child.send("s" if question.kind in {"choice", "multiple"} else "s\r")
    return False


def _is_fit(question: Question) -> bool:
    """Whether it is a short one that asks for a number and knows a mistake."""
    answer = question.parts[0].answer
    short = len(str(question.stem)) < SHORT and not question.figures
    return question.kind == "numerical" and isinstance(answer, Numerical) and short and bool(answer.foreseen)


def _asked_twice(child: Terminal, question: Question) -> bool:
    samples = question.parts[0].answer.samples()
    child.at("Type a")
    child.send(f"{typed(samples.wrong[1])}\r")
    child.at("Not yet")
    child.send("h\r")
    child.at("Hint 1 of 2")
    right = typed(samples.right[0])
    child.send(right)
    child.until(lambda: child.lines[child.screen.cursor.y] == f"> {right}", "the second try")
    if "more below" in child.flat or "above: PgUp" in child.flat or "Not yet: " not in child.flat:
        return False
    picture(drawn(child.said, ROWS, COLUMNS), PICTURES / "tutor.png", before="$ quizgen quiz")
    return True


def _progress(month: Month) -> None:
    """How far she came."""
    child = Terminal(QUIZGEN, "progress", rows=TALL, columns=COLUMNS, **month.env)
    child.ended()
    picture(drawn(child.said, TALL, COLUMNS), PICTURES / "progress.png", before="$ quizgen progress", without="Kept in")


if __name__ == "__main__":
    main()
