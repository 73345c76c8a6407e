"""What the targets of formats cannot show."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from quizgen.formats.protocol import Format, Limited, Refusal
from quizgen.model import Question

EVERY_KIND = "moodle"
"""A format that holds items of every kind, and shows them all."""


def such_as(reason: str) -> str:
    """Another format by its name, to be said after a reason that names none itself."""
    return "" if names_way_out(reason) else f", such as {EVERY_KIND}"


def names_way_out(reason: str) -> bool:
    """Whether a target's reason says what else to do: ``Aiken has no pictures: write gift or moodle``."""
    return ": " in reason


def limited(formats: Iterable[Format]) -> tuple[Limited, ...]:
    """Those of the formats whose targets have limits; to be found once, not for each question."""
    return tuple(fmt for fmt in formats if isinstance(fmt, Limited))


def refusals(formats: Iterable[Limited], question: Question) -> Iterator[Refusal]:
    """What each format says of a question that its target cannot show."""
    return ((fmt.name, reason) for fmt in formats if (reason := fmt.refusal(question)))


def is_refused(fmt: Format, question: Question) -> bool:
    """Whether the format's target cannot show the question."""
    return next(refusals(limited([fmt]), question), None) is not None
