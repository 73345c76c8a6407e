"""Randomness is a hash of a path: the same path gives the same numbers on every machine."""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import blake2b
from itertools import accumulate
from typing import TypeVar

T = TypeVar("T")


def digest(*path: object, size: int = 8) -> int:
    """A whole number of ``size`` bytes from a path of words and numbers, the same on every machine."""
    text = "\x1f".join(str(step) for step in path)
    return int.from_bytes(blake2b(text.encode(), digest_size=size).digest(), "big")


class Dice:
    """A stream of numbers from a path, the same on every machine; one stream for each purpose."""

    def __init__(self, *path: object) -> None:
        self._path = "\x1f".join(str(step) for step in path).encode()
        self._block = 0
        self._left: list[int] = []

    def below(self, size: int) -> int:
        """The next number in ``range(size)``; ``size`` is far below 2**32, so no number is favoured noticeably."""
        if not self._left:
            raw = blake2b(self._path, salt=self._block.to_bytes(8, "big")).digest()
            self._left = [int.from_bytes(raw[start : start + 4], "big") for start in range(0, 64, 4)]
            self._block += 1
        return self._left.pop() % size

    def among(self, weights: Sequence[int]) -> int:
        """A place, drawn with these weights; with no weight anywhere every place alike."""
        total = sum(weights)
        if not total:
            return self.below(len(weights))
        ticket = (self.below(1 << 32) << 32 | self.below(1 << 32)) * total >> 64
        return next(place for place, end in enumerate(accumulate(weights)) if ticket < end)

    def sample(self, items: Sequence[T], count: int) -> list[T]:
        """``count`` different items in random order."""
        pool = list(items)
        return [pool.pop(self.below(len(pool))) for _ in range(count)]


class Permutation:
    """A keyed permutation of ``range(size)``, element by element and without a table.

    Four Feistel rounds over blake2b on the smallest even number of bits that holds ``size``; a result outside the range
    is sent through again, so each element takes at most a few steps on average.
    """

    def __init__(self, size: int, *path: object) -> None:
        self.size = size
        self._half = max(1, ((size - 1).bit_length() + 1) // 2) if size > 1 else 1
        self._mask = (1 << self._half) - 1
        base = blake2b("\x1f".join(str(step) for step in path).encode(), digest_size=32).digest()
        self._rounds = [blake2b(key=base, salt=bytes([number]), digest_size=8) for number in range(4)]

    def __getitem__(self, index: int) -> int:
        if not 0 <= index < self.size:
            raise IndexError(index)
        value = self._step(index)
        while value >= self.size:
            value = self._step(value)
        return value

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
        left, right, mask = value >> self._half, value & self._mask, self._mask
        for key in self._rounds:  # what _mixed does, since this is done more often than all else
            mixed = key.copy()
            mixed.update(right.to_bytes(4, "big"))
            left, right = right, left ^ int.from_bytes(mixed.digest(), "big") & mask
        return (left << self._half) | right

    def _step_back(self, value: int) -> int:
        left, right = value >> self._half, value & self._mask
        for key in reversed(self._rounds):
            left, right = right ^ self._mixed(key, left), left
        return (left << self._half) | right

    def _mixed(self, key: blake2b, half: int) -> int:
        mixed = key.copy()
        mixed.update(half.to_bytes(4, "big"))
        return int.from_bytes(mixed.digest(), "big") & self._mask
