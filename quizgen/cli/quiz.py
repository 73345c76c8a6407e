"""Ask items in the terminal, one at a time."""

from __future__ import annotations

import click

from quizgen.cli import clock, streams
from quizgen.cli.errors import INTERRUPTED, faulty
from quizgen.cli.options import names_argument
from quizgen.cli.record.options import Learner, learner_options
from quizgen.cli.requests import Request, request_options
from quizgen.cli.sitting.options import or_sat
from quizgen.cli.talk.console import Leave, console
from quizgen.cli.talk.round import Round
from quizgen.cli.talk.summing_up import summary
from quizgen.errors import KeptApart, QuizgenError


@click.command(
    "quiz",
    epilog="\b\nExamples:\n  quizgen quiz\n  quizgen quiz output-size,dilation -n 5 --level easy",
)
@names_argument("[FAMILY|TOPIC|FILE ...]")
@request_options("How many items.", default=15)
@learner_options
@click.option("--plain", is_flag=True, envvar="QUIZGEN_PLAIN", help="Plain lines, as a screen reader reads them.")
@or_sat
@click.pass_context
def command(ctx: click.Context, *, names: tuple[str, ...], request: Request, learner: Learner, plain: bool) -> None:
    """Ask items in the terminal, one at a time.

    Without names they come from all topics, mixed anew by each seed: no topic twice in a row, and what every course
    asks comes most often ('quizgen families --help' says how). Each answer is followed by what the mistake was and by
    the worked solution, the last one by a summary. h shows a hint, ? gives up. q, Ctrl-D and Ctrl-C leave at any
    time, and what was answered counts. Answers may also come from a pipe, one a line. 'quizgen families' lists families
    and topics; FILE is a TOML file of items that somebody wrote; several names stand one by one or with commas.
    """
    from quizgen.cli.talk import courses
    from quizgen.cli.talk.journal import Journal
    from quizgen.study.ahead import NAME, Ahead

    begin = clock.ticks()
    with learner.opened() as record:
        mixed = names or request.network or not request.seed.new
        course = courses.named(ctx, names, request) if mixed else courses.of_today(ctx, request, record)
        held = Round(console(plain=plain), course, Journal(record))
        with Ahead(course.questions, course.number) as ahead, streams.apart(NAME):
            try:
                held.hold(ahead)
            except Leave:
                pass
            except KeyboardInterrupt:
                click.echo()
                _sum_up(held, begin)
                ctx.exit(INTERRUPTED)
            except KeptApart:
                click.echo("\nWhat is left would have its answers in the questions before; a new quiz asks it.")
            except QuizgenError:
                if held.results:
                    _sum_up(held, begin)
                raise
            _sum_up(held, begin)
            faulty(ahead.faults)


def _sum_up(held: Round, begin: float) -> None:
    if not held.results:
        click.echo("No question was answered.")
        return
    for words in summary(held.results, len(held.skipped), clock.ticks() - begin):
        click.echo(words)
