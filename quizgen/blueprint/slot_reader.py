"""Reads a table ``[[slots]]``."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from quizgen import catalog
from quizgen.answers import LONG
from quizgen.asking.source import Source
from quizgen.blueprint import slot_sources
from quizgen.blueprint.narrowing import Left, narrowed
from quizgen.blueprint.slots import Slot
from quizgen.blueprint.tables import SlotTable
from quizgen.blueprint.wishes import checked
from quizgen.errors import Faults, UsageError
from quizgen.model import Kind
from quizgen.reading.records import filled, together
from quizgen.reading.toml import TomlTable


def slug(words: str) -> str:
    """The words in small letters with hyphens between them."""
    return "-".join(re.findall(r"\w+", words.lower()))


def slot(entries: TomlTable, names: catalog.Names) -> Slot:
    """The slot; raises Faults with what is wrong with it."""
    given, named = _read(entries, names)
    left = narrowed(given, entries, named)
    able = _able(given, entries, left.narrowed(given.params))
    if len(set(given.pin)) < len(given.pin):
        raise entries.error("pin", "an item stands here twice; name each once")
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
        weights=checked(given.misconceptions, entries, able),
    )


def _read(entries: TomlTable, names: catalog.Names) -> tuple[SlotTable, tuple[Source, ...]]:
    """The table and its sources; a key with several names is told once, beside all that is wrong with others."""
    try:
        slot_sources.require_single(entries, names)
    except UsageError as several:
        others = {key: value for key, value in entries.values.items() if key not in slot_sources.ONE}
        raise Faults.of([several, *_faults(replace(entries, values=others))]) from None
    return together(lambda: filled(SlotTable, entries), lambda: _sources(entries, names))


def _faults(entries: TomlTable) -> Iterator[UsageError]:
    try:
        filled(SlotTable, entries)
    except UsageError as error:
        yield error


def _sources(entries: TomlTable, names: catalog.Names) -> tuple[Source, ...]:
    """None for keys that hold no texts, of which the slot's other reader tells."""
    for key in slot_sources.WAYS:
        value = entries.values.get(key, "")
        if not isinstance(value, str) and not (key == "families" and isinstance(value, list)):
            return ()
    return slot_sources.named(entries, names)


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
