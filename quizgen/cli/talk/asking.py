"""Asks a question part by part, each in its own way."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TypeVar, assert_never

from quizgen.answers import Answer, Choice, Filled, Given, Grid, Mark, Matching, Multiple, Numerical, Ordering
from quizgen.cli import screen
from quizgen.cli.talk import letters, numbers
from quizgen.cli.talk.console import Console
from quizgen.cli.talk.exchange import Blank, Exchange
from quizgen.cli.talk.replies import not_yet
from quizgen.cli.talk.trying import Tries, Try, Verified, worth_another
from quizgen.model import Question

T = TypeVar("T", bound=Given)


class Asking:
    """A question that is asked part by part.

    ``tries`` hold the answer to each part, None where there is none, also when somebody leaves before the last one.
    """

    def __init__(
        self, question: Question, console: Console, verified: Verified, noted: Callable[[Try], None]
    ) -> None:
        self._question, self._console = question, console
        self._exchange = Exchange(question, console, verified, noted)

    @property
    def tries(self) -> Tries:
        """What was given so far."""
        return self._exchange.tries

    @property
    def begun(self) -> bool:
        """Whether anything was answered."""
        return self._exchange.begun

    @property
    def noted(self) -> bool:
        """Whether a first try at the whole was judged already."""
        return self._exchange.noted

    def ask(self, begin: Callable[[], None]) -> None:
        """Asks every part; calls ``begin`` when the first is to be seen. Raises Leave, Skip and Faulty."""
        for place, part in enumerate(self._question.parts):
            for words in (partial(screen.prompt, self._question, place), partial(screen.options, part.answer)):
                if words():
                    self._console.say(partial(_spaced, words))
            if not place:
                begin()
            self._ask(place, part.answer)
            if self._question.letter(place):
                self._console.say(str)

    def _ask(self, place: int, asked: Answer) -> None:
        exchange, keep = self._exchange, partial(self._keep, place)
        match asked:
            case Numerical():
                first = numbers.ask(exchange, asked, keep, whole=exchange.single)
                self._first(place, first)
            case Grid():
                numbers.fill(exchange, asked, partial(self._filled, place))
            case Choice():
                self._lettered(place, asked, partial(letters.one, exchange, asked))
            case Multiple():
                self._lettered(place, asked, partial(letters.several, exchange, asked))
            case Matching() | Ordering():
                self._lettered(place, asked, partial(letters.in_a_row, exchange, asked))
            case _:
                assert_never(asked)

    def _lettered(
        self, place: int, asked: Choice | Multiple | Matching | Ordering, read: Callable[[], T | None]
    ) -> None:
        letters.tell(self._exchange, asked)
        every = letters.of(asked.options)
        blank = Blank(read, asked.mark, partial(self._keep, place), partial(not_yet, asked), every)
        whole = self._exchange.single
        self._first(place, self._exchange.fill(blank, again=worth_another(asked), whole=whole))

    def _keep(self, place: int, given: Given) -> None:
        self.tries.given[place] = given

    def _filled(self, place: int, given: Filled, first: Mark | None) -> None:
        self._keep(place, given)
        self._first(place, first)

    def _first(self, place: int, mark: Mark | None) -> None:
        if mark:
            self.tries.before[place] = mark


def _spaced(words: Callable[[], str]) -> str:
    return f"{words()}\n"
