"""Mistakes that somebody can make, and that a choice among some shapes is better without."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from msgspec import Struct

from quizgen.misconceptions.kinds import About, Misconception, Shape, Trees


class Except(Struct, frozen=True):
    """A misconception that is not made on some shapes: there its values would tell the key, or be those of others."""

    shapes: frozenset[Shape]
    misconception: Misconception

    @property
    def id(self) -> str:
        """The misconception's."""
        return self.misconception.id

    @property
    def feedback(self) -> str:
        """The misconception's."""
        return self.misconception.feedback

    @property
    def concept(self) -> About:
        """The misconception's."""
        return self.misconception.concept

    def wrong(self, key: Trees, shape: Shape) -> Trees | None:
        """The misconception's trees, or None on those shapes."""
        return None if shape in self.shapes else self.misconception.wrong(key, shape)


def except_on(shape: Shape, *misconceptions: Misconception) -> tuple[Misconception, ...]:
    """The misconceptions, none of them made on that shape."""
    return tuple(Except(frozenset({shape}), misconception) for misconception in misconceptions)


def without(
    left_out: Mapping[Shape, Iterable[Misconception]], *misconceptions: Misconception
) -> tuple[Misconception, ...]:
    """The misconceptions, of which some are ``left_out`` on a shape: there others have the values that they give."""
    shapes = {shape: {one.id for one in ones} for shape, ones in left_out.items()}
    unmade = [frozenset(shape for shape, ids in shapes.items() if one.id in ids) for one in misconceptions]
    return tuple(Except(where, one) if where else one for where, one in zip(unmade, misconceptions, strict=True))
