"""A form with an item of every kind that every family and every file of items has."""

from __future__ import annotations

import os
from collections.abc import Iterator

from msgspec.structs import replace

from quizgen import catalog
from quizgen.asking.source import Source
from quizgen.model import LEVELS, Evidence, Form, Item

ALL = bool(os.environ.get("QUIZGEN_EVERYTHING"))
"""Whether what takes minutes is done with all items, as ``make check-formats`` wants it, and not with some."""
STEP = 1 if ALL else 6


def everything(form: Form) -> Form:
    """The form with such items after its own."""
    drawn = (item for source in catalog.sources() for item in _of(source))
    return replace(form, items=(*form.items, *drawn))


def sample(form: Form, begin: int = 0) -> Form:
    """The form with every sixth of these items after its own, or with all: programs that play them take a while."""
    drawn = everything(form).items[len(form.items) :]
    return replace(form, items=(*form.items, *drawn[begin % STEP :: STEP]))


def _of(source: Source) -> Iterator[Item]:
    """An item of each kind, the later ones of higher levels where there are some."""
    for place, kind in enumerate(source.kinds):
        held = [level for level in LEVELS if source.count(level, kind)]
        if held:
            level = held[place % len(held)]
            yield Item(next(iter(source.draw(level, kind, "1"))), Evidence("2.13.0", ()))
