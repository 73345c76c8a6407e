"""An item in which a class showed a misconception, as the report shows it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from msgspec import Struct

from quizgen.analysis.found import Belief, ItemFound
from quizgen.analysis.pages import Block, Line, blocks, line
from quizgen.marking.records import MisconceptionKept, OptionKept, PartKept, QuestionKept

MOST = 6
"""So many wrong values of a number are shown."""
SHOWABLE = frozenset({"choice", "multiple", "numerical"})
"""Answers that stand in a list; the others would need their tables."""


class Shown(Struct, frozen=True):
    """An answer: its letter or nothing, its text, what share gave it, and what it comes from."""

    letter: str
    text: Line
    share: float | None
    correct: bool
    here: bool


class Example(Struct, frozen=True):
    """A question with the answers that were given, and the feedback on those that show the misconception.

    Of several parts it is the one that shows it, with its letter, behind the stem that all have.
    """

    places: str
    item: str
    family: str
    stem: tuple[Block, ...]
    part: str
    prompt: tuple[Block, ...]
    answers: tuple[Shown, ...]
    feedback: tuple[Line, ...]


def example(
    belief: Belief,
    questions: Mapping[str, QuestionKept],
    found: Mapping[str, ItemFound],
    told: Mapping[str, MisconceptionKept],
) -> Example | None:
    """The item where it was shown most often; None where it has no options and no number to show."""
    question, item = questions.get(belief.example), found.get(belief.example)
    if question is None or item is None:
        return None
    fits = [part for part in question.parts if part.kind in SHOWABLE and any(_here(part, belief))]
    if not fits:
        return None
    part = max(fits, key=lambda one: _times(one, belief, item))
    said = sorted({slip.misconception for one in part.options for slip in one.slips if slip.concept == belief.id})
    return Example(
        ", ".join(item.places[:MOST]),
        item.item,
        item.family,
        tuple(blocks(question.stem)),
        part.part,
        tuple(blocks(part.prompt)),
        tuple(_answers(part, belief, item)),
        tuple(line(told[one].feedback) for one in said if one in told),
    )


def _here(part: PartKept, belief: Belief) -> Iterable[OptionKept]:
    """The options that show it."""
    return (one for one in part.options if one.concept == belief.id)


def _times(part: PartKept, belief: Belief, item: ItemFound) -> int:
    """How often it was shown in the part."""
    showing = {one.misconception for one in _here(part, belief)}
    return sum(one.chosen for one in item.answers if one.part == part.part and one.misconception in showing)


def _answers(part: PartKept, belief: Belief, item: ItemFound) -> Iterable[Shown]:
    shares = {one.answer: one.share.value for one in item.answers if one.part == part.part}
    if part.kind != "numerical":
        for one in part.options:
            yield Shown(one.letter, line(one.text), shares.get(one.letter), one.correct, one.concept == belief.id)
        return
    concepts = {one.misconception: one.concept for one in part.options}
    for value in [one for one in item.answers if one.part == part.part][: MOST + 1]:
        here = concepts.get(value.misconception) == belief.id
        yield Shown("", line(value.text), value.share.value, value.correct, here)
