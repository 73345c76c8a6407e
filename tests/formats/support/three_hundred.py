"""The file that ``quizgen generate all -n 300`` writes in a format, and the items that it was given."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from quizgen.catalog import format_called
from quizgen.cli import main
from quizgen.formats.protocol import File, Options, Streaming
from quizgen.model import Form, Item

NUMBER = 300


def three_hundred(name: str, folder: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[bytes, list[Item]]:
    """Its bytes, and its items in the order in which they were drawn."""
    fmt = format_called(name)
    assert isinstance(fmt, Streaming)
    kind: Any = type(fmt)
    written, joined = kind.piece, kind.joined
    pieces: dict[int, tuple[object, Item]] = {}
    drawn: list[Item] = []

    def piece(self: object, item: Item, options: Options) -> object:
        made = written(self, item, options)
        pieces[id(made)] = made, item
        return made

    def taken(given: Iterable[object]) -> Iterator[object]:
        for one in given:
            drawn.append(pieces[id(one)][1])
            yield one

    def join(self: object, form: Form, given: Iterable[object], *wishes: Any) -> Iterator[File]:
        yield from joined(self, form, taken(given), *wishes)

    monkeypatch.setattr(kind, "piece", piece)
    monkeypatch.setattr(kind, "joined", join)
    path = folder / f"all{fmt.suffix}"
    done = CliRunner().invoke(main, ["generate", "all", "-n", str(NUMBER), "--seed", "3", "-o", str(path)])
    assert done.exit_code == 0, done.output
    return path.read_bytes(), drawn
