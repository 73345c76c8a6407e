"""What an item must obey beyond its key: options by one mistake each, true equations, a stem of its own."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache, partial
from typing import assert_never

from quizgen.answers import Answer, Choice, Grid, Matching, Multiple, Numerical, Ordering
from quizgen.answers.numerical import components_of
from quizgen.asking.source import Audited
from quizgen.asking.verify import verified
from quizgen.audit.equations import false_equations
from quizgen.audit.wording import misprints
from quizgen.errors import QuizgenError
from quizgen.misconceptions import Both
from quizgen.model import Kind, Question
from quizgen.text.speech import SPEECH, one_sentence


def broken_rules(source: Audited, question: Question) -> Iterator[str]:
    """Each rule that the question breaks, in one sentence."""
    try:
        verified(question)
    except QuizgenError as error:
        yield str(error)
    yield from false_equations(question)
    yield from misprints(question)
    known: tuple[object, ...] = getattr(source, "misconceptions", ())
    pairs = _pairs(known)
    yield from _style(question, pairs)
    yield from _attribution(source, question, pairs)


def _pairs(known: tuple[object, ...]) -> frozenset[str]:
    """The ids of two mistakes at once: such a one says what both say, and gives way to a single one of its value."""
    return frozenset(one.id for one in known if isinstance(one, Both))


def _style(question: Question, pairs: frozenset[str]) -> Iterator[str]:
    asked = [SPEECH.text(question.stem), *(SPEECH.text(part.prompt) for part in question.parts)]
    if not any("?" in words for words in asked) and not all(_is_task(part.answer) for part in question.parts):
        yield f"the stem asks nothing: '{asked[0]}'"
    for part in question.parts:
        yield from _feedback(part.answer, pairs)


def _is_task(answer: Answer) -> bool:
    """Whether the answer may be requested rather than asked for, as of a statement whether it is true."""
    match answer:
        case Choice(two_sided=two_sided):
            return two_sided
        case Matching() | Ordering() | Grid():
            return True
        case Multiple() | Numerical():
            return False
        case _:
            assert_never(answer)


def _feedback(answer: Answer, pairs: frozenset[str]) -> Iterator[str]:
    for option in answer.options:
        twice = option.slip is not None and option.slip.id in pairs
        if not twice and not one_sentence(option.feedback):
            yield f"feedback is one sentence, not '{SPEECH.line(option.feedback)}'"
    shown = answer.open if isinstance(answer, Grid) else (answer,)
    for one in shown:
        if len({SPEECH.line(option.text) for option in one.options}) < len(one.options):
            yield "two options read the same"


def _attribution(source: Audited, question: Question, pairs: frozenset[str]) -> Iterator[str]:
    """Whether the misconception on each distractor gives its value, and no other one does; words claim no value."""
    suspects = cache(partial(source.suspects, question.level))
    for option in question.options:
        if option.slip is None or option.origin is None:
            continue
        origin, named = option.origin, option.slip.id
        every, values = suspects(origin.point, origin.quantity), origin.values or components_of(option)
        every_giver = [name for name, wrong in every.items() if wrong == values]
        givers = [name for name in every_giver if name not in pairs] or every_giver
        if givers != [named]:
            found = " and ".join(givers) or "nobody"
            yield f"{option.value} is said to come from {named}, but {found} gives {values}"


def seen_before(question: Question, stems: dict[tuple[Kind, str], str]) -> str | None:
    """A sentence if another point, asked in the same kind, has the same stem."""
    stem = SPEECH.text(question.stem)
    other = stems.setdefault((question.kind, stem), question.where)
    return None if other == question.where else f"the stem is that of {other} too: '{stem}'"
