"""Mistakes that somebody can make, and that a choice among some shapes is better without."""

from __future__ import annotations

from dataclasses import dataclass

from quizgen.misconceptions.kinds import About, Misconception, Shape, Trees


@dataclass(frozen=True, slots=True)
class Except:
    """A misconception that is not made on one shape: there its value would tell which option is the key."""

    shape: Shape
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
        """The misconception's trees, or None on that shape."""
        return None if shape == self.shape else self.misconception.wrong(key, shape)


def except_on(shape: Shape, *misconceptions: Misconception) -> tuple[Misconception, ...]:
    """The misconceptions, none of them made on that shape."""
    return tuple(Except(shape, misconception) for misconception in misconceptions)
