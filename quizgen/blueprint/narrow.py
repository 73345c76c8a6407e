"""Which of a source's points a slot asks about: those with its parameters, with its tag, or of its items.

Points are numbered as ``Source.at`` takes them, which asks about them: so no process needs to know of a slot's wishes.
Sets of values, of which each is the key of one question, cannot be kept where most of their points are left out.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from functools import cache
from typing import Any, TypeAlias

import numpy as np

from quizgen.asking.family import Family
from quizgen.asking.linked.family import LinkedFamily
from quizgen.asking.source import Source
from quizgen.asking.spaced import REAL
from quizgen.authored import Concepts
from quizgen.catalog.listed import Listed
from quizgen.counting.counts import there
from quizgen.errors import UsageError
from quizgen.model import Kind, Level, Question
from quizgen.space import Mixed, Permutation

Points: TypeAlias = tuple[int, ...]
Named: TypeAlias = Mapping[str, tuple[object, ...]]
"""The values that stand under each name in an item's ``params``, however deep."""


def whole(source: Source) -> Source:
    """The source itself, imported if it was not."""
    return source.whole if isinstance(source, Listed) else source


def asked(source: Source, level: Level, kind: Kind, points: Points) -> Points:
    """Those of the points that can be asked in that kind."""
    return tuple(point for point in points if _question(source, level, kind, point) is not None)


def order(source: Source, level: Level, points: Points, *path: object) -> Iterable[int]:
    """The points in a keyed order: real layers, and of them common ones, as often as the source itself asks them."""
    found = whole(source)
    if not isinstance(found, Family | LinkedFamily):
        return map(points.__getitem__, Permutation(len(points), "points", *path))
    every = np.asarray(points, dtype=np.int64)
    real = found.space(level).is_real[every]
    return Mixed(every[real], every[~real], REAL[level], "points", *path, looks=found.looks(level))


def with_params(source: Source, level: Level, wanted: Mapping[str, object]) -> Points:
    """The points at which all of these parameters have these values, in whatever kind they are asked."""
    found = every(source, level)
    return tuple(point for point, has in found.items() if all(_has(has, name, wanted[name]) for name in wanted))


def every(source: Source, level: Level) -> Mapping[int, Named]:
    """What each point's ``params`` name, as far as the point is asked at all."""
    found: Any = whole(source)
    return _every(found, level)


@cache
def _every(found: Any, level: Level) -> Mapping[int, Named]:
    if isinstance(found, Family | LinkedFamily):
        return {point: named(found.params_json(params)) for point, params in enumerate(found.space(level))}
    asked_there = ((point, _any(found, level, point)) for point in range(_points(found, level)))
    return {point: named(question.params) for point, question in asked_there if question}


def with_tag(source: Source, level: Level, tag: str) -> Points | None:
    """The points with a tag; None where all have it, as all items have that of their topic, family and level."""
    if tag in (source.topic, source.id, level):
        return None
    file = whole(source)
    if not isinstance(file, Concepts):
        return ()
    items = [item for item in file.items if item.level == level]
    return tuple(point for point, item in enumerate(items) if tag in item.tags)


def tags(source: Source) -> Iterator[str]:
    """All tags that its items have in files, beside level."""
    yield from (source.topic, source.id)
    file = whole(source)
    if isinstance(file, Concepts):
        yield from (tag for item in file.items for tag in item.tags)


def named(params: object) -> Named:
    """The values under each name, of layers also under ``Conv2d.kernel_size``."""
    found: dict[str, list[object]] = {}
    for name, value in _walk(params):
        found.setdefault(name, []).append(value)
    return {name: tuple(values) for name, values in found.items()}


def _walk(params: object) -> Iterator[tuple[str, object]]:
    if isinstance(params, Mapping):
        kind = params.get("type")
        for name, value in params.items():
            if _is_nested(value):
                yield from _walk(value)
                continue
            yield name, value
            if isinstance(kind, str) and name != "type":
                yield f"{kind}.{name}", value
    elif isinstance(params, Sequence) and not isinstance(params, str):
        for one in params:
            yield from _walk(one)


def _is_nested(value: object) -> bool:
    return isinstance(value, Mapping) or (
        isinstance(value, Sequence) and any(isinstance(one, Mapping | list) for one in value)
    )


def _has(found: Named, name: str, wanted: object) -> bool:
    """Whether everything under a name is as wanted, and there is something."""
    return name in found and all(same(value, wanted) for value in found[name])


def same(value: Any, wanted: Any) -> bool:
    """Whether a value of the JSON is one of a TOML file: 1 is not true, 0.5 is one half."""
    if isinstance(wanted, list):
        return isinstance(value, Sequence) and not isinstance(value, str) and _all_same(value, wanted)
    if isinstance(value, bool) or isinstance(wanted, bool):
        return value is wanted
    if isinstance(wanted, Decimal) and isinstance(value, float):
        return value == float(wanted)
    return bool(value == wanted)


def _all_same(values: Sequence[Any], wanted: Sequence[Any]) -> bool:
    return len(values) == len(wanted) and all(map(same, values, wanted))


def _points(source: Source, level: Level) -> int:
    found = whole(source)
    count: Any = getattr(found, "points", None)
    return int(count(level)) if count else max(there(source, level, kind) for kind in source.kinds)


def _any(source: Source, level: Level, point: int) -> Question | None:
    """The question about a point in the first kind in which it is asked."""
    kinds = (source.usual(level), *source.kinds)
    return next((one for kind in kinds if (one := _question(source, level, kind, point))), None)


def _question(source: Source, level: Level, kind: Kind, point: int) -> Question | None:
    try:
        return source.at(level, kind, point, "")
    except UsageError:
        return None
