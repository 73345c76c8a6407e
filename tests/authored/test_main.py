"""The command that authors check their files with."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from quizgen.authored import Concepts
from quizgen.authored import __main__ as checker

Write = Callable[..., Path]


def test_a_good_file_is_counted(write: Write, capsys: pytest.CaptureFixture[str]) -> None:
    assert checker.main([str(write())]) == 0
    out = capsys.readouterr().out
    assert out.startswith("normalisation.toml: 5 items (2 choice, 1 multiple, 1 ordering, 1 matching, 3 easy,")


def test_each_bad_file_is_one_line_and_the_others_are_still_read(
    write: Write, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    bad = write("title = 3\n", "bad.toml")
    assert checker.main([str(bad), str(write()), str(tmp_path / "missing.toml")]) == 1
    lines = capsys.readouterr().out.splitlines()
    assert len(lines) == 3
    assert lines[0].startswith("bad.toml: title: ")
    assert "5 items" in lines[1]
    assert "missing.toml" in lines[2]


def test_an_id_of_another_file_is_refused(
    write: Write, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    other = Concepts(write(name="other.toml"))
    monkeypatch.setattr(checker, "sources", lambda: (other,))
    assert checker.main([str(write())]) == 1
    assert "item 'which-statistics'.id: it stands in other.toml too; write another" in capsys.readouterr().out
