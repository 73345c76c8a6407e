"""Reads a table ``[[slots]]``."""

from __future__ import annotations

import re
from collections.abc import Sequence

from quizgen import catalog
from quizgen.answers import LONG
from quizgen.asking.source import Source
from quizgen.blueprint import slot_sources
from quizgen.blueprint.narrowing import Left, narrowed
from quizgen.blueprint.slots import Slot
from quizgen.blueprint.tables import SlotTable
from quizgen.blueprint.wishes import require_known
from quizgen.errors import Faults
from quizgen.model import Kind
from quizgen.reading.records import filled, fitting, keys, tried
from quizgen.reading.toml import TomlTable


def slug(words: str) -> str:
    """The words in small letters with hyphens between them."""
    return "-".join(re.findall(r"\w+", words.lower()))


def slot(entries: TomlTable, names: catalog.Names) -> Slot:
    """The slot; raises Faults with all that is wrong with it, but for what hangs on a key that is wrong itself."""
    single, faults = slot_sources.single(entries, names)
    sound, others = fitting(SlotTable, single)
    faults += others
    given = filled(SlotTable, sound)
    if len(set(given.pin)) < len(given.pin):
        faults.append(entries.error("pin", "an item stands here twice; name each once"))
    wrong = entries.values.keys() - sound.values.keys()
    strange = wrong - {*keys(SlotTable)}
    meant = not wrong & slot_sources.KEYS and (not strange or sound.values.keys() & slot_sources.KEYS)
    named = tried(lambda: slot_sources.named(sound, names), faults) if meant else None
    found = None
    if named is not None and not strange and not wrong & {"items", "level"}:
        found = tried(lambda: _asks(given, sound, named), faults)
    if named is not None and not strange and "misconceptions" in entries:
        able = named if found is None else found[1]
        tried(lambda: require_known(entries.values["misconceptions"], entries, able), faults)
    if faults or found is None:
        raise Faults.of(faults)
    left, able = found
    return Slot(
        sources=able,
        level=left.level,
        kinds=given.kind or (),
        count=given.count,
        points=given.points,
        entries=entries,
        id=given.id or _asked(given, left),
        redraw=given.redraw,
        pin=given.pin,
        options=given.options,
        named=bool(given.items),
        weights=given.misconceptions,
    )


def _asks(given: SlotTable, entries: TomlTable, named: Sequence[Source]) -> tuple[Left, tuple[Source, ...]]:
    left = narrowed(given, entries, named)
    return left, _able(given, entries, left.narrowed(given.params))


def _able(given: SlotTable, entries: TomlTable, sources: Sequence[Source]) -> tuple[Source, ...]:
    kinds, alone = given.kind or (), len(sources) == 1 or bool(given.families)
    able = tuple(source for source in sources if _fits(source, kinds, alone=alone))
    if not able:
        ways = " or ".join(sorted({way for source in sources for way in source.kinds}))
        raise entries.error("kind", f"'{' or '.join(kinds)}' is not how this can be asked; write {ways}")
    left = [source for source in sources if source not in able]
    if given.families and left:
        ways = " or ".join(left[0].kinds)
        raise entries.error("families", f"{left[0].id} cannot be asked as {' or '.join(kinds)}, only as {ways}")
    return able


def _fits(source: Source, kinds: Sequence[Kind], *, alone: bool) -> bool:
    """Whether a slot takes the source: of a whole topic one that asks for a single answer, unless a kind is named."""
    return bool(set(kinds) & set(source.kinds)) if kinds else alone or not set(source.kinds) <= set(LONG)


def _asked(given: SlotTable, left: Left) -> str:
    """What the slot asks: its name unless it has one."""
    fixed = [f"{name} {value}".replace("_", " ") for name, value in given.params.items()]
    source = " ".join((given.network or "", given.family or given.topic or " or ".join(given.families)))
    kinds = given.kind or ()
    return slug(" ".join((source, given.tag or "", *given.items[:1], *fixed, left.level, *kinds)))
