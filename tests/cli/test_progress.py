from __future__ import annotations

import io

import pytest

from quizgen.cli.progress import awaited, watched


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


def test_a_terminal_is_told_what_is_waited_for_and_is_clean_when_it_is_there(monkeypatch: pytest.MonkeyPatch) -> None:
    screen = Terminal()
    monkeypatch.setattr("sys.stderr", screen)
    for thing in awaited("ab", "drawing"):
        screen.write(thing)
    assert screen.getvalue().split("\r\x1b[K") == ["", "drawing ...", "a", "drawing ...", "b", "drawing ...", ""]


def test_nobody_is_told_where_nobody_watches(monkeypatch: pytest.MonkeyPatch) -> None:
    screen = io.StringIO()
    monkeypatch.setattr("sys.stderr", screen)
    assert list(watched("ab", "items", 2)) == ["a", "b"]
    assert list(awaited("ab", "drawing")) == ["a", "b"]
    assert screen.getvalue() == ""
