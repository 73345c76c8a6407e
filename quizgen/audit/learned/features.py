"""What the trees are shown of each option: numbers, items x options x features."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, TypeAlias

import numpy as np
import numpy.typing as npt

from quizgen.guessing import TRAITS, Ints
from quizgen.guessing.arrays import sizes

Floats: TypeAlias = npt.NDArray[np.float32]
Numbers: TypeAlias = npt.NDArray[Any]
NEAR = 20
"""Differences up to this count one by one."""


def of_numbers(values: Ints) -> Floats:
    """Options that are numbers: their traits, each beside those of the others, and how large they are."""
    every = [trait(values).astype(np.float64) for trait in TRAITS.values()]
    every += [np.log(sizes(values))]
    columns = [column for scores in every for column in _relative(scores)]
    return _features([_places(values), *columns, *_beside(values), *_steps(values)], values.shape)


def of_parts(parts: Ints) -> Floats:
    """Options of several numbers, items x options x parts: each part, how many are shared, and the product."""
    varied = [part for part in np.moveaxis(parts, 2, 0) if (part != part[0, 0]).any()]
    shared = (parts[:, :, None, :] == parts[:, None, :, :]).sum(axis=(2, 3))
    columns = [column for part in (*varied, shared) for column in (*_relative(part), *_others(part))]
    product = np.maximum(parts, 1).prod(axis=2)
    return np.concatenate([_features(columns, shared.shape), of_numbers(product)], axis=2)


def _features(columns: list[Numbers], shape: tuple[int, ...]) -> Floats:
    return np.stack([np.broadcast_to(column, shape) for column in columns], axis=2).astype(np.float32)


def _places(values: Ints) -> Ints:
    return np.arange(values.shape[1])[None, :]


def _others(values: Numbers) -> Iterator[Numbers]:
    """One column for each of the other options, in their order."""
    every = range(values.shape[1])
    places = np.asarray([[other for other in every if other != own] for own in every])
    yield from np.moveaxis(values[:, places], 2, 0)


def _relative(scores: Numbers) -> Iterator[Numbers]:
    """A score by itself, by rank, and against the mean, the highest and the lowest of the others."""
    own, every = scores[:, :, None], scores[:, None, :]
    others = np.stack(list(_others(scores)), axis=2)
    yield from (scores, (own > every).sum(axis=2), (own == every).sum(axis=2))
    yield from (scores - others.mean(axis=2), scores - others.max(axis=2), scores - others.min(axis=2))


def _beside(values: Ints) -> Iterator[Numbers]:
    """Ratio and difference to each of the others, the ratio in lowest terms too."""
    for other in _others(values):
        one, two = sizes(values), sizes(other)
        common = np.gcd(one, two)
        away = values - other
        yield from (np.log(one / two), np.log(one // common), np.log(two // common))
        yield from (np.sign(away) * np.log1p(np.abs(away)), np.clip(away, -NEAR, NEAR))


def _steps(values: Ints) -> Iterator[Numbers]:
    """How the sorted options follow each other: the same for every option of an item."""
    ordered = np.sort(values, axis=1)
    gaps = np.diff(ordered, axis=1)
    ratios = np.log(sizes(ordered[:, 1:]) / sizes(ordered[:, :-1]))
    shares = gaps / np.maximum(gaps.sum(axis=1, keepdims=True), 1)
    yield from (column[:, None] for column in (*ratios.T, *shares.T))
