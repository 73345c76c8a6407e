"""Reads a blueprint: what an exam asks, slot by slot.

Every error is a sentence with the file, the line, the key's path (slots are counted from 1) and what to do.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import partial
from pathlib import Path

from quizgen import catalog
from quizgen.answers import LONG
from quizgen.asking.source import Source
from quizgen.blueprint.sitting import sitting
from quizgen.blueprint.slots import Blueprint, Slot, told_apart
from quizgen.blueprint.tables import MOST, MOST_ITEMS, HeadTable, SlotTable
from quizgen.errors import UsageError
from quizgen.model import Kind
from quizgen.reading.advice import advice
from quizgen.reading.records import every, filled, together
from quizgen.reading.toml import TomlTable, parsed

ONE = ("family", "topic", "level")
"""Of each a slot has one."""
NEEDED = "a blueprint needs one table [[slots]] for each group of items"


def parse(text: str, where: str, folder: Path = Path(), kept: Mapping[str, str] | None = None) -> Blueprint:
    """The blueprint in a TOML text; ``where`` names the file in errors, files of items start at ``folder``.

    Of an exam that is drawn again, files of items are ``kept`` with their texts, by the names that slots give them; its
    fonts are not looked for. Raises Faults with everything that is wrong.
    """
    entries, names = parsed(text, where), catalog.Names(folder, kept)
    head, slots = together(partial(filled, HeadTable, entries), partial(_slots, entries, names))
    return Blueprint(
        title=head.title,
        course=head.course,
        date=head.date,
        instructions=head.instructions,
        repeat=head.repeat,
        slots=slots,
        id=head.id or slug(head.title),
        order=head.order,
        sitting=sitting(head, entries, folder if kept is None else None),
        files=names.own,
    )


def slug(words: str) -> str:
    """The words in small letters with hyphens between them."""
    return "-".join(re.findall(r"\w+", words.lower()))


def _slots(entries: TomlTable, names: catalog.Names) -> tuple[Slot, ...]:
    tables = entries.tables("slots", NEEDED)
    if len(tables) > MOST:
        raise entries.error("slots", f"there are {len(tables):,} of them, and a form has at most {MOST:,}; write fewer")
    slots = tuple(every(partial(_slot, names=names), tables))
    if (total := sum(slot.count for slot in slots)) > MOST_ITEMS:
        raise entries.error("slots", f"they hold {total:,} items, and a form has at most {MOST_ITEMS:,}; ask for fewer")
    return tuple(told_apart(slots, ("id" in table for table in tables)))


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
    if len(set(given.pin)) < len(given.pin):
        raise entries.error("pin", "an item stands here twice; name each once")
    asked = slug(" ".join((given.family or given.topic or "", given.level, *kinds)))
    return Slot(
        sources=able,
        level=given.level,
        kinds=kinds,
        count=given.count,
        points=given.points,
        entries=entries,
        id=given.id or asked,
        redraw=given.redraw,
        pin=given.pin,
    )


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
