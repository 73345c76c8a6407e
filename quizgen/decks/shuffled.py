"""The order in which points are put into decks; decks are stored, so another order would be other decks."""

from __future__ import annotations

from hashlib import blake2b

import numpy as np

from quizgen.space import Column

ROUNDS = 4


def shuffled(size: int, *path: object) -> Column:
    """All whole numbers below ``size``, in an order that follows from the path: the same on every machine.

    A Feistel network over blake2b on the smallest even number of bits that holds ``size``; what falls outside the
    range is sent through again.
    """
    half = max(1, ((size - 1).bit_length() + 1) // 2)
    tables = _tables(half, "\x1f".join(str(step) for step in path).encode())
    numbers = _through(np.arange(size), half, tables)
    while (outside := numbers >= size).any():
        numbers[outside] = _through(numbers[outside], half, tables)
    return numbers


def _through(numbers: Column, half: int, tables: list[Column]) -> Column:
    left, right = numbers >> half, numbers & ((1 << half) - 1)
    for table in tables:
        left, right = right, left ^ table[right]
    return (left << half) | right


def _tables(half: int, path: bytes) -> list[Column]:
    """What each round makes of every half of a number."""
    key = blake2b(path, digest_size=32).digest()
    return [np.asarray([_mixed(key, turn, number, half) for number in range(1 << half)]) for turn in range(ROUNDS)]


def _mixed(key: bytes, turn: int, number: int, half: int) -> int:
    raw = blake2b(number.to_bytes(4, "big"), key=key, salt=bytes([turn]), digest_size=8).digest()
    return int.from_bytes(raw, "big") & ((1 << half) - 1)
