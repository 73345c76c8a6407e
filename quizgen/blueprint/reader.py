"""Reads a blueprint: what an exam asks, slot by slot.

Every error is a sentence with the file, the line, the key's path (slots are counted from 1) and what to do.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path

from msgspec.structs import replace

from quizgen import catalog
from quizgen.blueprint.section_reader import read
from quizgen.blueprint.sitting import sitting
from quizgen.blueprint.slot_reader import slot, slug
from quizgen.blueprint.slots import Blueprint, Slot
from quizgen.blueprint.tables import HeadTable
from quizgen.catalog.networks import Look
from quizgen.model import Sitting
from quizgen.reading.records import filled, fitting, together
from quizgen.reading.toml import TomlTable, parsed


def parse(
    text: str, where: str, folder: Path = Path(), kept: Mapping[str, str] | None = None, look: Look | None = None
) -> Blueprint:
    """The blueprint in a TOML text; ``where`` names the file in errors, files of items start at ``folder``.

    Of an exam that is drawn again, files of items are ``kept`` with their texts, by the names that slots give them; its
    fonts are not looked for. ``look`` finds networks that slots name. Raises Faults with everything that is wrong.
    """
    entries, names = parsed(text, where), catalog.Names(folder, kept, look)
    fonts = folder if kept is None else None
    (head, sat), (sections, slots) = together(
        partial(_head, entries, fonts), partial(read, entries, partial(slot, names=names))
    )
    return Blueprint(
        title=head.title,
        course=head.course,
        date=head.date,
        instructions=head.instructions,
        repeat=head.repeat,
        slots=tuple(replace(one, options=one.options or head.options) for one in slots),
        id=head.id or slug(head.title),
        order=head.order,
        sitting=sat,
        files=names.own,
        sections=sections,
        networks=names.networks.own,
    )


def require_all(text: str, where: str, folder: Path, look: Look | None, require: Callable[[Slot], object]) -> None:
    """Raises Faults with everything that is wrong, and what is ``require``d of each slot that can be read."""
    entries, names = parsed(text, where), catalog.Names(folder, None, look)
    options = fitting(HeadTable, entries)[0].values.get("options")

    def read_slot(table: TomlTable) -> Slot:
        found = slot(table, names)
        require(replace(found, options=found.options or options))
        return found

    together(partial(_head, entries, folder), partial(read, entries, read_slot))


def _head(entries: TomlTable, fonts: Path | None) -> tuple[HeadTable, Sitting]:
    """What stands before the slots, and how the exam is sat; its fonts start at a folder."""
    head = filled(HeadTable, entries)
    return head, sitting(head, entries, fonts)
