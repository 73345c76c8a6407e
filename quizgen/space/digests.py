"""Digests of all that was given out: a set that may grow to millions."""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections.abc import Collection
from heapq import merge

LATEST = 1024
"""So many digests, or an eighth of all where that is more, wait to be sorted in."""


class Digests:
    """A set of digests of 8 bytes, which take little more: they stand in a sorted array, the latest in a small set."""

    def __init__(self) -> None:
        self._sorted = array("Q")
        self._latest: set[int] = set()

    def __len__(self) -> int:
        return len(self._sorted) + len(self._latest)

    def __contains__(self, digest: int) -> bool:
        """Whether it was added."""
        return digest in self._latest or self._is_sorted_in(digest)

    def isdisjoint(self, digests: Collection[int]) -> bool:
        """Whether none of them was added."""
        return self._latest.isdisjoint(digests) and not any(map(self._is_sorted_in, digests))

    def update(self, digests: Collection[int]) -> None:
        """Adds them."""
        if not digests:
            return
        self._latest.update([digest for digest in digests if not self._is_sorted_in(digest)])
        if len(self._latest) > max(LATEST, len(self._sorted) // 8):
            self._sorted = array("Q", merge(self._sorted, sorted(self._latest)))
            self._latest = set()

    def _is_sorted_in(self, digest: int) -> bool:
        place = bisect_left(self._sorted, digest)
        return place < len(self._sorted) and self._sorted[place] == digest
