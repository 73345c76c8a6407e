"""Asks a question part by part, each in its own way."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import assert_never

from quizgen.answers import Answer, Choice, Grid, Matching, Multiple, Numerical, Ordering
from quizgen.cli import screen
from quizgen.cli.talk import letters, numbers
from quizgen.cli.talk.console import Console
from quizgen.cli.talk.exchange import Exchange
from quizgen.cli.talk.trying import Tries, Try, Verified
from quizgen.model import Question


class Asking:
    """A question that is asked part by part.

    ``tries`` hold the answer to each part, None where there is none, also when somebody leaves before the last one.
    """

    def __init__(self, question: Question, console: Console, verified: Verified, noted: Callable[[Try], None]) -> None:
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
        exchange = self._exchange
        match asked:
            case Numerical():
                numbers.ask(exchange, place, asked)
            case Grid():
                numbers.fill(exchange, place, asked)
            case Choice() | Multiple() | Matching() | Ordering():
                letters.ask(exchange, place, asked)
            case _:
                assert_never(asked)


def _spaced(words: Callable[[], str]) -> str:
    return f"{words()}\n"
