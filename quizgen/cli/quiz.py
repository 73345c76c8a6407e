"""Ask items in the terminal, one at a time."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from quizgen.cli import screen, streams
from quizgen.cli.errors import INTERRUPTED, faulty
from quizgen.cli.options import names_argument
from quizgen.cli.progress import awaited, awaiting
from quizgen.cli.requests import ALL, Request, request_options
from quizgen.cli.talk import keys
from quizgen.cli.talk.asking import Asking
from quizgen.cli.talk.verdicts import verdict
from quizgen.errors import KeptApart, QuizgenError
from quizgen.model import Item, Question
from quizgen.study.session import Result, by_concept, by_topic, grade, with_hints
from quizgen.text.columns import columns, left

if TYPE_CHECKING:
    from quizgen.study.ahead import Ahead


@click.command(
    "quiz",
    epilog="\b\nExamples:\n  quizgen quiz\n  quizgen quiz output-size,dilation -n 5 --level easy",
)
@names_argument("[FAMILY|TOPIC|FILE ...]")
@request_options("How many items.", default=15)
@click.pass_context
def command(ctx: click.Context, *, names: tuple[str, ...], request: Request) -> None:
    """Ask items in the terminal, one at a time.

    Without names they come from all topics, mixed anew by each seed: no topic twice in a row, and what every course
    asks comes most often ('quizgen families --help' says how). Each answer is followed by what the mistake was and by
    the worked solution, the last one by a summary. h shows a hint, ? gives up. q, Ctrl-D and Ctrl-C leave at any
    time, and what was answered counts. Answers may also come from a pipe, one a line. 'quizgen families' lists families
    and topics; FILE is a TOML file of items that somebody wrote; several names stand one by one or with commas.
    """
    from quizgen.blueprint.spread import questions
    from quizgen.study.ahead import NAME, Ahead

    wished = names or (() if request.network else (ALL,))
    wish = request.wish(ctx, request.sources(wished), wished)
    titles = {cell.source.id: cell.source.title for cell in wish.cells}
    results: list[Result] = []
    with Ahead(questions(wish), wish.number) as ahead, streams.apart(NAME):
        try:
            for question in awaited(ahead, "drawing a question"):
                place = f"Question {len(results) + 1} of {wish.number}"
                click.echo(f"\n{screen.rule(f'{place}: {screen.about(question)}')}\n")
                _ask(question, ahead, titles[question.family], results)
                _pause(last=len(results) == wish.number)
        except keys.Leave:
            pass
        except KeyboardInterrupt:
            click.echo()
            _summary(results)
            ctx.exit(INTERRUPTED)
        except KeptApart:
            click.echo("\nWhat is left would have its answers in the questions before; a new quiz asks it.")
        except QuizgenError:
            if results:
                _summary(results)
            raise
        _summary(results)
        faulty(ahead.faults)


def _ask(question: Question, ahead: Ahead, title: str, results: list[Result]) -> None:
    """A question asked, answered and explained; what was answered counts also where somebody leaves before the end."""
    click.echo(f"{screen.stem(question)}\n")
    ahead.work()
    asking = Asking(question)
    try:
        asking.ask()
    except (keys.Leave, KeyboardInterrupt):
        if asking.begun:
            _judge(ahead, title, asking, results)
        raise
    _judge(ahead, title, asking, results)


def _judge(ahead: Ahead, title: str, asking: Asking, results: list[Result]) -> None:
    """An answer is judged when the item is verified; a faulty one is not."""
    item = awaiting(ahead.item, "checking the question")
    if item is None:
        click.echo("\n" + screen.wrapped("This question turned out to be faulty and does not count; here is another."))
    else:
        results.append(_marked(item, title, asking))


def _marked(item: Item, title: str, asking: Asking) -> Result:
    """What the answer is worth, and the solution; its title, which would have told the method before."""
    result = grade(item, asking.given, asking.hints)
    click.echo("\n" + "\n".join(verdict(result)))
    click.echo(f"\n{screen.heading(f'Solution – {title}')}\n{screen.solution(item.question)}")
    return result


def _pause(*, last: bool) -> None:
    """Leaves time to read; a pipe needs none."""
    if keys.on_terminal() and not last:
        hint = click.style("Press Enter for the next question, q to leave: ", dim=True)
        click.echo()
        keys.key(hint, keys.ENTER + " ")


def _summary(results: list[Result]) -> None:
    """The score by topic, what was answered after hints, and the concepts of the misconceptions that were met."""
    if not results:
        click.echo("No question was answered.")
        return
    right = sum(result.correct for result in results)
    click.echo(f"\n{screen.rule(f'{right} of {len(results)} right')}\n")
    scores = by_topic(results)
    widest = max(columns(screen.topic(score.topic)) for score in scores)
    for score in scores:
        click.echo(f"  {left(screen.topic(score.topic), widest)}  {score.right} of {score.asked}")
    hinted = with_hints(results)
    if hinted.asked:
        click.echo(f"\nAfter hints: {hinted.right} of {hinted.asked} right.")
    if met := by_concept(results):
        click.echo("\nMistakes to look at again:")
    for concept, times in met:
        click.echo(screen.wrapped(f"{concept.name} ({times}×)", "  "))
        click.echo(screen.feedback(concept.meaning, "    "))
