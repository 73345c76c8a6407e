"""What a file of authored items names: claims that the tutorial makes, and concepts of its own that are used."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from quizgen.asking.source import Audited
from quizgen.audit.concepts import faulty, unused
from quizgen.audit.identities import grouped_uses
from quizgen.audit.tutorial import FILE, tutorial
from quizgen.authored import Concepts
from quizgen.misconceptions.concepts import concepts
from quizgen.model import Level


def claims_made(source: Audited, level: Level) -> Iterator[str]:
    """Each claim that an item covers is the tutorial's."""
    if not isinstance(source, Concepts):
        return
    for item in source.items:
        for claim in item.covers:
            if item.level == level and claim not in _claims():
                yield (
                    f"{item.id}: the tutorial makes no claim {claim} (covers): name one of banks/{FILE}, or none in a "
                    "file about something else"
                )


def concepts_used(source: Audited, level: Level) -> Iterator[str]:
    """The concepts that the file brings are well named, told from those that ship, and each is somebody's mistake."""
    del level
    if isinstance(source, Concepts) and (own := source.content().concepts):
        yield from faulty([*concepts().values(), *own], _claims())
        yield from unused(own, (use for group in grouped_uses(source) for use in group))


@cache
def _claims() -> frozenset[str]:
    return frozenset(claim.id for part in tutorial() for claim in part.claims)
