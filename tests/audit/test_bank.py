"""What is generated is written once, then compared; a hole or a change makes the check fail."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from quizgen import resources
from quizgen.audit import bank
from quizgen.audit.coverage import Coverage
from quizgen.audit.tutorial import Claim, TutorialPart
from quizgen.formats.protocol import File
from quizgen.text import Text

UNTESTED = TutorialPart("section", "1. Layers", (1, 9), (Claim("L2", "claim", Text("A layer is learned.")),))


@pytest.fixture
def banks(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with one part to be generated, ``toy/page.md``."""

    def generated() -> Iterator[File]:
        yield File("toy/page.md", [b"one ", b"two"])

    monkeypatch.setattr(resources, "banks", lambda: tmp_path)
    monkeypatch.setattr(bank, "PARTS", {"toy": generated})
    return tmp_path


def test_what_was_written_passes_the_check(banks: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert bank.main([]) == 0
    assert (banks / "toy/page.md").read_bytes() == b"one two"
    assert "brought up to date: " in capsys.readouterr().out
    assert bank.main(["--check"]) == 0
    assert capsys.readouterr().out == ""


@pytest.mark.parametrize("content", [None, b"one", b"one two\n"])
def test_what_is_missing_or_changed_fails_and_is_left_alone(
    banks: Path, content: bytes | None, capsys: pytest.CaptureFixture[str]
) -> None:
    path = banks / "toy/page.md"
    if content is not None:
        path.parent.mkdir()
        path.write_bytes(content)
    assert bank.main(["--check"]) == 1
    assert "out of date, run make bank" in capsys.readouterr().out
    assert (path.read_bytes() if path.exists() else None) == content


def test_a_drawing_that_nothing_shows_any_more_is_found_and_removed(
    banks: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def drawn() -> Iterator[File]:
        yield File("gallery/new-1.svg", [b"<svg/>"])

    monkeypatch.setattr(bank, "PARTS", {"gallery": drawn, "toy": bank.PARTS["toy"]})
    old = banks / "gallery/old-1.svg"
    old.parent.mkdir()
    old.write_bytes(b"<svg/>")
    assert bank.main(["toy"]) == 0
    assert bank.main(["--check", "gallery"]) == 1
    assert f"out of date, run make bank: {old}" in capsys.readouterr().out
    assert old.exists()
    assert bank.main(["gallery"]) == 0
    assert [path.name for path in old.parent.iterdir()] == ["new-1.svg"]
    assert bank.main(["--check"]) == 0


def test_an_unknown_part_is_answered_with_what_there_is(banks: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert bank.main(["toys"]) == 2
    assert "there is no part 'toys' of the bank; did you mean 'toy'?" in capsys.readouterr().out
    assert list(banks.iterdir()) == []


def test_a_hole_fails_even_if_every_file_is_up_to_date(
    banks: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(bank, "PARTS", {"coverage": bank.PARTS["toy"]})
    monkeypatch.setattr(bank, "coverage", lambda: Coverage((UNTESTED,), (), {}))
    assert bank.main([]) == 1
    assert bank.main(["--check"]) == 1
    assert "claim 'L2': neither a family nor an authored item" in capsys.readouterr().out
    assert (banks / "toy/page.md").exists()
