"""What the panel is shown."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction
from functools import cached_property
from typing import TypeAlias

import numpy as np
from msgspec import Struct

from quizgen.guessing import Ints
from quizgen.guessing.own_stride import Away

Look: TypeAlias = tuple[tuple[int, ...], ...]
"""Each option as a tuple of numbers: the number itself, a pair, or a layer's arguments."""


class Seen(Struct, frozen=True):
    """An item as a guesser sees it, and where its key stands.

    ``stem`` are the numbers in the stem, ``scaled`` is the input's size over the strides, where there is an input, and
    ``away`` is how far that over each option's own stride lies above the size that the stem wants, where it wants one.
    """

    options: Look
    right: int
    stem: tuple[int, ...] = ()
    scaled: Fraction | None = None
    away: Away = ()


class Batch(Struct, frozen=True, dict=True):
    """Items with the same number of options, and of parts of each."""

    items: Sequence[Seen]

    @cached_property
    def parts(self) -> Ints:
        """The options' numbers: items x options x parts."""
        return np.asarray([item.options for item in self.items], dtype=np.int64)

    @cached_property
    def right(self) -> Ints:
        """The key's place in each item."""
        return np.asarray([item.right for item in self.items], dtype=np.int64)

    @cached_property
    def stem(self) -> Ints:
        """The stem's numbers, filled up with zeros: items x numbers."""
        width = max((len(item.stem) for item in self.items), default=0)
        rows = [(*item.stem, *[0] * (width - len(item.stem))) for item in self.items]
        return np.asarray(rows, dtype=np.int64).reshape(len(self.items), width)

    @property
    def options(self) -> int:
        """How many options each item has."""
        return int(self.parts.shape[1])

    def scored(self, scores: Ints, *, most: bool) -> Ints:
        """Which keys are hit by taking the option with the most, or least: ``total`` says what a hit is worth."""
        best = scores.max(axis=1) if most else scores.min(axis=1)
        tied = scores == best[:, None]
        hit = tied[np.arange(len(self.items)), self.right]
        return np.where(hit, tied.sum(axis=1), 0)


def total(hits: Ints) -> Fraction:
    """How many keys are hit, 0 for one that is not; of so many options that look alike one is taken, each as likely."""
    counts = np.bincount(hits, minlength=2)
    return sum((Fraction(int(many), size) for size, many in enumerate(counts) if size), Fraction(0))


def batches(items: Iterable[Seen]) -> Iterator[Batch]:
    """The items by their number of options."""
    held: dict[int, list[Seen]] = defaultdict(list)
    for item in items:
        held[len(item.options)].append(item)
    return (Batch(held[count]) for count in sorted(held))
