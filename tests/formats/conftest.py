"""A form with an item of every sort, one with hostile words, and the comparison with golden files."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import handmade_parts
import pytest
from hostile import spoiled_form

from quizgen import resources
from quizgen.model import Form

Golden = Callable[[str, bytes], None]
GOLDEN = Path(__file__).parent / "golden"
DRAWING = '<svg xmlns="http://www.w3.org/2000/svg"><title>drawing</title></svg>\n'


@pytest.fixture
def form() -> Form:
    """One item of every sort."""
    items = handmade_parts.every()
    return Form("Midterm", "7", items, "A", course="CNN 101", date="2026-01-31", notes=("No calculators.",))


@pytest.fixture
def hostile(form: Form) -> Form:
    """Words that mean something to every markup, in every place where data goes."""
    return spoiled_form(form)


@pytest.fixture
def golden(monkeypatch: pytest.MonkeyPatch) -> Golden:
    """Compares bytes with a golden file, whatever the version of quizgen and the drawing of figures are."""
    monkeypatch.setattr(resources, "version", lambda: "0.0.0")
    for module in ("moodle.question", "markdown.format", "qti.item"):
        monkeypatch.setattr(f"quizgen.formats.{module}.svg", lambda _: DRAWING)

    def compare(name: str, found: bytes) -> None:
        path = GOLDEN / name
        if os.environ.get("QUIZGEN_UPDATE_GOLDEN"):
            path.write_bytes(found)
        expected = path.read_bytes() if path.exists() else b""
        assert found.decode() == expected.decode(), (
            f"{name} has changed; if that is meant: QUIZGEN_UPDATE_GOLDEN=1 pytest tests/formats (make golden)"
        )

    return compare
