"""Which of Moodle's question types holds an item, and what stands in it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple, assert_never

from msgspec import Struct

from quizgen.answers import CORRECT, Choice, Grid, Matching, Multiple, Numerical, Option, Ordering
from quizgen.formats.moodle import rules
from quizgen.formats.moodle.rules import Wishes
from quizgen.formats.shuffling import may_shuffle
from quizgen.model import Question
from quizgen.text import Text
from quizgen.text.terminal import TERMINAL

CLOZE, ORDERING = "cloze", "ordering"
NONE = Text("")


class Graded(NamedTuple):
    """One answer with its grade in percent; the text of a numerical answer is a number."""

    grade: str
    text: Text | str
    feedback: Text = NONE
    tolerance: str = "0"


class Pair(Struct, frozen=True):
    """What is to be matched, or nothing, and its answer, which Moodle shows in a menu as plain words."""

    prompt: Text
    answer: str


class Typed(Struct, frozen=True):
    """Moodle's question type with its answers or pairs.

    ``single`` says that there is one right answer to give, ``shuffled`` that Moodle shuffles what is on offer;
    ``rightly`` and ``otherwise`` are said about the right order and about any other.
    """

    name: str
    answers: tuple[Graded, ...] = ()
    pairs: tuple[Pair, ...] = ()
    single: bool = True
    shuffled: bool = False
    rightly: Text = CORRECT
    otherwise: Text = NONE


class WholeRemark(Struct, frozen=True):
    """Feedback that has no place of its own, after what it is about, if it is not about the whole."""

    about: Text | None
    words: Text


def typed(question: Question, wishes: Wishes) -> Typed:  # noqa: PLR0911 - one for each kind
    """The question type for an item.

    Moodle's own true-false type knows no penalty. Where it has no ordering type, steps are matched with their places.
    Several parts, and tables, are gaps.
    """
    if has_gaps(question):
        return Typed(CLOZE, single=False)
    match question.parts[0].answer:
        case Choice() as choice:
            return _one(choice, wishes)
        case Multiple(options, right_ones) as multiple:
            offered = graded(options, right_ones, several(options, right_ones))
            return Typed("multichoice", offered, single=False, shuffled=wishes.shuffle and may_shuffle(multiple))
        case Numerical() as number:
            return Typed("numerical", numbers(number))
        case Matching() as matching:
            return Typed("matching", pairs=_matched(matching), single=False, shuffled=wishes.shuffle)
        case Ordering() as ordering:
            return _ordered(ordering, wishes)
        case Grid():
            return Typed(CLOZE, single=False)
        case unknown:
            assert_never(unknown)


def has_gaps(question: Question) -> bool:
    """Whether it is asked with gaps: it has several parts, or a table."""
    return len(question.parts) > 1 or isinstance(question.parts[0].answer, Grid)


def _one(choice: Choice, wishes: Wishes) -> Typed:
    if choice.two_sided and wishes.wrong == "0":
        return Typed("truefalse", _sides(choice.options, choice.right))
    offered = graded(choice.options, frozenset([choice.right]), wishes.wrong)
    return Typed("multichoice", offered, shuffled=wishes.shuffle and may_shuffle(choice))


def _ordered(answer: Ordering, wishes: Wishes) -> Typed:
    if wishes.ordering:
        steps = tuple(Graded("", answer.steps[place]) for place in answer.places)
        return Typed(ORDERING, steps, single=False, otherwise=answer.slip.feedback)
    shown = tuple(Pair(step, str(answer.places.index(place) + 1)) for place, step in enumerate(answer.steps))
    return Typed("matching", pairs=shown, single=False)


def _sides(options: Sequence[Option], right: int) -> tuple[Graded, ...]:
    return tuple(
        Graded("100" if place == right else "0", option.text.template.lower(), option.feedback)
        for place, option in enumerate(options)
    )


def several(options: Sequence[Option], right: frozenset[int]) -> str:
    """A wrong option among several: as much is lost by ticking all wrong ones, if any, as is won by all right ones."""
    wrong = len(options) - len(right)
    return f"-{rules.share(wrong)}" if wrong else "0"


def graded(options: Sequence[Option], right: frozenset[int], loss: str) -> tuple[Graded, ...]:
    """The options with their grades: equal parts for the right ones."""
    gain = rules.share(len(right))
    return tuple(
        [Graded(gain if place in right else loss, one.text, one.feedback) for place, one in enumerate(options)]
    )


def numbers(answer: Numerical) -> tuple[Graded, ...]:
    """The key, then the wrong values that are foreseen and can be typed; raises QuizgenError for a key that cannot."""
    key = Graded("100", rules.number(answer.key), CORRECT, rules.number(answer.tolerance))
    wrong = [
        Graded("0", shown, option.feedback, rules.number(option.tolerance) if option.tolerance else "0")
        for option in answer.foreseen
        if (shown := rules.typed(option.value))
    ]
    return (key, *wrong)


def _matched(answer: Matching) -> tuple[Pair, ...]:
    """Prompts and their answers, then answers that match nothing."""
    words = rules.menu([TERMINAL.line(option.text) for option in answer.options])
    extra = [Pair(Text(""), words[place]) for place in range(len(words)) if place not in answer.correct]
    matched = zip(answer.prompts, answer.places, strict=True)
    return (*(Pair(prompt, words[place]) for prompt, place in matched), *extra)


def remarks(question: Question, kind: Typed) -> list[WholeRemark]:
    """The feedback that Moodle's matching questions cannot hold; a wrong order is one mistake."""
    if kind.name != "matching":
        return []
    match question.parts[0].answer:
        case Matching() as matching:
            slips = ((prompt, option.slip) for prompt, option in matching.pairs)
            return [WholeRemark(prompt, slip.reason) for prompt, slip in slips if slip and slip.reason]
        case Ordering(slip=slip):
            return [WholeRemark(None, slip.reason)] if slip.reason else []
        case Choice() | Multiple() | Numerical() | Grid():
            return []
        case unknown:
            assert_never(unknown)
