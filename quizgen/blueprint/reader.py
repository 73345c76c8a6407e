"""Reads a blueprint: what an exam asks, slot by slot.

Every error is a sentence with the file, the line, the key's path (slots are counted from 1) and what to do.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from fractions import Fraction
from functools import partial
from pathlib import Path

from quizgen import catalog
from quizgen.answers import LONG
from quizgen.asking.source import Source
from quizgen.blueprint.sitting import sitting
from quizgen.blueprint.tables import MOST, MOST_ITEMS, HeadTable, SlotTable
from quizgen.errors import UsageError
from quizgen.model import Kind, Level, Sitting
from quizgen.reading.advice import advice
from quizgen.reading.records import every, filled, together
from quizgen.reading.toml import TomlTable, parsed

ONE = ("family", "topic", "level")
"""Of each a slot has one."""
NEEDED = "a blueprint needs one table [[slots]] for each group of items"


@dataclass(frozen=True, slots=True)
class Slot:
    """``count`` items of one level, each worth ``points``, from one family or from the families of one topic.

    Without ``points`` an item is worth those of its parts.

    ``kinds`` take turns; without any each source is asked in its own default way. ``entries`` is where it was read.
    """

    sources: tuple[Source, ...]
    level: Level
    kinds: tuple[Kind, ...]
    count: int
    points: Fraction | None
    entries: TomlTable

    @property
    def topic(self) -> str:
        """What all its sources are about."""
        return self.sources[0].topic

    def kinds_for(self, source: Source) -> tuple[Kind, ...]:
        """How a source is asked here: of a file that a slot names for itself, in a kind that the level has."""
        if self.kinds:
            return tuple(kind for kind in self.kinds if kind in source.kinds)
        if not source.authored or len(self.sources) > 1:
            return (source.usual(self.level),)
        return (next((kind for kind in source.kinds if source.count(self.level, kind)), source.kinds[0]),)


@dataclass(frozen=True, slots=True)
class Blueprint:
    """An exam's heading, its slots in order and how it is sat; with ``repeat`` forms may share items."""

    title: str
    course: str
    date: str
    instructions: tuple[str, ...]
    repeat: bool
    slots: tuple[Slot, ...]
    sitting: Sitting = field(default_factory=Sitting)

    def marked(self, wrong: Fraction | None) -> Blueprint:
        """The same, where a wrong option costs that if anything is said."""
        return self if wrong is None else replace(self, sitting=replace(self.sitting, wrong=wrong))

    def printed(self, *, large: bool, extra: Fraction) -> Blueprint:
        """The same for a student with large print or more time, in percent; raises UsageError for more of no time."""
        if extra and not self.sitting.duration:
            raise UsageError("--extra-time is more of the exam's time, and the blueprint has none: write duration = 90")
        return replace(self, sitting=replace(self.sitting, large=large, extra=extra))


def parse(text: str, where: str, folder: Path = Path()) -> Blueprint:
    """The blueprint in a TOML text; ``where`` names the file in errors, files of items start at ``folder``.

    Raises Faults with everything that is wrong.
    """
    entries = parsed(text, where)
    head, slots = together(partial(filled, HeadTable, entries), partial(_slots, entries, catalog.Names(folder)))
    return Blueprint(
        head.title, head.course, head.date, head.instructions, head.repeat, slots, sitting(head, entries, folder)
    )


def _slots(entries: TomlTable, names: catalog.Names) -> tuple[Slot, ...]:
    tables = entries.tables("slots", NEEDED)
    if len(tables) > MOST:
        raise entries.error("slots", f"there are {len(tables):,} of them, and a form has at most {MOST:,}; write fewer")
    slots = tuple(every(partial(_slot, names=names), tables))
    if (total := sum(slot.count for slot in slots)) > MOST_ITEMS:
        raise entries.error("slots", f"they hold {total:,} items, and a form has at most {MOST_ITEMS:,}; ask for fewer")
    return slots


def _slot(entries: TomlTable, names: catalog.Names) -> Slot:
    for key in ONE:
        if not names.is_path(str(entries.values.get(key))):
            _single(entries, key)
    given = filled(SlotTable, entries)
    named = _sources(entries, names)
    kinds = given.kind or ()
    able = tuple(source for source in named if _fits(source, kinds, alone=len(named) == 1))
    if not able:
        ways = " or ".join(sorted({way for source in named for way in source.kinds}))
        raise entries.error("kind", f"'{' or '.join(kinds)}' is not how this can be asked; write {ways}")
    return Slot(able, given.level, kinds, given.count, given.points, entries)


def _single(entries: TomlTable, key: str) -> None:
    """Raises UsageError where several names, with commas or in a list, stand under a key that takes one."""
    value = entries.values.get(key)
    if isinstance(value, list) or (isinstance(value, str) and "," in value):
        raise entries.error(key, f"a slot has one {key}; write a table [[slots]] for each")


def _fits(source: Source, kinds: tuple[Kind, ...], *, alone: bool) -> bool:
    """Whether a slot takes the source: of a whole topic one that asks for a single answer, unless a kind is named."""
    return bool(set(kinds) & set(source.kinds)) if kinds else alone or not set(source.kinds) <= set(LONG)


def _sources(entries: TomlTable, names: catalog.Names) -> tuple[Source, ...]:
    if ("family" in entries) == ("topic" in entries):
        raise entries.error("", "a slot takes either a 'family' or a 'topic', exactly one of them")
    key = "family" if "family" in entries else "topic"
    name = str(entries.values[key])
    listed = catalog.listed()
    known: dict[str, Iterable[str]] = {"family": [source.id for source in listed], "topic": catalog.topics()}
    if name in known[key]:
        return tuple(source for source in listed if name in (source.id, source.topic))
    other = "topic" if key == "family" else "family"
    if name in known[other]:
        raise entries.error(key, f"'{name}' is a {other}; write {other} = \"{name}\"")
    if names.is_path(name):
        return (_file(entries, key, name, names),)
    broken = catalog.broken_sources()
    missing = f"; and {catalog.first_of(broken)}" if broken else ""
    raise entries.error(key, f"there is no {key} '{name}'; {advice(name, known[key], catalog.LISTED)}{missing}")


def _file(entries: TomlTable, key: str, name: str, names: catalog.Names) -> Source:
    """An author's own file of items; what is wrong with it is wrong with the slot."""
    if key == "topic":
        raise entries.error(key, f"'{name}' is a file; write family = \"{name}\"")
    try:
        return names.file(name)
    except UsageError as error:
        raise entries.error(key, str(error)) from None
