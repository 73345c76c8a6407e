"""Raises a slot's ``redraw`` in the text of a blueprint: a line or two change, and every comment stays where it is.

What was written by hand is edited by hand: one line of the slot's own table. Whether that did what it should is seen by
reading the text again, so that nothing can be spoilt by a way of writing TOML that nobody thought of.
"""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Mapping
from typing import Any

from quizgen.blueprint.slots import Slot
from quizgen.errors import UsageError
from quizgen.reading.shapes import SLUG

_VALUE = re.compile(r"""^(\s*["']?redraw["']?\s*=\s*)[+\d_]+(?=\s|#|$)""")
_HEADER = re.compile(r"^\s*\[\[[^\]]*\]\]")


def redrawn(text: str, slot: Slot) -> str:
    """The text, in which that slot's ``redraw`` is one more, and its id is written, too.

    Raises UsageError for a slot that stands within a line, as ``slots = [{ ... }]``.
    """
    found = text.split("\n")
    entries, number = slot.entries, slot.redraw + 1
    lines = entries.document.lines
    header = lines[entries.path] - 1
    wanted = {"redraw": number} | ({} if "id" in entries else {"id": _slug(slot.id)})
    if not _HEADER.match(found[header]):
        raise _by_hand(slot, wanted)
    added = [] if "id" in entries else [f'id = "{wanted["id"]}"']
    if "redraw" in entries:
        at = lines[f"{entries.path}.redraw"] - 1
        found[at] = _VALUE.sub(rf"\g<1>{number}", found[at])
    else:
        added.append(f"redraw = {number}")
    indent = found[header][: len(found[header]) - len(found[header].lstrip(" \t"))]
    found[header + 1 : header + 1] = [f"{indent}{line}" for line in added]
    changed = "\n".join(found)
    if _read(changed) != _with(text, entries.path, wanted):
        raise _by_hand(slot, wanted)
    return changed


def _slug(name: str) -> str:
    """The name as an id may be written."""
    return name if SLUG.fullmatch(name) else "-".join(re.findall(r"[a-z0-9]+", name)) or "slot"


def _by_hand(slot: Slot, wanted: Mapping[str, object]) -> UsageError:
    told = " and ".join(f"{key} = {json.dumps(value)}" for key, value in wanted.items())
    return slot.entries.error(
        "", f"the slot is no table [[slots]] with a line for each key; write {told} there yourself"
    )


def _read(text: str) -> Mapping[str, Any]:
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError:
        return {}


def _with(text: str, path: str, changes: Mapping[str, object]) -> Mapping[str, Any]:
    """What the text says, with other values in the table at a path."""
    whole = tomllib.loads(text)
    table: Any = whole
    for name, place in re.findall(r"(\w+)\[(\d+)\]", path):
        table = table[name][int(place) - 1]
    table.update(changes)
    return whole
