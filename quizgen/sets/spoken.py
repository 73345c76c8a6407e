"""What a blueprint tells whoever sits its exam, read from its text as ``exam.json`` has it."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from typing import Any

from msgspec import Struct, field

from quizgen.reading.limits import control


class Spoken(Struct, frozen=True):
    """Minutes, 0 where nothing is said of them; paragraphs of instructions; aids; and the sections' own paragraphs."""

    duration: int = 0
    instructions: tuple[str, ...] = ()
    aids: tuple[str, ...] = ()
    sections: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


def spoken(blueprint: str) -> Spoken:
    """As much of it as can be read; nothing of a text that is no blueprint."""
    try:
        found = tomllib.loads(blueprint)
    except tomllib.TOMLDecodeError:
        return Spoken()
    minutes = found.get("duration", 0)
    timed = isinstance(minutes, int) and not isinstance(minutes, bool) and minutes > 0
    return Spoken(
        minutes if timed else 0,
        _lines(found.get("instructions")),
        _lines(found.get("aids")),
        sections(found.get("sections")),
    )


def sections(found: Any) -> dict[str, tuple[str, ...]]:
    """The instructions of sections by their titles, from tables with both."""
    tables = [one for one in found if isinstance(one, dict)] if isinstance(found, list) else []
    return {title: _lines(one.get("instructions")) for one in tables if isinstance(title := one.get("title"), str)}


def _lines(found: Any) -> tuple[str, ...]:
    """One text or several; what holds control characters is none."""
    every = found if isinstance(found, list) else [found]
    return tuple(one for one in every if isinstance(one, str) and one.strip() and not control(one.replace("\n", "")))
