"""Finite, counted, indexed sets of parameters, and the keyed permutation that draws from them."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cache, cached_property
from itertools import accumulate
from math import prod
from types import SimpleNamespace
from typing import Any, TypeAlias, TypeVar

import numpy as np
import numpy.typing as npt
from msgspec import Struct

from quizgen.errors import FormulaError

LARGEST = 200_000
Column: TypeAlias = npt.NDArray[np.int64]
Mask: TypeAlias = npt.NDArray[np.bool_]
Where: TypeAlias = Callable[[Any], Any]
T = TypeVar("T")


class Params(Struct, frozen=True):
    """One point of a space: whole numbers by name, and the shape of the sub-space they come from.

    ``shape`` holds what is not a number and fixes which names there are: the kinds of the layers, for example.
    """

    values: Mapping[str, int]
    shape: tuple[str, ...] = ()

    def __getitem__(self, name: str) -> int:
        return self.values[name]

    def canonical(self) -> str:
        """The same text for the same point, whatever the order in which its names were given."""
        numbers = _pattern(",", tuple(sorted(self.values))) % self.values
        return f"{'/'.join(self.shape)}?{numbers}"

    def __str__(self) -> str:
        """The point as a message names it."""
        numbers = _pattern(", ", tuple(self.values)) % self.values
        return f"{numbers} ({', '.join(self.shape)})" if self.shape else numbers


@cache
def _pattern(between: str, names: tuple[str, ...]) -> str:
    """``name=number`` with the numbers left out: few sets of names stand for all points."""
    return between.join([f"{name}=%({name})s" for name in names])


class Combinations(Struct, frozen=True, dict=True):
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
        mask = self._mask(self.where(SimpleNamespace(**every)))
        return {name: column[mask] for name, column in every.items()}

    def _mask(self, found: object) -> Mask:
        """What ``where`` gives; raises FormulaError unless that says of each combination whether it passes."""
        count = prod(len(values) for values in self.axes.values())
        if (mask := _truths(found)) is None or mask.shape != (count,):
            raise FormulaError(
                f"the 'where' of the grid over {', '.join(self.axes)} gives {_shown(found)}, and has to give "
                f"a truth value for each combination, as 'c.{next(iter(self.axes))} > 1' does"
            )
        return mask

    def __len__(self) -> int:
        return len(next(iter(self.columns.values())))

    def __getitem__(self, index: int) -> Params:
        return Params({name: int(column[index]) for name, column in self.columns.items()}, self.shape)


class Rows(Struct, frozen=True, dict=True):
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


class Listed(Struct, frozen=True, dict=True):
    """Points that are known one by one: ``narrow`` are their columns, in whole numbers of any size."""

    narrow: Mapping[str, npt.NDArray[np.integer[Any]]]
    shape: tuple[str, ...] = ()

    @cached_property
    def columns(self) -> dict[str, Column]:
        """The points as one int64 column for each name."""
        return {name: column.astype(np.int64) for name, column in self.narrow.items()}

    def __len__(self) -> int:
        return len(next(iter(self.narrow.values())))

    def __getitem__(self, index: int) -> Params:
        return Params({name: at(index) for name, at in self._at}, self.shape)

    @cached_property
    def _at(self) -> tuple[tuple[str, Callable[[int], int]], ...]:
        return tuple((name, column.item) for name, column in self.narrow.items())


SubSpace: TypeAlias = Combinations | Rows | Listed


class Concat(Struct, frozen=True, dict=True):
    """Spaces one after the other; their points are told apart by shape or by values.

    ``real`` says where a part's points are real ones, such as published networks have: a mask from the part's columns
    (``c.stride``) and shape (``c.shape``). Without it there is no such difference. ``known`` is that mask, where it
    was found before.
    """

    parts: tuple[SubSpace, ...]
    real: Where | None = None
    known: Mask | None = None

    @cached_property
    def ends(self) -> list[int]:
        """The index after each part's last point."""
        return list(accumulate(len(part) for part in self.parts))

    @cached_property
    def real_points(self) -> Column:
        """The numbers of the real points, ascending."""
        return self._numbers(real=True)

    @cached_property
    def other_points(self) -> Column:
        """The numbers of all other points, ascending."""
        return self._numbers(real=False)

    def _numbers(self, *, real: bool) -> Column:
        return np.asarray((self.is_real == real).nonzero()[0], dtype=np.int64)

    @cached_property
    def is_real(self) -> Mask:
        """Where the points are real ones."""
        if self.known is not None:
            return self.known
        return np.zeros(len(self), dtype=np.bool_) if self.real is None else self.mask(self.real)

    def mask(self, where: Where) -> Mask:
        """Where ``where``, which is given each part's columns and shape, is true of the points."""
        masks = [where(SimpleNamespace(**part.columns, shape=part.shape)) for part in self.parts]
        return np.concatenate([_spread(mask, len(part)) for mask, part in zip(masks, self.parts, strict=True)])

    def __len__(self) -> int:
        return self.ends[-1] if self.parts else 0

    def __getitem__(self, index: int) -> Params:
        part, inner = self.locate(index)
        return self.parts[part][inner]

    def __iter__(self) -> Iterator[Params]:
        return (self[index] for index in range(len(self)))

    def locate(self, index: int) -> tuple[int, int]:
        """The part that holds a point, and the point's index in it."""
        part = bisect_right(self.ends, index)
        if part == len(self.parts):
            raise IndexError(index)
        return part, index - (self.ends[part - 1] if part else 0)


def _spread(found: object, count: int) -> Mask:
    """A mask of a part's points, for which one truth value may stand; raises FormulaError for what is none."""
    if (mask := _truths(found)) is None or mask.shape not in {(), (1,), (count,)}:
        raise FormulaError(
            f"a condition on points gives {_shown(found)}, and has to give a truth value for each of them"
        )
    return np.broadcast_to(mask, count)


def _truths(found: object) -> Mask | None:
    """What is given as truth values, for which whole numbers may stand; None for something else."""
    given = np.asarray(found)
    return given.astype(np.bool_) if given.dtype.kind in "bui" else None


def _shown(found: object) -> str:
    """What is no mask, for a sentence."""
    given = np.asarray(found)
    return f"an array of the shape {given.shape} and type {given.dtype}" if given.ndim else repr(found)


def concat(*parts: SubSpace, real: Where | None = None) -> Concat:
    """Spaces one after the other, and which of their points are real."""
    return Concat(parts, real)
