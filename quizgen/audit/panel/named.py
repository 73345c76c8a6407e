"""Strategies by a name that see options as ascending numbers, and choose a place."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from itertools import pairwise
from types import MappingProxyType
from typing import TypeAlias

Options: TypeAlias = tuple[int, ...]
Strategy: TypeAlias = Callable[[Options], int]


def _closest_pair(options: Options) -> int:
    """The place of the lower of the two closest options."""
    gaps = [b - a for a, b in pairwise(options)]
    return gaps.index(min(gaps))


def _closest_to_mean(options: Options) -> int:
    total = sum(options)
    return min(range(len(options)), key=lambda place: (abs(len(options) * options[place] - total), place))


def _commonest_length(options: Options) -> int:
    lengths = [len(str(value)) for value in options]
    commonest = Counter(lengths).most_common(1)[0][0]
    return lengths.index(commonest)


STRATEGIES: Mapping[str, Strategy] = MappingProxyType(
    {
        "smallest": lambda _: 0,
        "second": lambda _: 1,
        "second largest": lambda options: len(options) - 2,
        "largest": lambda options: len(options) - 1,
        "smaller of the two closest": _closest_pair,
        "larger of the two closest": lambda options: _closest_pair(options) + 1,
        "closest to the mean": _closest_to_mean,
        "commonest number of digits": _commonest_length,
    }
)
