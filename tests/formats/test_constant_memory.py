"""What a format needs for an item it gives back: a few bytes are left of each, however many there are."""

from __future__ import annotations

import gc
import tracemalloc
from collections.abc import Iterator
from itertools import islice, repeat
from typing import Any

import handmade
import pytest

from quizgen import catalog
from quizgen.blueprint import draw
from quizgen.cli import spools
from quizgen.formats import ascending
from quizgen.formats.limits import refusals
from quizgen.formats.protocol import Limited, Options, Streaming
from quizgen.model import Form, Item

LARGE = ("moodle", "qti12", "qti21", "qti30", "gift", "blackboard", "jsonl")
"""Formats of which one file may hold very many items."""
STREAMING = [name for name, fmt in catalog.formats().items() if isinstance(fmt, Streaming)]
NUMBER = 1024
MOST = 64
"""Bytes that an item may leave: digests, and its part of the names that are sorted at a time."""
OPTIONS = Options("x")


def called(name: str) -> Streaming:
    fmt = catalog.formats()[name]
    assert isinstance(fmt, Streaming)
    return fmt


def written(fmt: Streaming, pieces: Iterator[Any]) -> None:
    with spools.Spools() as spool:
        for file in fmt.joined(Form("T", "1", ()), pieces, OPTIONS, spool):
            for chunk in file.chunks:
                assert chunk is not None


def peak(fmt: Streaming, piece: object, number: int) -> int:
    """The most bytes that a file of one piece took, so many times."""
    tracemalloc.start()
    written(fmt, repeat(piece, number))
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    return most


@pytest.mark.parametrize("name", LARGE)
def test_a_file_of_twice_as_many_items_takes_hardly_more_memory(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(spools, "SMALL", 1 << 12)
    monkeypatch.setattr(ascending, "HELD", NUMBER // 2)
    fmt = called(name)
    piece = fmt.piece(handmade.choice(), OPTIONS)
    written(fmt, repeat(piece, 2))
    few, many = (peak(fmt, piece, times * NUMBER) for times in (1, 2))
    assert many - few < MOST * NUMBER


@pytest.fixture
def unasked() -> Iterator[None]:
    """Garbage is looked for only where it is counted, and only what has been made since."""
    gc.disable()
    gc.freeze()
    yield
    gc.unfreeze()
    gc.enable()


def garbage(fmt: Streaming, items: list[Item]) -> int:
    """So many objects are left that refer to each other, after a file was made of the items."""
    written(fmt, (fmt.piece(item, OPTIONS) for item in items))
    return gc.collect()


@pytest.mark.usefixtures("unasked")
@pytest.mark.parametrize("name", STREAMING)
def test_no_item_leaves_what_has_to_be_looked_for(name: str) -> None:
    fmt, (source,) = called(name), catalog.select(["conv-output-size"])
    limited = [fmt] if isinstance(fmt, Limited) else []
    drawn = (item for kind in ("choice", "numerical") for item in islice(draw(source, "easy", kind, "1"), 20))
    items = [item for item in drawn if item.kind in fmt.kinds and not any(refusals(limited, item.question))][-2:]
    assert items
    garbage(fmt, items)
    assert garbage(fmt, 4 * items) == garbage(fmt, items)
