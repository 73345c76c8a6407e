"""What an item must obey beyond its key: options by one mistake each, true equations, a stem of its own."""

from __future__ import annotations

from collections.abc import Iterator

from quizgen.asking.source import Audited
from quizgen.asking.verify import verified
from quizgen.audit.equations import false_equations
from quizgen.errors import QuizgenError
from quizgen.model import Kind, Question
from quizgen.text.speech import SPEECH

_TASKS: tuple[Kind, ...] = ("matching", "ordering")
"""What may be a request rather than a question."""


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
    stem = SPEECH.text(question.stem)
    if "?" not in stem and question.kind not in _TASKS:
        yield f"the stem asks nothing: '{stem}'"
    for option in question.options:
        feedback = SPEECH.line(option.feedback)
        if not feedback.endswith(".") or ". " in feedback.rstrip("."):
            yield f"feedback is one sentence, not '{feedback}'"
    readings = {SPEECH.line(option.text) for option in question.options}
    if len(readings) < len(question.options):
        yield "two options read the same"


def _attribution(source: Audited, question: Question) -> Iterator[str]:
    """Whether the misconception on each distractor gives its value, and no other one does; words claim no value."""
    if source.authored:
        return
    for option, (point, values) in zip(question.options, question.claims, strict=True):
        if option.correct:
            continue
        givers = [name for name, wrong in source.suspects(question.level, point).items() if wrong == values]
        if givers != [option.misconception]:
            found = " and ".join(givers) or "nobody"
            yield f"{option.value} is said to come from {option.misconception}, but {found} gives {values}"


def seen_before(question: Question, stems: dict[tuple[Kind, str], str]) -> str | None:
    """A sentence if another point, asked in the same kind, has the same stem."""
    stem = SPEECH.text(question.stem)
    other = stems.setdefault((question.kind, stem), question.where)
    return None if other == question.where else f"the stem is that of {other} too: '{stem}'"
