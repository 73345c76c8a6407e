"""Finite, counted, indexed sets of parameters, and the keyed permutation that draws from them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from hashlib import blake2b
from itertools import accumulate
from math import prod
from types import SimpleNamespace
from typing import Any, TypeAlias, TypeVar

import numpy as np
import numpy.typing as npt

from quizgen.errors import FormulaError

LARGEST = 200_000
Column: TypeAlias = npt.NDArray[np.int64]
Mask: TypeAlias = npt.NDArray[np.bool_]
Where: TypeAlias = Callable[[Any], Any]
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Params:
    """One point of a space: whole numbers by name, and the shape of the sub-space they come from.

    ``shape`` holds what is not a number and fixes which names there are: the kinds of the layers, for example.
    """

    values: Mapping[str, int]
    shape: tuple[str, ...] = ()

    def __getitem__(self, name: str) -> int:
        return self.values[name]

    def canonical(self) -> str:
        """The same text for the same point, whatever the order in which its names were given."""
        numbers = ",".join(f"{name}={self.values[name]}" for name in sorted(self.values))
        return f"{'/'.join(self.shape)}?{numbers}"

    def __str__(self) -> str:
        """The point as a message names it."""
        numbers = ", ".join(f"{name}={value}" for name, value in self.values.items())
        return f"{numbers} ({', '.join(self.shape)})" if self.shape else numbers


@dataclass(frozen=True)
class Grid:
    """Every combination of the axes' values that passes ``where``.

    ``where`` is given all combinations at once, as columns (``c.stride``), and returns a mask. At most 200,000
    combinations: thin an axis by declaring fewer values.
    """

    axes: Mapping[str, Sequence[int]]
    where: Where | None = None
    shape: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        total = prod(len(values) for values in self.axes.values())
        if total > LARGEST:
            names = ", ".join(self.axes)
            raise FormulaError(f"the grid over {names} has {total:,} combinations, at most {LARGEST:,} may be declared")

    @cached_property
    def columns(self) -> dict[str, Column]:
        """The points as one int64 column for each axis, the last axis running fastest."""
        mesh = np.meshgrid(*(np.asarray(v, dtype=np.int64) for v in self.axes.values()), indexing="ij")
        every = {name: part.reshape(-1) for name, part in zip(self.axes, mesh, strict=True)}
        if self.where is None:
            return every
        mask = np.asarray(self.where(SimpleNamespace(**every)), dtype=np.bool_)
        return {name: column[mask] for name, column in every.items()}

    def __len__(self) -> int:
        return len(next(iter(self.columns.values())))

    def __getitem__(self, index: int) -> Params:
        return Params({name: int(column[index]) for name, column in self.columns.items()}, self.shape)


@dataclass(frozen=True)
class Rows:
    """The points that ``make`` lists, each a row with a number for every name; made on first use.

    For what no grid holds: vectors, small maps, curves, the layers of a network. Raises FormulaError for a row that
    comes twice or has too few numbers, and for more than 200,000.
    """

    names: tuple[str, ...]
    make: Callable[[], Iterable[tuple[int, ...]]]
    shape: tuple[str, ...] = ()

    @cached_property
    def columns(self) -> dict[str, Column]:
        """The points as one int64 column for each name."""
        rows = list(self.make())
        if any(len(row) != len(self.names) for row in rows):
            raise FormulaError(f"every row needs a number for each of {', '.join(self.names)}")
        if len(rows) > LARGEST or len(set(rows)) != len(rows):
            raise FormulaError(f"the rows over {', '.join(self.names)} hold one twice, or more than {LARGEST:,}")
        every = np.asarray(rows, dtype=np.int64).reshape(len(rows), len(self.names))
        return {name: every[:, number].copy() for number, name in enumerate(self.names)}

    def __len__(self) -> int:
        return len(next(iter(self.columns.values())))

    def __getitem__(self, index: int) -> Params:
        return Params({name: int(column[index]) for name, column in self.columns.items()}, self.shape)


Part: TypeAlias = Grid | Rows


@dataclass(frozen=True)
class Concat:
    """Spaces one after the other; their points are told apart by shape or by values."""

    parts: tuple[Part, ...]

    @cached_property
    def ends(self) -> list[int]:
        """The index after each part's last point."""
        return list(accumulate(len(part) for part in self.parts))

    def __len__(self) -> int:
        return self.ends[-1] if self.parts else 0

    def __getitem__(self, index: int) -> Params:
        part, inner = self.locate(index)
        return self.parts[part][inner]

    def __iter__(self) -> Iterator[Params]:
        return (self[index] for index in range(len(self)))

    def locate(self, index: int) -> tuple[int, int]:
        """The part that holds a point, and the point's index in it."""
        for number, end in enumerate(self.ends):
            if index < end:
                return number, index - (end - len(self.parts[number]))
        raise IndexError(index)


def concat(*parts: Part) -> Concat:
    """Spaces one after the other."""
    return Concat(parts)


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

    def _step(self, value: int) -> int:
        left, right = value >> self._half, value & self._mask
        for start in self._rounds:
            mixed = start.copy()
            mixed.update(right.to_bytes(4, "big"))
            left, right = right, left ^ (int.from_bytes(mixed.digest(), "big") & self._mask)
        return (left << self._half) | right
