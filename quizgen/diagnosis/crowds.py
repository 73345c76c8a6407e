"""How many numbers about a wrong one would be explained by two mistakes at once: where many are, it means little."""

from __future__ import annotations

from collections import defaultdict
from fractions import Fraction

from quizgen.answers import Values
from quizgen.diagnosis.explained import Way, Ways

WIDTH = Fraction(1, 5)
"""How near others count, by the size of the number."""
MOST = Fraction(1, 10)
"""Of the numbers as near, those that pairs may explain before one of them is said with “perhaps”."""


def crowded(ways: Ways, wrote: Values) -> bool:
    """Whether more of the numbers about what was written are explained by pairs; never so for a shape."""
    if len(wrote) > 1:
        return False
    number, step = Fraction(wrote[0]), Fraction(2 * ways.reasoned.tolerance(wrote) or Fraction(1, ways.reasoned.unit))
    reach = abs(number) * WIDTH
    explained = {round(value[0] / step) for value in owned(ways) if -reach <= value[0] - number <= reach}
    return len(explained) > MOST * (2 * (reach // step) + 1)


def owned(ways: Ways) -> dict[Values, Way]:
    """The first way to each value that pairs of one meaning alone give, and no single mistake."""
    meanings = defaultdict[Values, set[frozenset[str]]](set)
    first: dict[Values, Way] = {}
    for way in ways.pairs:
        meanings[way.value].add(way.concepts)
        first.setdefault(way.value, way)
    taken = {way.value for way in ways.singles} | {ways.key}
    return {value: way for value, way in first.items() if value not in taken and len(meanings[value]) == 1}
