"""A package of somebody else, installed for a test."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from plugged import forget

Plug = Callable[..., Path]


@pytest.fixture
def plug(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Plug]:
    """Installs a package ``theirs`` with one module behind an entry point; the path of the module's file."""

    def installed(
        text: str, *, group: str = "families", value: str = "theirs.sizes.{file}", file: str = "new_size"
    ) -> Path:
        folder = tmp_path / "theirs" / "sizes"
        folder.mkdir(parents=True, exist_ok=True)
        (folder / f"{file}.py").write_text(text, encoding="utf-8")
        info = tmp_path / "theirs-1.0.dist-info"
        info.mkdir(exist_ok=True)
        (info / "METADATA").write_text("Metadata-Version: 2.1\nName: theirs\nVersion: 1.0\n", encoding="utf-8")
        entry = f"[quizgen.{group}]\nours = {value.format(file=file)}\n"
        (info / "entry_points.txt").write_text(entry, encoding="utf-8")
        monkeypatch.syspath_prepend(tmp_path)
        forget()
        return folder / f"{file}.py"

    yield installed
    monkeypatch.undo()
    forget()
