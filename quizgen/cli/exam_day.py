"""``--exam``: the day that a learner practises for."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any, TypeVar

import click

from quizgen.cli import clock
from quizgen.cli.record import Record, new_uid

F = TypeVar("F", bound=Callable[..., Any])
NONE = "none"


def exam_day_option(function: F) -> F:
    """``--exam`` as ``exam``: a day, ``none`` to forget it, or None where nothing is said of it."""
    return click.option(
        "--exam",
        metavar="DATE",
        callback=_day,
        help="The day of the exam, as 2026-12-12, or none. It is remembered.",
    )(function)


def remembered(record: Record, exam: str | date | None) -> None:
    """Adds what was said of the exam to the log, unless nothing was said, or nothing else than the log knows."""
    from quizgen.study.log.events import ExamSet
    from quizgen.study.log.standing import after
    from quizgen.study.log.standing import exam as known

    day = exam if isinstance(exam, date) else None
    events = [*record.events()] if exam else []
    if exam is None or known(events) == day:
        return
    record.append(ExamSet(uid=new_uid(), time=after(clock.now(), events), day=day))


def _day(ctx: click.Context, param: click.Parameter, value: str | None) -> str | date | None:
    if value is None or value.strip().lower() == NONE:
        return value and NONE
    try:
        day = date.fromisoformat(value.strip())
    except ValueError:
        raise click.BadParameter(f"'{value}' is no day; write it as 2026-12-12, or none.", ctx, param) from None
    today = clock.day(clock.now())
    if day < today:
        raise click.BadParameter(
            f"{day} is over; today is {today}. Give the day of an exam to come, or none.", ctx, param
        )
    return day
