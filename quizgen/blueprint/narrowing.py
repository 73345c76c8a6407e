"""What of its sources a slot asks: items by their ids, by a tag, by parameters; every fault names what there is."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence

from msgspec import Struct, field

from quizgen.asking.source import Source
from quizgen.blueprint import given
from quizgen.blueprint.given import Points
from quizgen.blueprint.narrowed import Narrowed, Wanted
from quizgen.blueprint.tables import SlotTable
from quizgen.model import LEVELS, Level
from quizgen.reading.advice import advice
from quizgen.reading.records import one
from quizgen.reading.toml import TomlTable

MANY = 12
"""So many values of a parameter are told."""


class Left(Struct, frozen=True):
    """What a slot asks: sources at a level, and the points of those that it does not ask whole, by their ids."""

    sources: tuple[Source, ...]
    level: Level
    points: Mapping[str, Points] = field(default_factory=dict)

    def to(self, found: Iterable[tuple[Source, Points | None]]) -> Left:
        """Less of them: of each source the points, None for all; those without any are left out."""
        left = {source.id: (source, self._both(source, points)) for source, points in found}
        kept = {name: (source, points) for name, (source, points) in left.items() if points is None or points}
        points = {name: points for name, (_, points) in kept.items() if points is not None}
        return Left(tuple(source for source, _ in kept.values()), self.level, points)

    def _both(self, source: Source, points: Points | None) -> Points | None:
        before = self.points.get(source.id)
        if before is None or points is None:
            return points if before is None else before
        return tuple(point for point in before if point in set(points))

    def narrowed(self, params: Mapping[str, object]) -> tuple[Source, ...]:
        """The sources as the slot asks them, with these parameters."""
        fixed = tuple((name, _hashable(value)) for name, value in params.items())
        wanted = {one.id: Wanted(fixed, self.points.get(one.id)) for one in self.sources}
        return tuple(Narrowed(one, self.level, wanted[one.id]) if wanted[one.id] else one for one in self.sources)


def _hashable(value: object) -> object:
    return tuple(value) if isinstance(value, list) else value


def narrowed(slot: SlotTable, entries: TomlTable, sources: Sequence[Source]) -> Left:
    """What the slot asks; raises UsageError where nothing is left, with what there is."""
    if slot.items:
        found = _items(slot, entries, sources)
    else:
        found = Left(tuple(sources), slot.level or one(entries, "level", Level))
    if slot.tag is not None:
        found = _tagged(slot.tag, entries, found)
    return _with_params(slot.params, entries, found) if slot.params else found


def _items(slot: SlotTable, entries: TomlTable, sources: Sequence[Source]) -> Left:
    """The items that a slot names, at the one level that they have."""
    if len(set(slot.items)) < len(slot.items):
        raise entries.error("items", "an item stands here twice; name each once")
    places = [(name, *_place(name, entries, sources)) for name in slot.items]
    levels = {level for _, _, level, _ in places} | ({slot.level} if slot.level else set())
    if len(levels) > 1:
        said = Counter(level for _, _, level, _ in places)
        have = ", ".join(f"{said[level]} {level}" for level in LEVELS if said[level])
        raise entries.error("items", f"a slot asks at one level, and these are {have}; write a slot for each level")
    found: dict[str, tuple[Source, list[int]]] = {}
    for _, source, _, point in places:
        found.setdefault(source.id, (source, []))[1].append(point)
    whole = Left(tuple(source for source, _ in found.values()), levels.pop())
    return whole.to((source, tuple(points)) for source, points in found.values())


def _place(name: str, entries: TomlTable, sources: Sequence[Source]) -> tuple[Source, Level, int]:
    near = [source for source in sources if name.startswith(f"{source.id}-")]
    for source in near:
        if address := source.find(name):
            return source, address.level, address.point
    known = [one for source in near for one in given.ids(source)]
    told = advice(name, known, "") if known else "write an id as 'quizgen show' or the JSON has it"
    raise entries.error("items", f"there is no item '{name}' among those of the slot; {told}")


def _tagged(tag: str, entries: TomlTable, before: Left) -> Left:
    found = before.to((source, given.with_tag(source, before.level, tag)) for source in before.sources)
    if found.sources:
        return found
    known = Counter(one for source in before.sources for one in given.tags(source))
    if tag in known:
        others = [level for level in LEVELS if _has_tag(before.sources, level, tag)]
        raise entries.error("tag", f"no {before.level} item has the tag '{tag}'; write level = \"{others[0]}\"")
    raise entries.error("tag", f"no item of the slot has the tag '{tag}'; {advice(tag, known, '')}")


def _has_tag(sources: Sequence[Source], level: Level, tag: str) -> bool:
    return any(given.with_tag(source, level, tag) != () for source in sources)


def _with_params(wanted: Mapping[str, object], entries: TomlTable, before: Left) -> Left:
    level, left = before.level, before.points
    fitting = {one.id: given.with_params(one, level, wanted) for one in before.sources}
    kept = [one for one in before.sources if {*fitting[one.id]} & {*left.get(one.id, fitting[one.id])}]
    if kept:
        return Left(tuple(kept), level, left)
    for name, value in wanted.items():
        _require_value(name, value, entries, before)
    raise entries.error("params", f"no {level} item of the slot has all of these at once; fix fewer")


def _require_value(name: str, value: object, entries: TomlTable, before: Left) -> None:
    """Raises UsageError for a parameter that no item has, or not with that value."""
    every = [named for source in before.sources for named in given.every(source, before.level).values()]
    known = sorted({one for named in every for one in named if "." not in one})
    if not any(name in named for named in every):
        raise entries.error(
            "params", f"no {before.level} item of the slot has a parameter '{name}'; {advice(name, known)}"
        )
    if any(name in named and all(given.same(one, value) for one in named[name]) for named in every):
        return
    there = _shown(_values(every, name))
    raise entries.error(
        "params", f"no {before.level} item of the slot has {name} = {_toml(value)} throughout; there {there}"
    )


def _values(every: Iterable[given.Named], name: str) -> Iterator[object]:
    """Values that some item has throughout."""
    for named in every:
        values = named.get(name, ())
        if values and all(one == values[0] for one in values):
            yield values[0]


def _shown(values: Iterable[object]) -> str:
    told = sorted({_toml(one): one for one in values}, key=lambda word: (len(word), word))
    if not told:
        return "are only items in which it differs from layer to layer: name a layer, as in 'Conv2d.kernel_size'"
    more = f" and {len(told) - MANY} more" if len(told) > MANY else ""
    return f"{'is' if len(told) == 1 else 'are'} {', '.join(told[:MANY])}{more}"


def _toml(value: object) -> str:
    """A value as the file writes it."""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, list | tuple):
        return f"[{', '.join(map(_toml, value))}]"
    return f'"{value}"' if isinstance(value, str) else str(value)
