"""What is stored is read back, one line a level; what is damaged holds nothing."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from quizgen.memory.files import SourceFile
from quizgen.memory.stored import Counted, Entry, Stored, read, text
from quizgen.model import LEVELS

ENTRY = Entry("c0de", {level: Counted(f"t{level}", {"choice": 3, "numerical": 40}) for level in LEVELS})
STORED = Stored(
    "b4", {"b": ENTRY, "a": ENTRY}, {"z.py": SourceFile("b1", "c1", ("y.py",)), "y.py": SourceFile("b2", "c2")}
)
TEXT = text(STORED)


def _read(tmp_path: Path, content: str | bytes) -> Stored:
    path = tmp_path / "counts.json"
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return read(path)


def test_what_was_written_is_read(tmp_path: Path) -> None:
    assert _read(tmp_path, TEXT) == STORED
    assert _read(tmp_path, text(Stored())) == Stored()


def test_the_order_is_always_the_same() -> None:
    turned = Stored(STORED.by, dict(reversed(STORED.families.items())), dict(reversed(STORED.files.items())))
    assert text(turned) == TEXT
    assert list(json.loads(TEXT)["families"]) == ["a", "b"]


def test_counts_stand_on_the_line_of_their_table() -> None:
    assert '  "easy": {"table": "teasy", "choice": 3, "numerical": 40},\n' in TEXT


@pytest.mark.parametrize(
    "damaged",
    [
        b"",
        b"\xff\xfe\x00",
        "[]",
        "3",
        "{}",
        '{"by": "", "families": [1], "files": {}}',
        '{"by": "", "families": {}, "files": 2}',
        TEXT.replace('"b4"', "4"),
        "[" * 100_000,
        TEXT[:-40],
        "<<<<<<< ours\n" + TEXT,
        TEXT.replace('"medium"', '"middle"'),
        TEXT.replace("40", '"many"'),
        TEXT.replace("40", "4.5"),
        TEXT.replace("40", "-40"),
        TEXT.replace("40", "true"),
        TEXT.replace('"table"', '"tables"'),
        TEXT.replace('"c0de"', "7"),
        TEXT.replace('"bytes"', '"byte"'),
        TEXT.replace('["y.py"]', "[1]"),
    ],
)
def test_what_is_damaged_holds_nothing(tmp_path: Path, damaged: str | bytes) -> None:
    assert damaged != TEXT
    assert _read(tmp_path, damaged) == Stored()


def test_a_file_that_is_not_there_or_is_a_folder_holds_nothing(tmp_path: Path) -> None:
    assert read(tmp_path / "none.json") == Stored()
    assert read(tmp_path) == Stored()
