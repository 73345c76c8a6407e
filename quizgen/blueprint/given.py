"""What the items of a source are given: the parameters that their JSON names, and their tags, point by point."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from functools import cache
from typing import Any, TypeAlias, cast

from quizgen.asking.family import Family
from quizgen.asking.linked.family import LinkedFamily
from quizgen.asking.source import Audited, Source
from quizgen.authored import Concepts
from quizgen.catalog.listed import Listed
from quizgen.errors import UsageError
from quizgen.model import Kind, Level, Question

Points: TypeAlias = tuple[int, ...]
"""As ``Source.at`` numbers them."""
Named: TypeAlias = Mapping[str, tuple[object, ...]]
"""The values that stand under each name in an item's ``params``, however deep."""


def whole(source: Source) -> Audited:
    """The source itself, imported if it was not."""
    return source.whole if isinstance(source, Listed) else cast(Audited, source)


def question(source: Source, level: Level, kind: Kind, point: int) -> Question | None:
    """The question about a point, or None where it cannot be asked so."""
    try:
        return source.at(level, kind, point, "")
    except UsageError:
        return None


def with_params(source: Source, level: Level, wanted: Mapping[str, object]) -> Points:
    """The points at which all of these parameters have these values wherever they stand."""
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
    kinds = (found.usual(level), *found.kinds)
    asked = ((point, _any(found, level, kinds, point)) for point in range(found.points(level)))
    return {point: named(one.params) for point, one in asked if one}


def _any(source: Source, level: Level, kinds: Sequence[Kind], point: int) -> Question | None:
    """The question about a point in the first kind in which it is asked."""
    return next((one for kind in kinds if (one := question(source, level, kind, point))), None)


def with_tag(source: Source, level: Level, tag: str) -> Points | None:
    """The points with a tag; None where all have it, as all items have that of their topic, family and level."""
    if tag in (source.topic, source.id, level):
        return None
    if not source.authored:
        return ()
    items = [item for item in _items(source) if item.level == level]
    return tuple(point for point, item in enumerate(items) if tag in item.tags)


def tags(source: Source) -> Iterator[str]:
    """All tags that its items have, beside their level's."""
    yield from (source.topic, source.id)
    yield from (tag for item in _items(source) for tag in item.tags)


def ids(source: Source) -> Iterator[str]:
    """The ids of authored items; none of a family, which has too many."""
    return (f"{source.id}-{item.id}" for item in _items(source))


def _items(source: Source) -> Sequence[Any]:
    file = whole(source)
    return file.items if isinstance(file, Concepts) else ()


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
    if isinstance(value, Mapping):
        return True
    return isinstance(value, Sequence) and any(isinstance(one, Mapping | list) for one in value)


def _has(found: Named, name: str, wanted: object) -> bool:
    return name in found and all(same(value, wanted) for value in found[name])


def same(value: Any, wanted: Any) -> bool:
    """Whether a value of the JSON is one of a TOML file: 1 is not true, 0.5 is one half."""
    if isinstance(wanted, list | tuple):
        return isinstance(value, Sequence) and not isinstance(value, str) and _all_same(value, wanted)
    if isinstance(value, bool) or isinstance(wanted, bool):
        return value is wanted
    if isinstance(wanted, Decimal) and isinstance(value, float):
        return value == float(wanted)
    return bool(value == wanted)


def _all_same(values: Sequence[Any], wanted: Sequence[Any]) -> bool:
    return len(values) == len(wanted) and all(map(same, values, wanted))
