"""Reads a blueprint: what an exam asks, slot by slot.

Every error is one sentence with the file, the key's path (slots are counted from 1) and what to do.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction
from typing import TypeVar

from quizgen import catalog
from quizgen.asking.source import Source
from quizgen.model import KINDS, LEVELS, Kind, Level
from quizgen.reading.advice import advice
from quizgen.reading.toml import TomlTable, parsed

MOST = 1000
NEEDED = "a blueprint needs one table [[slots]] for each group of items"
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Slot:
    """``count`` items of one level, each worth ``points``, from one family or from the families of one topic.

    ``kind`` is None where each source is asked in its own default way. ``entries`` is where it was read.
    """

    sources: tuple[Source, ...]
    level: Level
    kind: Kind | None
    count: int
    points: Fraction
    entries: TomlTable

    def kind_for(self, source: Source) -> Kind:
        """How a source is asked here: of a file that a slot names for itself, in a kind that the level has."""
        if self.kind or not source.authored or len(self.sources) > 1:
            return self.kind or source.kinds[0]
        return next((kind for kind in source.kinds if source.count(self.level, kind)), source.kinds[0])


@dataclass(frozen=True, slots=True)
class Blueprint:
    """An exam's heading and its slots in order; with ``repeat`` forms may share items."""

    title: str
    course: str
    date: str
    instructions: tuple[str, ...]
    repeat: bool
    slots: tuple[Slot, ...]


def parse(text: str, where: str) -> Blueprint:
    """The blueprint in a TOML text; ``where`` names the file in errors. Raises UsageError."""
    entries = parsed(text, where)
    entries.only("title", "course", "date", "instructions", "repeat", "slots")
    slots = tuple(_slot(slot) for slot in entries.tables("slots", NEEDED))
    return Blueprint(
        title=entries.text("title"),
        course=entries.text("course", ""),
        date=entries.date("date"),
        instructions=entries.texts("instructions"),
        repeat=entries.boolean("repeat", default=False),
        slots=slots,
    )


def _slot(entries: TomlTable) -> Slot:
    entries.only("family", "topic", "level", "kind", "count", "points")
    named = _sources(entries)
    kind = entries.one_of("kind", KINDS) if "kind" in entries else None
    able = tuple(source for source in named if kind is None or kind in source.kinds)
    if not able:
        ways = " or ".join(sorted({way for source in named for way in source.kinds}))
        raise entries.error("kind", f"'{kind}' is not how this can be asked; write {ways}")
    return Slot(
        sources=able,
        level=entries.one_of("level", LEVELS),
        kind=kind,
        count=entries.integer("count", 1, MOST),
        points=entries.positive("points", 1),
        entries=entries,
    )


def _sources(entries: TomlTable) -> tuple[Source, ...]:
    if ("family" in entries) == ("topic" in entries):
        raise entries.error("", "a slot takes either a 'family' or a 'topic', exactly one of them")
    key = "family" if "family" in entries else "topic"
    name = entries.text(key)
    every = catalog.sources()
    names: dict[str, Iterable[str]] = {"family": [source.id for source in every], "topic": catalog.topics()}
    if name in names[key]:
        return tuple(source for source in every if name in (source.id, source.topic))
    other = "topic" if key == "family" else "family"
    if name in names[other]:
        raise entries.error(key, f"'{name}' is a {other}; write {other} = \"{name}\"")
    raise entries.error(key, f"there is no {key} '{name}'; {advice(name, names[key])}")
