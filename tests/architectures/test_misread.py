"""A mistake is marked under its place, however long the line and however wide its characters."""

from __future__ import annotations

import pickle

import pytest

from quizgen.architectures.lines.misread import ROOM, Misread, columns, marked


@pytest.mark.parametrize(
    ("line", "start", "end", "shown"),
    [
        ("relu, maxpol 2", 6, 12, "relu, maxpol 2\n      ^^^^^^"),
        ("漢字, maxpol", 4, 10, "漢字, maxpol\n      ^^^^^^"),
        ("relu, 漢字", 6, 8, "relu, 漢字\n      ^^^^"),
        ("e\u0301, x", 4, 5, "e\u0301, x\n   ^"),
        ("relu,\n\tbad", 7, 10, "relu,  bad\n       ^^^"),
        ("relu", 4, 4, "relu\n    ^"),
    ],
)
def test_the_mark_stands_under_the_place(line: str, start: int, end: int, shown: str) -> None:
    assert marked(line, start, end) == shown


@pytest.mark.parametrize("start", [0, 300, 1190])
def test_of_a_long_line_what_is_around_the_place_is_shown(start: int) -> None:
    line = ", ".join(f"relu{number:04}" for number in range(120))
    text, mark = marked(line, start, start + 8).split("\n")
    assert columns(text) <= ROOM
    assert text[mark.index("^") : mark.index("^") + 8] == line[start : start + 8]
    assert text.startswith("…") == (start > 0)


def test_a_mistake_comes_back_from_another_process() -> None:
    error = pickle.loads(pickle.dumps(Misread("it is wrong", "relu, bad", 6, 9)))  # noqa: S301 - our own
    assert (str(error), error.marked) == ("it is wrong", "relu, bad\n      ^^^")
