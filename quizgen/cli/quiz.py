"""Ask items in the terminal, one at a time."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial
from typing import TYPE_CHECKING

import click

from quizgen.cli import clock, screen, streams
from quizgen.cli.errors import INTERRUPTED, faulty
from quizgen.cli.exam_day import exam_day_option, remembered
from quizgen.cli.options import names_argument
from quizgen.cli.record.options import Learner, learner_options
from quizgen.cli.requests import Request, request_options
from quizgen.cli.sitting.options import or_sat
from quizgen.cli.talk.console import Leave, console
from quizgen.cli.talk.practising import to_practise
from quizgen.cli.talk.round import Round
from quizgen.cli.talk.summing_up import summary
from quizgen.cli.watching import quiet
from quizgen.errors import KeptApart, QuizgenError

if TYPE_CHECKING:
    from quizgen.cli.talk.courses import Course

NOTHING = ("No question was answered.",)


@click.command(
    "quiz",
    epilog="\b\nExamples:\n  quizgen quiz\n  quizgen quiz output-size,dilation -n 5 --level easy"
    "\n  quizgen quiz --exam 2026-12-12"
    "\n  quizgen quiz --blueprint midterm --minutes 45"
    "\n  quizgen quiz out/exam.json --form B --result mine.json",
)
@names_argument("[FAMILY|TOPIC|FILE ...]")
@request_options("How many items.", default=15)
@learner_options
@exam_day_option
@click.option("--plain", is_flag=True, envvar="QUIZGEN_PLAIN", help="Plain lines, as a screen reader reads them.")
@or_sat
@click.pass_context
def command(  # noqa: PLR0913 - what click hands over
    ctx: click.Context,
    *,
    names: tuple[str, ...],
    request: Request,
    learner: Learner,
    exam: str | date | None,
    plain: bool,
) -> None:
    """Ask items in the terminal, one at a time.

    Without names they are those of today: what is due to be seen again, recent mistakes, then what is new. Answers are
    remembered ('quizgen progress' tells what they show), and the day of the exam says how soon things come back. -n,
    --level and --kind narrow the plan of the day; with names, or a seed, they are items of all that is named, or of
    all topics, mixed anew by each seed.

    A wrong number is told what the mistake was, and may be tried again; then the solution is worked. h shows a hint, s
    skips for now, ? gives up, r asks the same with new numbers. q, Ctrl-D and Ctrl-C leave at any time, and what was
    answered counts. Answers may also come from a pipe, one a line. 'quizgen families' lists families and topics; FILE
    is a TOML file of items that somebody wrote; several names stand one by one or with commas.
    """
    from quizgen.cli.talk import courses
    from quizgen.cli.talk.journal import Journal

    with learner.opened() as record, quiet(wished=plain):
        remembered(record, exam)
        mixed = names or request.of_network or not request.seed.new
        course = courses.named(ctx, names, request) if mixed else courses.of_today(ctx, request, record)
        if not course.number:
            click.echo(screen.wrapped(course.first_line))
            click.echo(screen.wrapped(courses.outlook(record)))
            return
        place = console(plain=plain)
        told = course.mode == "today" or place.attended
        outlook = partial(courses.outlook, record) if told else _none
        if _held(Round(place, course, Journal(record)), course, outlook):
            ctx.exit(INTERRUPTED)


def _held(held: Round, course: Course, outlook: Callable[..., str]) -> bool:
    """Asks what a course asks, and sums it up; whether that was interrupted. Raises what drawing raises."""
    from quizgen.study.ahead import NAME, Ahead

    begin, interrupted = clock.ticks(), False

    def sum_up() -> None:
        seconds = clock.ticks() - begin
        practise = to_practise(held.results, course.sources)
        coming = outlook(named=bool(practise))
        for words in summary(held.results, len(held.skipped), seconds, practise, coming) if held.results else NOTHING:
            click.echo(words)

    with Ahead(course.questions, course.number) as ahead, streams.apart(NAME):
        try:
            held.hold(ahead)
        except Leave:
            pass
        except KeyboardInterrupt:
            click.echo()
            interrupted = True
        except KeptApart:
            click.echo("\nWhat is left would have its answers in the questions before; a new quiz asks it.")
        except QuizgenError:
            if held.results:
                sum_up()
            raise
        sum_up()
        if not interrupted:
            faulty(ahead.faults)
    return interrupted


def _none(*, named: bool) -> str:
    """Where nothing is planned."""
    del named
    return ""
