"""Show one item with its key and all that belongs to it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import assert_never

import click

from quizgen.answers import Answer, Choice, Grid, Matching, Multiple, Numerical, Ordering, Slip
from quizgen.answers.tables import keys
from quizgen.answers.values import LONG, single
from quizgen.asking.source import Source
from quizgen.cli import plugins, screen
from quizgen.cli.options import Seed, kind_option, level_option, names_argument, seed_option
from quizgen.model import Item, Kind, Level
from quizgen.model.hints import hints
from quizgen.text import Text
from quizgen.text.terminal import TERMINAL


@click.command(
    "show",
    epilog="Example: quizgen show conv-output-size --level hard --seed 7",
)
@names_argument("FAMILY|TOPIC|FILE", required=True)
@level_option
@kind_option
@seed_option
def command(*, names: tuple[str, ...], levels: tuple[Level, ...], kinds: tuple[Kind, ...], seed: Seed) -> None:
    """Show one item with its key and all that belongs to it.

    The stem, each option with its misconception and feedback, the key, the hints, the worked solution, the source of
    the formula and what the real layers gave. It is for those who teach; learners are asked by quiz.
    """
    from quizgen import catalog
    from quizgen.blueprint.spread import askable, cells, spread

    sources, _ = askable(catalog.chosen(names), kinds)
    plugins.left_out()
    drawn = spread(cells(sources, levels, kinds), 1, seed.text)
    seed.announce()
    for item in drawn:
        source = next(source for source in sources if source.id == item.family)
        click.echo("\n".join(_parts(item, source)))


def _parts(item: Item, source: Source) -> Iterator[str]:
    yield screen.rule(source.title)
    yield "\n".join(screen.wrapped(" ".join(part.split()), "  ") for part in source.description.split("\n\n"))
    yield ""
    yield screen.stem(item.question)
    yield ""
    for place in range(len(item.question.parts)):
        yield from _answer(item, place)
    yield from _hints(item)
    if solution := screen.solution(item.question):
        yield f"{screen.rule('Solution')}\n{solution}\n"
    yield screen.rule("Where it comes from")
    yield from _facts(item)


def _answer(item: Item, place: int) -> Iterator[str]:
    """A part with its options, remarks and key."""
    part, name = item.question.parts[place], item.question.letter(place)
    if name:
        yield f"{screen.prompt(item.question, place)}\n"
    yield from _options(part.answer)
    title = f"Key to ({name})" if name else "Key"
    yield f"{screen.rule(title)}\n{_key(part.answer)}\n"


def _hints(item: Item) -> Iterator[str]:
    """What a learner is told who asks for help, one after the other."""
    found = hints(item.question)
    if found:
        yield screen.rule("Hints")
        yield "\n\n".join(screen.shown(hint, "  ") for hint in found) + "\n"


def _key(answer: Answer) -> str:
    if isinstance(answer, Matching | Ordering):
        return screen.placed(answer)
    if isinstance(answer, Grid):
        return screen.grid(answer, keys)
    words = TERMINAL.line(answer.key_words()) if isinstance(answer, Numerical) else screen.key(answer)
    return screen.wrapped(words, "  ")


def _options(answer: Answer) -> Iterator[str]:
    match answer:
        case Numerical():
            yield from _remarks(answer, "A number is asked.")
        case Grid():
            yield screen.options(answer) + "\n"
            yield from _remarks(answer)
        case Ordering():
            yield screen.options(answer)
            yield _dim(answer.slip, answer.slip.reason)
        case Matching():
            yield screen.prompts(answer.prompts) + "\n"
            yield from _offered(answer)
        case Choice() | Multiple():
            yield from _offered(answer)
        case _:
            assert_never(answer)
    yield ""


def _offered(answer: Choice | Multiple | Matching) -> Iterator[str]:
    for place, option in enumerate(answer.options):
        yield click.style(screen.option(place, option), fg="green" if place in answer.correct else None)
        yield _dim(option.slip, option.slip.reason if option.slip else option.feedback)


def _remarks(answer: Numerical | Grid, asked: str = "") -> Iterator[str]:
    remarks = [*answer.remarks()]
    foreseen = "These wrong values are foreseen:" if remarks else "No wrong value is foreseen."
    yield screen.wrapped(f"{asked} {foreseen}".lstrip())
    for remark in remarks:
        yield screen.wrapped(TERMINAL.line(remark.about), "  ", "    ") if remark.about else ""
        yield _dim(remark.slip, remark.slip.reason)


def _dim(slip: Slip | None, feedback: Text | None) -> str:
    """A misconception's id, and what is said of it, if anything is."""
    words = (slip.id if slip else "", TERMINAL.line(feedback) if feedback else "")
    return click.style(screen.wrapped(": ".join(filter(None, words)), "      "), dim=True)


def _facts(item: Item) -> Iterator[str]:
    measured = _measured(item)
    facts = {
        "item": item.id,
        "topic": item.topic,
        "level": item.level,
        "kind": item.kind,
        "asks": item.question.asks,
        "source": item.question.source,
        "torch": f"{item.evidence.torch} measured {measured}" if measured else "nothing to measure: the source decides",
    }
    for name, words in facts.items():
        yield screen.wrapped(words, f"  {name:<10}", " " * 12)


def _measured(item: Item) -> str:
    """What the real layers gave; the numbers of a whole table are no shape."""
    if item.kind in LONG:
        return "; ".join(", ".join(map(screen.number, values)) for values in item.evidence.measured)
    return ", ".join(screen.value(single(values)) for values in item.evidence.measured)
