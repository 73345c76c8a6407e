from __future__ import annotations

import io
import re
import sys
from collections.abc import Iterator
from pathlib import Path

import pexpect
import pytest

from quizgen.cli import watching
from quizgen.cli.watching import awaited, cleared, watched, wipe

QUIZGEN = str(Path(sys.executable).with_name("quizgen"))
CLEAN = "\r\x1b[K\x1b[?25h"
CURSOR_AWAY = "\x1b[?25l"
WIDTHS = (40, 80, 200)


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def terminal(monkeypatch: pytest.MonkeyPatch, term: str = "xterm", kind: type[io.StringIO] = Terminal) -> io.StringIO:
    """What stands for standard error from here on."""
    screen = kind()
    monkeypatch.setattr("sys.stderr", screen)
    monkeypatch.setenv("TERM", term)
    return screen


def frames(screen: io.StringIO) -> list[str]:
    """What was shown on the line, one after the other, without signs for the terminal."""
    written = re.sub(r"\x1b\[(\?25[lh]|K)", "", screen.getvalue())
    return [frame.rstrip() for frame in written.split("\r") if frame]


def test_a_terminal_is_told_how_far_the_work_is_and_is_left_clean(monkeypatch: pytest.MonkeyPatch) -> None:
    screen = terminal(monkeypatch)
    assert list(watched("ab", "items", 2)) == ["a", "b"]
    assert frames(screen) == [
        "items ...",
        f"items  [{'#' * 20}{'-' * 20}]  1/2",
        f"items  [{'#' * 40}]  2/2",
    ]
    assert screen.getvalue().endswith(CLEAN)


def test_how_many_a_list_holds_needs_not_be_said_and_other_things_are_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    screen = terminal(monkeypatch)
    assert list(watched(["a", "b"], "files")) == ["a", "b"]
    assert frames(screen)[-1].endswith("2/2")
    assert list(watched(iter("abc"), "files")) == ["a", "b", "c"]
    assert list(watched((letter for letter in "abcd"), "files")) == ["a", "b", "c", "d"]
    assert frames(screen)[-1].endswith("  4")


def test_nothing_to_be_done_leaves_the_terminal_clean(monkeypatch: pytest.MonkeyPatch) -> None:
    screen = terminal(monkeypatch)
    assert list(watched([], "items", 0)) == []
    assert screen.getvalue().endswith(CLEAN)


def test_the_time_left_is_reckoned_without_the_wait_for_the_first(monkeypatch: pytest.MonkeyPatch) -> None:
    screen = terminal(monkeypatch)
    clock = [1000.0]
    monkeypatch.setattr("time.time", lambda: clock[0])

    def slow() -> Iterator[int]:
        for number in range(100):
            clock[0] += 2 if number else 60
            yield number

    assert len(list(watched(slow(), "items", 100))) == 100
    shown = [frame.rpartition("  ")[2] for frame in frames(screen) if re.search(r" (50|90)/100 ", frame)]
    assert shown == ["00:01:37", "00:00:19"]


def test_a_bar_is_drawn_a_few_times_however_much_there_is_to_be_done(monkeypatch: pytest.MonkeyPatch) -> None:
    screen = terminal(monkeypatch)
    assert sum(1 for _ in watched(range(10_000), "items", 10_000)) == 10_000
    assert 150 <= len(frames(screen)) <= 250


@pytest.mark.parametrize("columns", [*range(40, 80), 200])
@pytest.mark.parametrize("total", [7, 100_000, None])
def test_a_bar_has_room(monkeypatch: pytest.MonkeyPatch, columns: int, total: int | None) -> None:
    screen = terminal(monkeypatch)
    monkeypatch.setattr(watching, "_columns", lambda: columns)
    for _ in watched(iter(range(7)), "levels", total):
        pass
    longest = max(map(len, frames(screen)))
    assert longest + len("  1d 00:00:00") < columns


def test_what_stops_the_work_leaves_the_terminal_clean_for_what_is_said(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    screen = terminal(monkeypatch)
    things = watched("abc", "items", 3)
    with cleared():
        next(things)
    screen.write("Error: stopped")
    assert screen.getvalue().endswith(f"{CLEAN}Error: stopped")


def test_a_line_of_results_takes_the_place_of_the_bar(monkeypatch: pytest.MonkeyPatch) -> None:
    screen = terminal(monkeypatch)
    for _ in watched("ab", "levels", 2):
        wipe()
        wipe()
        screen.write("row\n")
    assert screen.getvalue().count(CLEAN + "row\n") == 2
    assert CLEAN + CLEAN + "row" not in screen.getvalue()


def test_a_terminal_is_told_what_is_waited_for_and_is_clean_when_it_is_there(monkeypatch: pytest.MonkeyPatch) -> None:
    screen = terminal(monkeypatch)
    for thing in awaited("ab", "drawing"):
        screen.write(thing)
    assert "".join(screen.getvalue().split(CLEAN)) == "drawing ...adrawing ...bdrawing ..."
    assert screen.getvalue().endswith(CLEAN)


@pytest.mark.parametrize(("kind", "term"), [(io.StringIO, "xterm"), (Terminal, "dumb")])
def test_nobody_is_told_where_nobody_watches_or_a_line_cannot_be_cleared(
    monkeypatch: pytest.MonkeyPatch, kind: type[io.StringIO], term: str
) -> None:
    screen = terminal(monkeypatch, term, kind)
    with cleared():
        assert list(watched("ab", "items", 2)) == ["a", "b"]
        assert list(awaited("ab", "drawing")) == ["a", "b"]
    assert screen.getvalue() == ""


@pytest.mark.slow
@pytest.mark.parametrize("columns", WIDTHS)
@pytest.mark.parametrize("redirected", [False, True])
def test_on_a_terminal_of_any_width_nothing_wraps_and_nothing_stays(
    tmp_path: Path, columns: int, *, redirected: bool
) -> None:
    words = ["generate", "output-size", "-n", "300", "--seed", "7", "--format", "jsonl", "-o"]
    line = f"{QUIZGEN} {' '.join(words)} {'- >' if redirected else ''}{tmp_path / 'x.jsonl'}"
    child = pexpect.spawn("sh", ["-c", line], encoding="utf-8", timeout=60, dimensions=(24, columns))
    child.expect(pexpect.EOF)
    shown = child.before
    child.close()
    assert child.exitstatus == 0
    parts = [re.sub(r"\x1b\[(\?25[lh]|K)", "", part) for part in shown.rpartition(CLEAN)[0].split("\r")]
    assert any(part.startswith("items  [") for part in parts)
    assert max(map(len, parts)) < columns
    assert CURSOR_AWAY not in shown.rpartition(CLEAN)[2]
