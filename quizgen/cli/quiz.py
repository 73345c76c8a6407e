"""Ask items in the terminal, one at a time."""

from __future__ import annotations

import click

from quizgen.cli import keys, screen
from quizgen.cli.asking import answers
from quizgen.cli.errors import INTERRUPTED
from quizgen.cli.options import names_argument
from quizgen.cli.progress import awaited
from quizgen.cli.requests import Request, request_options
from quizgen.cli.verdicts import verdict
from quizgen.errors import QuizgenError
from quizgen.model import Item
from quizgen.study.session import Result, by_concept, by_topic, grade


@click.command(
    "quiz",
    epilog="\b\nExamples:\n  quizgen quiz\n  quizgen quiz output-size,dilation -n 5 --level easy",
)
@names_argument("[FAMILY|TOPIC|FILE ...]")
@request_options("How many items.")
@click.pass_context
def command(ctx: click.Context, *, names: tuple[str, ...], request: Request) -> None:
    """Ask items in the terminal, one at a time.

    Each answer is followed by what the mistake was and by the worked solution, the last one by a summary. q, Ctrl-D and
    Ctrl-C leave at any time. Answers may also come from a pipe, one a line. 'quizgen families' lists families and
    topics; FILE is a TOML file of items that somebody wrote; several names stand one by one or with commas.
    """
    found = request.sources(names or (() if request.network else ("all",)))
    drawn = request.draw(ctx, found)
    titles = {source.id: source.title for source in drawn.sources}
    results: list[Result] = []
    try:
        for place, item in enumerate(awaited(drawn.items, "drawing a question"), start=1):
            heading = f"Question {place} of {drawn.number}: {titles[item.family]} ({item.level})"
            click.echo(f"\n{screen.rule(heading)}\n")
            results.append(_asked(item))
            _pause(last=place == drawn.number)
    except keys.Leave:
        pass
    except KeyboardInterrupt:
        click.echo()
        _summary(results)
        ctx.exit(INTERRUPTED)
    except QuizgenError:
        if results:
            _summary(results)
        raise
    _summary(results)


def _asked(item: Item) -> Result:
    """One item asked, answered and explained."""
    click.echo(f"{screen.stem(item)}\n")
    result = grade(item, answers(item.question))
    click.echo("\n" + "\n".join(verdict(result)))
    click.echo(f"\n{click.style('Solution', bold=True)}\n{screen.solution(item)}")
    return result


def _pause(*, last: bool) -> None:
    """Leaves time to read; a pipe needs none."""
    if keys.on_terminal() and not last:
        hint = click.style("Press Enter for the next question (q leaves): ", dim=True)
        click.echo()
        keys.key(hint, keys.ENTER + " ")


def _summary(results: list[Result]) -> None:
    """The score by topic, and the concepts of the misconceptions that were met."""
    if not results:
        click.echo("No question was answered.")
        return
    right = sum(result.correct for result in results)
    click.echo(f"\n{screen.rule(f'{right} of {len(results)} right')}\n")
    scores = by_topic(results)
    widest = max(len(score.topic) for score in scores)
    for score in scores:
        click.echo(f"  {score.topic:<{widest}}  {score.right} of {score.asked}")
    if met := by_concept(results):
        click.echo("\nMistakes to look at again:")
    for concept, times in met:
        click.echo(screen.wrapped(f"{concept.name} ({times}×)", "  "))
        click.echo(screen.feedback(concept.meaning, "    "))
