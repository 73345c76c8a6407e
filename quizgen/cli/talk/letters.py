"""Answers in letters: one of them, several, or some in a row."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import partial
from typing import TypeAlias, TypeVar

from quizgen.answers import Choice, Chosen, Matching, Multiple, Ordering, Placed
from quizgen.cli import screen
from quizgen.cli.talk.console import ENTER, PROMPT, UNKNOWN
from quizgen.cli.talk.exchange import Blank, Exchange
from quizgen.cli.talk.wishes import row, some, span
from quizgen.study.lettered import letters
from quizgen.study.replies import of_letters
from quizgen.text import Text

Lettered: TypeAlias = Choice | Multiple | Matching | Ordering
FEW = 2
T = TypeVar("T")


def of(offered: Sequence[object]) -> str:
    """The letters of options."""
    return "".join(screen.letter(place) for place in range(len(offered)))


def ask(exchange: Exchange, place: int, asked: Lettered) -> None:
    """Has letters typed or pressed; the first time that several are wrong, once more.

    Of a choice of one, what was wrong is ruled out and the rest soon guessed: there the solution is told, and the same
    with new numbers shows whether it was understood. So it is where there are no more than two.
    """
    _tell(exchange, asked)

    def keep(given: Chosen | Placed) -> None:
        exchange.tries.given[place] = given

    match asked:
        case Choice():
            exchange.fill(Blank(partial(_one, exchange, asked), asked.mark, keep, lambda _: Text("")), again=False)
        case Multiple():
            read = partial(_several, exchange, asked)
            several = Blank(read, asked.mark, keep, partial(of_letters, asked), of(asked.options))
            _twice(exchange, place, several, asked)
        case Matching() | Ordering():
            in_a_row = Blank(partial(_in_a_row, exchange, asked), asked.mark, keep, partial(of_letters, asked))
            _twice(exchange, place, in_a_row, asked)


def _twice(exchange: Exchange, place: int, blank: Blank[T], asked: Lettered) -> None:
    """Of two options a second try would only be the other way round."""
    if first := exchange.fill(blank, again=len(asked.options) > FEW, whole=exchange.single):
        exchange.tries.before[place] = first


def _tell(exchange: Exchange, asked: Lettered) -> None:
    """How such an answer is given."""
    every, pressed = of(asked.options), exchange.console.keys
    match asked:
        case Choice():
            exchange.tell(f"{'Press' if pressed else 'Type'} {span(every)}", line=not pressed, letters=every)
        case Multiple() if pressed:
            wish = f"Mark all that are right: press {span(every)} to mark or unmark, Enter when done"
            exchange.tell(wish, line=False, letters=every)
        case Multiple():
            such = some(every, asked.correct)
            exchange.tell(f"Type all of {span(every)} that are right, such as {such}", letters=every)
        case Matching():
            wish = f"Type one letter for each of 1-{len(asked.prompts)}, in a row"
            exchange.tell(f"{wish}, such as {row(every, asked.places)}")
        case Ordering():
            exchange.tell(f"Type {span(every)} in the right order, such as {row(every, asked.places)}")


def _one(exchange: Exchange, asked: Choice) -> Chosen | None:
    """A letter."""
    every = of(asked.options)
    while (given := exchange.key(every)) is not None:
        if len(given) == 1 and given in every:
            return _chosen(exchange, every, given)
        exchange.console.say(partial(screen.wrapped, f"Please answer with one of {', '.join(every)}."))
    return None


def _several(exchange: Exchange, asked: Multiple) -> Chosen | None:
    """Letters that are marked one by one, or typed."""
    return _marked(exchange, of(asked.options)) if exchange.console.keys else _listed(exchange, asked)


def _in_a_row(exchange: Exchange, asked: Matching | Ordering) -> Placed | None:
    """Letters in a row, as places; spaces, commas and semicolons between them are passed over."""
    every, key, each_once = of(asked.options), asked.places, isinstance(asked, Ordering)
    once = ", each once" if each_once else ""
    such = f"{len(key)} letters of {span(every)}{once}, such as {row(every, key)}"
    while (given := exchange.line(partial(str, PROMPT))) is not None:
        typed = letters(given)
        if len(typed) == len(key) and set(typed) <= set(every) and not (each_once and len(set(typed)) < len(key)):
            exchange.console.keep(partial(str, f"{PROMPT}{typed}"))
            return Placed(tuple(every.index(one) for one in typed))
        exchange.console.say(partial(screen.wrapped, f"Please type {such}."))
    return None


def _marked(exchange: Exchange, every: str) -> Chosen | None:
    marked: frozenset[str] = frozenset()
    while True:
        one, marked = exchange.marked(every, marked, ENTER + UNKNOWN)
        if one == UNKNOWN:
            return None
        if marked:
            return _chosen(exchange, every, marked)
        exchange.console.say(partial(str, "Please mark one at least."))


def _listed(exchange: Exchange, asked: Multiple) -> Chosen | None:
    every = of(asked.options)
    such = f"some of {', '.join(every)}, such as {some(every, asked.correct)}"
    while (given := exchange.line(partial(str, PROMPT), every)) is not None:
        typed = letters(given)
        if typed and set(typed) <= set(every):
            return _chosen(exchange, every, typed)
        exchange.console.say(partial(screen.wrapped, f"Please answer with {such}."))
    return None


def _chosen(exchange: Exchange, every: str, typed: Iterable[str]) -> Chosen:
    exchange.console.keep(partial(str, f"{PROMPT}{' '.join(sorted(set(typed)))}"))
    return Chosen(frozenset(every.index(one) for one in typed))
