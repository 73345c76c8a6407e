"""Digests of all that was given out: a set that may grow to millions."""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections.abc import Collection

LATEST = 1024
"""So many digests, or an eighth of all where that is more, wait to be sorted in."""
BITS = 8
"""So many bits are there for each digest that is sorted in, or up to twice as many."""


class Digests:
    """A set of digests of 8 bytes, which take little more: they stand in a sorted array, the latest in a small set.

    Nearly all that it is asked for was never added. Of each digest in the array one bit tells by its lowest bits, and
    where that is not set there is nothing to be looked for.
    """

    def __init__(self) -> None:
        self._sorted = array("Q")
        self._latest: set[int] = set()
        self._bits, self._last = b"\0", 0

    def __len__(self) -> int:
        return len(self._sorted) + len(self._latest)

    def __contains__(self, digest: int) -> bool:
        """Whether it was added."""
        return digest in self._latest or self._is_sorted_in(digest)

    def isdisjoint(self, digests: Collection[int]) -> bool:
        """Whether none of them was added."""
        return self._latest.isdisjoint(digests) and not self._of_sorted(digests)

    def update(self, digests: Collection[int]) -> None:
        """Adds them."""
        if not digests:
            return
        self._latest.update(digests)
        self._latest.difference_update(self._of_sorted(digests))
        if len(self._latest) > max(LATEST, len(self._sorted) // 8):
            self._sort_in()

    def _of_sorted(self, digests: Collection[int]) -> list[int]:
        """Those among them that are sorted in."""
        bits, last = self._bits, self._last
        return [one for one in digests if bits[one >> 3 & last] >> (one & 7) & 1 and self._is_sorted_in(one)]

    def _sort_in(self) -> None:
        """Sorts the latest ones in."""
        import numpy as np

        before, latest = np.frombuffer(self._sorted, np.uint64), np.asarray(sorted(self._latest), np.uint64)
        every = np.insert(before, np.searchsorted(before, latest), latest)
        self._sorted = array("Q", every.tobytes())
        self._latest = set()
        many = 1 << (BITS * len(every)).bit_length()
        told = np.zeros(many, np.bool_)
        told[every & np.uint64(many - 1)] = True
        self._bits, self._last = np.packbits(told, bitorder="little").tobytes(), many // 8 - 1

    def _is_sorted_in(self, digest: int) -> bool:
        place = bisect_left(self._sorted, digest)
        return place < len(self._sorted) and self._sorted[place] == digest
