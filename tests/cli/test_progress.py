from __future__ import annotations

import io

import pytest

from quizgen.cli.progress import watched


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_a_terminal_is_told_how_far_the_work_is_and_is_left_clean(monkeypatch: pytest.MonkeyPatch) -> None:
    screen = Terminal()
    monkeypatch.setattr("sys.stderr", screen)
    assert list(watched("ab", "items", 2)) == ["a", "b"]
    assert list(watched("ab", "files")) == ["a", "b"]
    assert [part for part in screen.getvalue().split("\r\x1b[K") if part] == [
        *(f"{number} of 2 items ..." for number in range(3)),
        *(f"{number} files ..." for number in range(3)),
    ]
    assert screen.getvalue().endswith("\r\x1b[K")


def test_nobody_is_told_where_nobody_watches(monkeypatch: pytest.MonkeyPatch) -> None:
    screen = io.StringIO()
    monkeypatch.setattr("sys.stderr", screen)
    assert list(watched("ab", "items", 2)) == ["a", "b"]
    assert screen.getvalue() == ""
