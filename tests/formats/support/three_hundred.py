"""The file that ``quizgen generate all -n 300`` writes in a format, and the items that it was given."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from quizgen.catalog import format_called
from quizgen.cli import main
from quizgen.formats.protocol import Options, Streaming
from quizgen.model import Item

NUMBER = 300


def three_hundred(name: str, folder: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[bytes, list[Item]]:
    """Its bytes, and its items in the order in which they were drawn."""
    fmt = format_called(name)
    assert isinstance(fmt, Streaming)
    kind: Any = type(fmt)
    written, drawn = kind.piece, []

    def piece(self: object, item: Item, options: Options) -> object:
        drawn.append(item)
        return written(self, item, options)

    monkeypatch.setattr(kind, "piece", piece)
    path = folder / f"all{fmt.suffix}"
    done = CliRunner().invoke(main, ["generate", "all", "-n", str(NUMBER), "--seed", "3", "-o", str(path)])
    assert done.exit_code == 0, done.output
    return path.read_bytes(), drawn
