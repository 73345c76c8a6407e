"""What an answer is worth and what it shows, as a value."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from fractions import Fraction

from quizgen.answers import Given
from quizgen.model import Item as Verified
from quizgen.study.saying import verdict
from quizgen.study.session import Result, grade
from quizgen.text.terminal import TERMINAL


@dataclass(frozen=True, slots=True)
class Misconception:
    """A mistake that an answer shows: its id, what the learner does, what is right, and what is said about it."""

    id: str
    concept: str
    meaning: str
    feedback: str


@dataclass(frozen=True, slots=True)
class Verdict:
    """What an answer is worth: a share of the points; true where nothing is wrong.

    ``text`` is what the quiz says, with the right answer if that was missed; ``misconceptions`` are those that the
    answer shows, foreseen ones only.
    """

    result: Result = field(repr=False)
    right: bool
    share: Fraction
    text: str = field(repr=False)
    misconceptions: tuple[Misconception, ...]

    @property
    def points(self) -> Fraction:
        """What it earns."""
        return self.share * self.result.item.points

    def __bool__(self) -> bool:
        return self.right

    def __str__(self) -> str:
        return self.text

    def _repr_html_(self) -> str:
        from quizgen.python.shown import verdict as shown

        return shown(self.result)


def marked(item: Verified, answers: Sequence[Given]) -> Verdict:
    """The verdict on an answer for each part."""
    return of(grade(item, answers))


def of(result: Result) -> Verdict:
    """The verdict that a result is."""
    slips = {met.slip.id: met.slip for mark in result.marks for met in mark.met}
    shown = tuple(
        Misconception(one.id, one.concept.name, TERMINAL.line(one.concept.meaning), TERMINAL.line(one.feedback))
        for one in slips.values()
    )
    return Verdict(result, result.correct, result.share, _text(result), shown)


def _text(result: Result) -> str:
    parts = []
    for said in verdict(result):
        before = f"({said.letter}) " if said.letter else ""
        first = f"{before}{said.word}".strip()
        parts.append("\n".join([*([first] if first else []), *map(TERMINAL.text, said.texts)]))
    return "\n".join(parts)
