"""What the targets of formats cannot show."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from quizgen.formats.protocol import Format, Limited, Refusal
from quizgen.model import Question


def refusals(formats: Iterable[Format], question: Question) -> Iterator[Refusal]:
    """What each format whose target has limits says of a question that it cannot show."""
    limited = (fmt for fmt in formats if isinstance(fmt, Limited))
    return ((fmt.name, reason) for fmt in limited if (reason := fmt.refusal(question)))


def is_refused(fmt: Format, question: Question) -> bool:
    """Whether the format's target cannot show the question."""
    return next(refusals([fmt], question), None) is not None
