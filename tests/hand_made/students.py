"""What a learner types into the quiz: answers, hints, second tries, and how long she takes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from learners import Learner

from quizgen.answers import Answer, Chosen, Filled, Given, Grid, Number, Placed, Written
from quizgen.answers.values import components
from quizgen.cli import screen
from quizgen.cli.talk.console import HINT, PROMPT, UNKNOWN
from quizgen.model import Kind, Question

SECONDS: dict[Kind, int] = {
    "choice": 30,
    "multiple": 45,
    "numerical": 50,
    "matching": 50,
    "ordering": 50,
    "grid": 35,
    "parts": 50,
}
"""So long she thinks before she answers a blank of each kind, give or take a half."""
ASKS, HELPED = 0.3, 0.5
"""How often she asks for a hint where she does not know, and how often that helps."""
GIVES_UP, MENDED = 0.25, 0.7
"""How often she does not try again, and how often a second try is right."""


@dataclass(frozen=True)
class Blank:
    """What is typed at one prompt: her answer, and the right one."""

    prompt: str
    typed: str
    right: str


@dataclass
class Student:
    """A learner who sits at the quiz."""

    learner: Learner

    def blanks(self, question: Question, when: datetime) -> tuple[list[str], list[Blank]]:
        """Hints that she asks for first, and what she types into each blank."""
        dice = self.learner.dice
        given = [
            self._other(part.answer, one)
            for part, one in zip(question.parts, self.learner.answers(question, when, dice), strict=True)
        ]
        right = [part.answer.samples().right[0] for part in question.parts]
        hints: list[str] = []
        if any(one is None for one in given) and dice.random() < ASKS:
            hints = [HINT] * int(dice.integers(1, 3))
            given = right if dice.random() < HELPED else given
        return hints, [
            blank
            for part, one, key in zip(question.parts, given, right, strict=True)
            for blank in _blanks(part.answer, one, key)
        ]

    def _other(self, answer: Answer, given: Given) -> Given:
        """A number that no mistake gives is anywhere near the right one, not just one more."""
        samples = answer.samples()
        if isinstance(given, Placed) and given in samples.wrong:
            return Placed(tuple(given.places[place] for place in self.learner.dice.permutation(len(given.places))))
        if not isinstance(given, Written) or given != samples.wrong[0] or given in samples.wrong[1:]:
            return given
        return Written(tuple(round(number * self.learner.dice.uniform(0.4, 1.9)) + 2 for number in given.values))

    def again(self, blank: Blank) -> str:
        """What she types after a first try that was wrong."""
        dice = self.learner.dice
        if dice.random() < GIVES_UP:
            return UNKNOWN
        return blank.right if dice.random() < MENDED else blank.typed

    def thinks(self, kind: Kind) -> int:
        """Seconds before an answer."""
        return int(SECONDS[kind] * self.learner.dice.uniform(0.5, 1.5))

    def reads(self) -> int:
        """Seconds for a solution."""
        return int(self.learner.dice.integers(5, 25))


def prompts(question: Question) -> set[str]:
    """Whatever a question may stand waiting at."""
    cells = (part.answer for part in question.parts if isinstance(part.answer, Grid))
    return {PROMPT} | {_heading(grid, place) for grid in cells for place in range(len(grid.open))}


def _blanks(answer: Answer, given: Given, right: Given) -> Iterator[Blank]:
    if not isinstance(answer, Grid):
        yield Blank(PROMPT, typed(given), typed(right))
        return
    every = given.cells if isinstance(given, Filled) else [None] * len(answer.open)
    for place, cell in enumerate(answer.open):
        yield Blank(_heading(answer, place), typed(every[place]), _number(components(cell.key)))


def _heading(grid: Grid, place: int) -> str:
    return screen.cell(grid.heading(place))


def typed(given: Given) -> str:
    """What is typed to give an answer that is no table."""
    match given:
        case None:
            return UNKNOWN
        case Chosen(places):
            return " ".join(screen.letter(place) for place in sorted(places))
        case Placed(places):
            return "".join(screen.letter(place) for place in places)
        case Written(values):
            return _number(values)
    raise TypeError(f"{given} is typed cell by cell")


def _number(values: tuple[Number, ...]) -> str:
    return screen.ungrouped(values).replace("\N{MULTIPLICATION SIGN}", "x").replace("\N{MINUS SIGN}", "-")
