"""Randomness is a hash of a path: the same path gives the same numbers on every machine."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from functools import cache
from hashlib import blake2b
from itertools import accumulate, permutations
from struct import unpack
from typing import TypeVar

T = TypeVar("T")
ROUNDS = 6
"""So many spread even a handful of numbers; fewer leave neighbours at favourite distances."""


def digest(*path: object, size: int = 8) -> int:
    """A whole number of ``size`` bytes from a path of words and numbers, the same on every machine."""
    return int.from_bytes(blake2b(_joined(path), digest_size=size).digest(), "big")


def _joined(path: tuple[object, ...]) -> bytes:
    return "\x1f".join(map(str, path)).encode()


class Dice:
    """A stream of numbers from a path, the same on every machine; one stream for each purpose."""

    def __init__(self, *path: object) -> None:
        self._path = _joined(path)
        self._block = 0
        self._left: list[int] = []

    def below(self, size: int) -> int:
        """The next number in ``range(size)``; ``size`` is far below 2**32, so no number is favoured noticeably."""
        return self._word() % size

    def _word(self) -> int:
        if not self._left:
            raw = blake2b(self._path, salt=self._block.to_bytes(8, "big")).digest()
            self._left = [*unpack(">16I", raw)]
            self._block += 1
        return self._left.pop()

    def among(self, weights: Sequence[int]) -> int:
        """A place, drawn with these weights; with no weight anywhere every place alike."""
        ends = [*accumulate(weights)]
        if not ends[-1]:
            return self.below(len(weights))
        ticket = (self._word() << 32 | self._word()) * ends[-1] >> 64
        return bisect_right(ends, ticket)

    def sample(self, items: Sequence[T], count: int) -> list[T]:
        """``count`` different items in random order."""
        pool = list(items)
        return [pool.pop(self.below(len(pool))) for _ in range(count)]


class Permutation:
    """A keyed permutation of ``range(size)``, element by element and without a table.

    Each round adds a key, multiplies by an odd one and folds the upper half of the bits onto the lower, on as many
    bits as hold ``size``. A result outside the range is sent through again, less than once on average.
    """

    def __init__(self, size: int, *path: object) -> None:
        self.size = size
        bits = max(1, (size - 1).bit_length())
        self._mask, self._fold = (1 << bits) - 1, (bits + 1) // 2
        keys = unpack(f">{2 * ROUNDS}I", blake2b(_joined(path), digest_size=8 * ROUNDS).digest())
        self._rounds = [
            (key & self._mask, (factor | 1) & self._mask) for key, factor in zip(keys[::2], keys[1::2], strict=True)
        ]

    def __getitem__(self, index: int) -> int:
        if not 0 <= index < self.size:
            raise IndexError(index)
        value = self._step(index)
        while value >= self.size:
            value = self._step(value)
        return value

    def __iter__(self) -> Iterator[int]:
        return map(self.__getitem__, range(self.size))

    def __len__(self) -> int:
        return self.size

    def index(self, value: int) -> int:
        """The place at which a value comes; raises ValueError for what never does."""
        if not 0 <= value < self.size:
            raise ValueError(f"{value} is not in range({self.size})")
        place = self._step_back(value)
        while place >= self.size:
            place = self._step_back(place)
        return place

    def _step(self, value: int) -> int:
        mask, fold = self._mask, self._fold
        for key, factor in self._rounds:
            value = (value + key) * factor & mask
            value ^= value >> fold
        return value

    def _step_back(self, value: int) -> int:
        for key, factor in reversed(self._rounds):
            value ^= value >> self._fold
            value = value * pow(factor, -1, self._mask + 1) - key & self._mask
        return value


def few(count: int, *path: object) -> tuple[int, ...]:
    """``range(count)`` of a few numbers in an order that follows from the path, each order alike."""
    orders = _orders(count)
    return orders[digest(*path) % len(orders)]


@cache
def _orders(count: int) -> tuple[tuple[int, ...], ...]:
    return tuple(permutations(range(count)))
