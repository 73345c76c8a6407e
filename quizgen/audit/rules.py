"""What an item must obey beyond its key: options by one mistake each, true equations, a stem of its own."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache, partial
from typing import assert_never

from quizgen.answers import Answer, Choice, Grid, Matching, Multiple, Numerical, Ordering
from quizgen.asking.source import Audited
from quizgen.asking.verify import verified
from quizgen.audit.equations import false_equations
from quizgen.errors import QuizgenError
from quizgen.model import Kind, Question
from quizgen.text.speech import SPEECH, one_sentence


def broken_rules(source: Audited, question: Question) -> Iterator[str]:
    """Each rule that the question breaks, in one sentence."""
    try:
        verified(question)
    except QuizgenError as error:
        yield str(error)
    yield from false_equations(question)
    yield from _style(question)
    yield from _attribution(source, question)


def _style(question: Question) -> Iterator[str]:
    asked = [SPEECH.text(question.stem), *(SPEECH.text(part.prompt) for part in question.parts)]
    if not any("?" in words for words in asked) and not all(_is_task(part.answer) for part in question.parts):
        yield f"the stem asks nothing: '{asked[0]}'"
    for part in question.parts:
        yield from _feedback(part.answer)


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


def _feedback(answer: Answer) -> Iterator[str]:
    for option in answer.options:
        if not one_sentence(option.feedback):
            yield f"feedback is one sentence, not '{SPEECH.line(option.feedback)}'"
    shown = answer.open if isinstance(answer, Grid) else (answer,)
    for one in shown:
        if len({SPEECH.line(option.text) for option in one.options}) < len(one.options):
            yield "two options read the same"


def _attribution(source: Audited, question: Question) -> Iterator[str]:
    """Whether the misconception on each distractor gives its value, and no other one does; words claim no value."""
    suspects = cache(partial(source.suspects, question.level))
    for option in question.options:
        if option.slip is None or option.origin is None:
            continue
        origin, named = option.origin, option.slip.id
        every = suspects(origin.point, origin.quantity)
        givers = [name for name, wrong in every.items() if wrong == origin.values]
        if givers != [named]:
            found = " and ".join(givers) or "nobody"
            yield f"{option.value} is said to come from {named}, but {found} gives {origin.values}"


def seen_before(question: Question, stems: dict[tuple[Kind, str], str]) -> str | None:
    """A sentence if another point, asked in the same kind, has the same stem."""
    stem = SPEECH.text(question.stem)
    other = stems.setdefault((question.kind, stem), question.where)
    return None if other == question.where else f"the stem is that of {other} too: '{stem}'"
