"""Marks the answers to a question as its exam.json has it, and tells which misconceptions they show.

Parts of an answer count as they do where Moodle marks it: each right option of several an equal share, and each wrong
one takes as much away as all wrong ones together would take all; each prompt, step and cell by itself.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Literal, TypeAlias

from msgspec import Struct, field

from quizgen.answers import Number, Values, Written
from quizgen.marking import written
from quizgen.marking.given import chosen, filled, is_doubtful, placed
from quizgen.marking.records import PartKept, QuestionKept

State: TypeAlias = Literal["right", "partly", "wrong", "blank", "doubtful"]
NOTHING = Fraction(0)


class Shown(Struct, frozen=True):
    """A misconception that an answer shows, and its concept; ``place`` is that of the option, prompt, step or cell."""

    misconception: str
    concept: str
    place: int


class PartMark(Struct, frozen=True):
    """What an answer to a part is worth: a share of the part, below zero where a wrong option costs something.

    ``share`` is None as long as the answer is doubtful. ``ticked`` are the places of options that were chosen,
    ``wrote`` the numbers that a text was read as; ``carried`` says that they are right from an own earlier value.
    """

    given: str
    state: State
    share: Fraction | None
    shown: tuple[Shown, ...] = ()
    ticked: frozenset[int] = frozenset()
    wrote: Values = ()
    carried: bool = False


class QuestionMark(Struct, frozen=True):
    """The marks of a question's parts, and its points; None as long as any part is doubtful."""

    parts: tuple[PartMark, ...]
    points: Fraction | None


class _Learner(Struct):
    """What somebody wrote in earlier parts, by name; ``wrong`` is what a wrong option costs."""

    wrong: Fraction
    own: dict[str, Number] = field(default_factory=dict)


def marked(question: QuestionKept, answers: Sequence[str], wrong: Fraction | None) -> QuestionMark:
    """Marks what stands in the columns of a question, one for each part; blanks are empty, ``?`` is doubtful.

    ``wrong`` is the exam's: the share that a wrong option of a choice costs, None where nothing is laid down.
    """
    learner = _Learner(wrong or NOTHING)
    found = tuple(_part(part, text.strip(), learner) for part, text in zip(question.parts, answers, strict=True))
    if any(one.share is None for one in found):
        return QuestionMark(found, None)
    shares = (part.share * (one.share or 0) for part, one in zip(question.parts, found, strict=True))
    return QuestionMark(found, question.points * sum(shares, NOTHING))


def lowest(question: QuestionKept, wrong: Fraction | None) -> Fraction:
    """The fewest points that an answer to a question can have: below zero where a wrong option costs something."""
    choices = (part.share for part in question.parts if part.kind == "choice")
    return -question.points * (wrong or NOTHING) * sum(choices, NOTHING)


def _part(part: PartKept, text: str, learner: _Learner) -> PartMark:  # noqa: PLR0911 - one for each kind
    if is_doubtful(text):
        return PartMark(text, "doubtful", None)
    if not text.strip("; "):
        return PartMark("", "blank", NOTHING)
    match part.kind:
        case "choice":
            return _choice(part, text, learner.wrong)
        case "multiple":
            return _multiple(part, text)
        case "matching" | "ordering":
            return _placed(part, text)
        case "numerical":
            return _number(part, text, learner)
        case "grid":
            return _grid(part, text, learner)


def _choice(part: PartKept, text: str, wrong: Fraction) -> PartMark:
    """One option; two of them, or none of those on offer, are worth nothing and show nothing."""
    ticked = chosen(part, text)
    if ticked is None or len(ticked) != 1:
        return PartMark(text, "wrong", NOTHING, ticked=ticked or frozenset())
    right = part.options[min(ticked)].correct
    return PartMark(text, "right" if right else "wrong", Fraction(1) if right else -wrong, _met(part, ticked), ticked)


def _multiple(part: PartKept, text: str) -> PartMark:
    ticked = chosen(part, text)
    if ticked is None:
        return PartMark(text, "wrong", NOTHING)
    right = {place for place, option in enumerate(part.options) if option.correct}
    wrong = len(part.options) - len(right)
    share = Fraction(len(ticked & right), len(right)) - (Fraction(len(ticked - right), wrong) if wrong else 0)
    share = max(share, NOTHING)
    return PartMark(text, _state(share), share, (*_met(part, ticked), *_overlooked(part, ticked)), ticked)


def _placed(part: PartKept, text: str) -> PartMark:
    """Prompts with their options, or steps in order: whoever misplaces one shows the mistake of what belongs there."""
    found = placed(part, text)
    if found is None:
        return PartMark(text, "wrong", NOTHING)
    missed = [place for place, (one, key) in enumerate(zip(found, part.key, strict=True)) if one != key]
    wrong = [place for place in missed if found[place] is not None]
    shown = tuple(_shown(part, part.key[place], place) for place in wrong)
    share = 1 - Fraction(len(missed), len(part.key))
    if part.kind == "ordering":
        shown = shown[:1]
    return PartMark(text, _state(share), share, shown)


def _number(part: PartKept, text: str, learner: _Learner) -> PartMark:
    mark = written.mark(part, text, learner.own)
    learner.own.update(written.known(part, mark))
    shown = tuple(Shown(met.slip.id, met.slip.concept.id, met.place) for met in mark.met)
    wrote = mark.given.values if isinstance(mark.given, Written) else ()
    return PartMark(text, _state(mark.share), mark.share, shown, wrote=wrote, carried=bool(mark.carried))


def _grid(part: PartKept, text: str, learner: _Learner) -> PartMark:
    cells = filled(part, text)
    if cells is None:
        return PartMark(text, "wrong", NOTHING)
    total, shown = NOTHING, []
    for place, (cell, wrote) in enumerate(zip(part.cells, cells, strict=True)):
        mark = written.mark(cell, wrote, learner.own)
        learner.own.update(written.known(cell, mark))
        total += mark.share
        shown += [Shown(met.slip.id, met.slip.concept.id, place) for met in mark.met]
    share = total / len(part.cells)
    return PartMark(text, _state(share), share, tuple(shown))


def _state(share: Fraction) -> State:
    return "right" if share == 1 else "partly" if share > 0 else "wrong"


def _met(part: PartKept, ticked: frozenset[int]) -> tuple[Shown, ...]:
    return tuple(_shown(part, place, place) for place in sorted(ticked) if part.options[place].misconception)


def _overlooked(part: PartKept, ticked: frozenset[int]) -> tuple[Shown, ...]:
    """What is shown by the right ones of several options that were left out."""
    left = ((place, option.overlooked) for place, option in enumerate(part.options) if place not in ticked)
    return tuple(Shown(slip.misconception, slip.concept, place) for place, slip in left if slip)


def _shown(part: PartKept, option: int, place: int) -> Shown:
    kept = part.options[option]
    return Shown(kept.misconception or "", kept.concept or "", place)


def offered(question: QuestionKept) -> Mapping[str, str]:
    """The misconceptions that an answer to the question can show, each with its concept."""
    every = (option for part in question.parts for option in part.foreseen)
    return {slip.misconception: slip.concept for option in every for slip in option.slips}
