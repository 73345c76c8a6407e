"""Every strategy of the panel with its hits."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from typing import TypeAlias

import numpy as np

from quizgen.audit.panel.named import STRATEGIES, Options
from quizgen.audit.panel.seen import Batch, total
from quizgen.audit.panel.stems import by_layers, by_stem
from quizgen.audit.panel.thresholds import learned
from quizgen.guessing import TRAITS, Ints

Guess: TypeAlias = tuple[str, Fraction, int]
"""A strategy, its hits, and on how many items it was tried."""


def guesses(batch: Batch) -> Iterator[Guess]:
    """What everybody on the panel makes of the items."""
    yield from ((name, total(hits), len(batch.items)) for name, hits in untaught(batch))
    for part, values in enumerate(np.moveaxis(batch.parts, 2, 0), start=1):
        prefix = f"part {part}: " if batch.parts.shape[2] > 1 else ""
        yield from ((prefix + name, Fraction(hits), tried) for name, hits, tried in learned(*_sorted(values, batch)))


def untaught(batch: Batch) -> Iterator[tuple[str, Ints]]:
    """Which keys those hit who learn nothing from other items; see ``Batch.scored``."""
    return _numbers(batch) if batch.parts.shape[2] == 1 else _several(batch)


def _numbers(batch: Batch) -> Iterator[tuple[str, Ints]]:
    values = batch.parts[:, :, 0]
    rows: Sequence[Options] = [tuple(row) for row in values.tolist()]
    for name, strategy in STRATEGIES.items():
        hits = [strategy(row) == item.right for row, item in zip(rows, batch.items, strict=True)]
        yield name, np.asarray(hits, dtype=np.int64)
    yield from _traits(batch, values)
    yield from by_stem(batch, values)


def _several(batch: Batch) -> Iterator[tuple[str, Ints]]:
    """Pairs and layers: each argument by itself, what they share, and for pairs the product and the last number."""
    for place in range(batch.options):
        yield f"option {place + 1}", np.asarray(batch.right == place, dtype=np.int64)
    for part, values in enumerate(np.moveaxis(batch.parts, 2, 0), start=1):
        yield f"largest in part {part}", batch.scored(values, most=True)
        yield f"smallest in part {part}", batch.scored(values, most=False)
    shared = np.asarray((batch.parts[:, :, None] == batch.parts[:, None]).sum(axis=(2, 3)), dtype=np.int64)
    yield "most shared parts", batch.scored(shared, most=True)
    yield "fewest shared parts", batch.scored(shared, most=False)
    product = np.asarray(np.maximum(batch.parts, 1).prod(axis=2), dtype=np.int64)
    yield from ((f"product: {name}", hits) for name, hits in _traits(batch, product))
    yield from ((f"last part: {name}", hits) for name, hits in by_stem(batch, batch.parts[:, :, -1]))
    yield from by_layers(batch)


def _traits(batch: Batch, values: Ints) -> Iterator[tuple[str, Ints]]:
    for name, trait in TRAITS.items():
        scores = trait(values)
        yield f"most {name}", batch.scored(scores, most=True)
        yield f"least {name}", batch.scored(scores, most=False)


def _sorted(values: Ints, batch: Batch) -> tuple[Ints, Ints]:
    """The options of each item in ascending order of these values, and where the key then stands."""
    order = values.argsort(axis=1, kind="stable")
    return np.take_along_axis(values, order, axis=1), (order == batch.right[:, None]).argmax(axis=1)
