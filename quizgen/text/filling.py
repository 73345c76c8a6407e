"""Printed templates that wait for an item's values."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Literal, NamedTuple, TypeAlias

from msgspec import Struct

Context: TypeAlias = Literal["prose", "code", "block", "math", "guarded", "alt"]
"""A code span is "code", a code block "block".

In mathematics a negative number needs parentheses in a guarded place; "alt" are the words spoken for mathematics.
"""


class Gap(Struct, frozen=True):
    """Where an item's value goes, and in what company: each place escapes and groups digits in its own way."""

    name: str
    place: Context


Segment: TypeAlias = str | Gap
Segments: TypeAlias = tuple[Segment, ...]
Whole: TypeAlias = Mapping[int, str]
"""Whole numbers as they stand in a place."""


class Pattern(NamedTuple):
    """What a template prints: ``words`` with a ``%s`` for each gap, or just as they are if there is none.

    Each gap comes with its name, its place, and how whole numbers are written there, as most values are.
    """

    words: str
    gaps: tuple[tuple[str, Context, Whole], ...]


def pattern(parts: Segments, whole: Callable[[Context], Whole]) -> Pattern:
    """The pattern of a printed template's parts."""
    gaps = tuple((part.name, part.place, whole(part.place)) for part in parts if isinstance(part, Gap))
    if not gaps:
        return Pattern("".join(part for part in parts if isinstance(part, str)), ())
    return Pattern("".join("%s" if isinstance(part, Gap) else part.replace("%", "%%") for part in parts), gaps)


def joined(lines: Iterable[Segments], between: str = "\n") -> Segments:
    """Lines as parts, with the same words between any two."""
    return tuple(part for number, line in enumerate(lines) for part in ((between,) if number else ()) + line)
