"""What mistakes are called."""

from __future__ import annotations

from collections.abc import Iterable

from quizgen.misconceptions.concepts import concepts


def names(wanted: Iterable[str]) -> dict[str, str]:
    """The names of concepts by their ids; those of somebody's own file are called by their ids in words."""
    found: dict[str, str] = {}
    for concept in wanted:
        known = concepts().get(concept)
        found[concept] = known.name if known else concept.replace("-", " ")
    return found
