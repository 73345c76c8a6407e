"""A level as a table: the key and every mistake's value at every point, in one numpy pass a sub-space."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cached_property, partial
from itertools import combinations
from typing import TypeAlias

import numpy as np
import numpy.typing as npt
from msgspec import Struct

from quizgen.answers.precision import Precision
from quizgen.decks.apart import near, precision, rounded_alike
from quizgen.errors import FormulaError
from quizgen.math.code import compiled
from quizgen.misconceptions.kinds import Misconception, Trees
from quizgen.misconceptions.twice import Both
from quizgen.space import Column, Concat, Mask, SubSpace

KeyFor: TypeAlias = Callable[[tuple[str, ...]], Trees]
Flags: TypeAlias = npt.NDArray[np.bool_]
PLAUSIBLE = 64
LARGEST_PART = 1 << 20
"""More than any channels or sides."""


class Scale(Struct, frozen=True):
    """What values there are: multiples of 1/``unit``, above zero unless ``signed``.

    Values of several parts are compared by their product, or, where they are in no order, part by part (``apart``).
    """

    unit: int = 1
    signed: bool = False
    apart: bool = False

    def one(self, parts: npt.NDArray[np.int64], axis: int) -> npt.NDArray[np.int64]:
        """The one number by which values are compared, whose parts stand along an axis."""
        if not self.apart:
            return np.asarray(parts.prod(axis=axis), dtype=np.int64)
        different = np.int64(LARGEST_PART) ** np.arange(parts.shape[axis], dtype=np.int64)
        return np.asarray(np.tensordot(different, parts, axes=(0, axis)), dtype=np.int64)


WHOLE = Scale()


class LevelTable(Struct, frozen=True, dict=True):
    """Key and wrong values of every point of one level.

    ``key`` has one row for each component of the key, ``wrong`` one such block for each misconception, ``exact`` says
    where a mistake gives whole numbers, and such above zero unless the scale is signed. ``key_scale`` and
    ``wrong_scale`` turn the components into the one number by which options are compared: the value itself, or the
    product of several, among which a square map's two sides count once. All numbers count in parts of one, ``unit`` to
    a whole (see ``Scale``).
    """

    misconceptions: tuple[Misconception, ...]
    key: npt.NDArray[np.int64]
    wrong: npt.NDArray[np.int64]
    exact: Flags
    scale: Scale = WHOLE

    @cached_property
    def key_scale(self) -> Column:
        """One number for each point's key."""
        return self.scale.one(self.key[self._own], 0)

    @cached_property
    def wrong_scale(self) -> npt.NDArray[np.int64]:
        """One number for each misconception and point."""
        return self.scale.one(self.wrong[:, self._own], 1)

    @cached_property
    def _own(self) -> list[int]:
        """The components that are not another one over again, in the key and in every mistake."""
        every = [np.concatenate([self.key[part], *self.wrong[:, part]]) for part in range(len(self.key))]
        return [part for part, one in enumerate(every) if not any(np.array_equal(one, other) for other in every[:part])]

    @cached_property
    def precision(self) -> Precision:
        """How many digits count where the key is to be written; those of a shape are whole."""
        return precision(self.key, self.scale.unit) if len(self.key) == 1 else Precision()

    @cached_property
    def usable(self) -> Flags:
        """Where a wrong value may stand beside the key: from one mistake, no near miss of the key or an earlier one."""
        unit = self.scale.unit ** len(self._own)
        if unit == 1:
            return self._single
        usable: Flags = self._single & ~near(self.wrong_scale, self.key_scale, unit)
        for one, other in combinations(range(len(usable)), 2):
            usable[other] &= ~(usable[one] & near(self.wrong_scale[one], self.wrong_scale[other], unit))
        return usable

    @cached_property
    def told(self) -> Flags:
        """Where a wrong value shows its mistake even if it was rounded as asked, like the key and all others."""
        if self.precision == Precision():
            return self._single
        alike = partial(rounded_alike, unit=self.scale.unit, wanted=self.precision)
        return self._alone(self._single & ~alike(self.wrong_scale, self.key_scale), alike)

    @cached_property
    def _single(self) -> Flags:
        """Where a wrong value is exact, of a believable size, not the key, and from this mistake alone."""
        return self._alone(self.exact & self._believable() & (self.wrong_scale != self.key_scale), np.equal)

    def _alone(self, among: Flags, alike: Callable[[Column, Column], Mask]) -> Flags:
        """The flags without those of values that are like another mistake's; two at once give way to a single one."""
        alone = among.copy()
        twice = {double for double, _, _ in self.doubles}
        for one, other in combinations(range(len(among)), 2):
            clash = self.exact[one] & self.exact[other] & alike(self.wrong_scale[one], self.wrong_scale[other])
            if one in twice or other not in twice:
                alone[one] &= ~clash
            if other in twice or one not in twice:
                alone[other] &= ~clash
        return alone

    @cached_property
    def doubles(self) -> tuple[tuple[int, int, int], ...]:
        """The numbers of misconceptions that are two others at once, each with those two.

        A value that a single mistake gives too is not theirs.
        """
        numbers = {id(one): number for number, one in enumerate(self.misconceptions)}
        both = ((number, one) for number, one in enumerate(self.misconceptions) if isinstance(one, Both))
        return tuple((number, numbers[id(one.first)], numbers[id(one.second)]) for number, one in both)

    @cached_property
    def singles(self) -> Column:
        """The numbers of all other misconceptions."""
        twice = {double for double, _, _ in self.doubles}
        every = [number for number in range(len(self.misconceptions)) if number not in twice]
        return np.asarray(every, dtype=np.int64)

    def _believable(self) -> Flags:
        """Where a wrong value is believable beside the key; a signed one may be small, but not far greater."""
        if self.scale.signed:
            small = np.abs(self.wrong_scale) <= (np.abs(self.key_scale) + 1) * PLAUSIBLE
            return np.asarray(small, dtype=np.bool_)
        alike = (self.wrong_scale <= self.key_scale * PLAUSIBLE) & (self.wrong_scale * PLAUSIBLE >= self.key_scale)
        return np.asarray(alike, dtype=np.bool_)

    def choosable(self, options: int) -> Mask:
        """Points that may be asked with so many options.

        Of four, where three usable wrong values lie on both sides, so that the key can take every rank; of three, where
        there are two at all: ranks are evened out among points.
        """
        usable, wrong = self.usable[self.singles], self.wrong_scale[self.singles]
        if options == 3:
            return np.asarray(usable.sum(axis=0) >= 2, dtype=np.bool_)
        below = (usable & (wrong < self.key_scale)).sum(axis=0)
        above = (usable & (wrong > self.key_scale)).sum(axis=0)
        return np.asarray(np.logical_and(below >= 3, above >= 3), dtype=np.bool_)

    def offered(self, point: int) -> list[int]:
        """The misconceptions whose value may stand beside the key of a point, by ascending value."""
        return self._ascending(self.usable, point)

    def _ascending(self, flags: Flags, point: int) -> list[int]:
        chosen = self.singles[flags[self.singles, point]]
        return sorted((int(m) for m in chosen), key=lambda m: int(self.wrong_scale[m, point]))


def build(space: Concat, key_for: KeyFor, misconceptions: tuple[Misconception, ...], scale: Scale) -> LevelTable:
    """The table of a level."""
    blocks = [_block(part, key_for(part.shape), misconceptions, scale) for part in space.parts]
    keys, wrongs, exacts = zip(*blocks, strict=True)
    return LevelTable(
        misconceptions,
        np.concatenate(keys, axis=-1),
        np.concatenate(wrongs, axis=-1),
        np.concatenate(exacts, axis=-1),
        scale,
    )


def _block(
    grid: SubSpace, key: Trees, misconceptions: Sequence[Misconception], scale: Scale
) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.int64], npt.NDArray[np.bool_]]:
    right, _ = _evaluated(key, grid, scale, "the formula")
    wrong = np.zeros((len(misconceptions), len(key), len(grid)), dtype=np.int64)
    exact = np.zeros((len(misconceptions), len(grid)), dtype=np.bool_)
    for number, misconception in enumerate(misconceptions):
        trees = misconception.wrong(key, grid.shape)
        if trees is not None:
            whose = f"the misconception '{misconception.id}'"
            if len(trees) != len(key):
                raise FormulaError(f"{whose} gives {len(trees)} numbers, the key has {len(key)}")
            wrong[number], exact[number] = _evaluated(trees, grid, scale, whose)
    return right, wrong, exact


def _evaluated(trees: Trees, grid: SubSpace, scale: Scale, whose: str) -> tuple[npt.NDArray[np.int64], Mask]:
    """The trees' values, and where they are exact; raises FormulaError for a name that the space does not have."""
    values = np.zeros((len(trees), len(grid)), dtype=np.int64)
    exact = np.ones(len(grid), dtype=np.bool_)
    for number, tree in enumerate(trees):
        try:
            numerator, denominator = compiled(tree)(grid.columns)
        except KeyError as error:
            has = ", ".join(grid.columns)
            raise FormulaError(f"{whose} speaks of {error.args[0]}, but the space has only {has}") from None
        safe = np.where(np.equal(denominator, 0), 1, denominator)
        parts = numerator * scale.unit
        values[number] = parts // safe
        exact &= np.not_equal(denominator, 0) & (values[number] * safe == parts)
        if not scale.signed:
            exact &= values[number] > 0
    return values, exact
