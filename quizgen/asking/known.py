"""What can be told of a source of questions without the module that holds it, or without reading its file."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct

from quizgen.asking.source import Weight
from quizgen.model import Kind, Level


class Known(Struct, frozen=True):
    """A source's properties of the same names, and for each level its ``usual`` kind and distinct items by kind."""

    title: str
    topic: str
    weight: Weight
    asks: str
    kinds: tuple[Kind, ...]
    usual: Mapping[Level, Kind]
    counts: Mapping[Level, Mapping[Kind, int]]

    def count(self, level: Level, kind: Kind) -> int:
        """How many distinct items the level holds of that kind."""
        return self.counts[level].get(kind, 0)
