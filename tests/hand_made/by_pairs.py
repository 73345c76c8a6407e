"""Which values two mistakes at once give, and nothing else."""

from __future__ import annotations

from collections import defaultdict

from quizgen.answers import Values
from quizgen.diagnosis.explained import Way, Ways


def owned(ways: Ways) -> dict[Values, Way]:
    """The first way to each value that pairs of one meaning alone give, and no single mistake."""
    meanings = defaultdict[Values, set[frozenset[str]]](set)
    first: dict[Values, Way] = {}
    for way in ways.pairs:
        meanings[way.value].add(way.concepts)
        first.setdefault(way.value, way)
    taken = {way.value for way in ways.singles} | {ways.key}
    return {value: way for value, way in first.items() if value not in taken and len(meanings[value]) == 1}
