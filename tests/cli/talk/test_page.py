"""Which lines of a page are seen."""

from __future__ import annotations

import click
import pytest

from quizgen.cli.talk.console import Words
from quizgen.cli.talk.page import Page, parted


def lines(count: int, name: str = "line") -> Words:
    return lambda: "\n".join(f"{name} {number}" for number in range(count))


def test_all_is_seen_where_there_is_room() -> None:
    page = Page()
    page.add(lines(3))
    view = page.view(3)
    assert view.lines == ("line 0", "line 1", "line 2")
    assert view.whole


def test_what_is_to_be_read_is_seen_from_its_beginning() -> None:
    page = Page()
    page.add(lines(9, "stem"))
    assert page.view(4).lines[0] == "stem 0"
    page.add(lines(9, "verdict"), first=True)
    view = page.view(4)
    assert view.lines == ("verdict 0", "verdict 1", "verdict 2", "verdict 3")
    assert (view.above, view.below) == (9, 5)


def test_before_it_so_much_is_seen_as_there_is_room_for() -> None:
    page = Page()
    page.add(lines(9, "stem"))
    page.add(lines(2, "verdict"), first=True)
    assert page.view(4).lines == ("stem 7", "stem 8", "verdict 0", "verdict 1")


@pytest.mark.parametrize(("moves", "top"), [([1], 3), ([1, 1, 1, 1], 6), ([1, -1], 0), ([-1], 0)])
def test_a_page_is_moved_as_far_as_it_goes(moves: list[int], top: int) -> None:
    page = Page()
    page.add(lines(10))
    for move in moves:
        page.move(3 * move, 4)
    assert page.view(4).above == top


def test_who_looks_elsewhere_goes_on_looking_there_until_something_is_to_be_read() -> None:
    page = Page()
    page.add(lines(10))
    page.move(3, 4)
    page.add(lines(1, "typed"), still=True)
    assert page.view(4).above == 3
    page.add(lines(2, "hint"), first=True)
    assert page.view(4).lines[-1] == "hint 1"


def test_no_two_empty_lines_stand_together_and_none_at_the_top() -> None:
    page = Page()
    page.add(lambda: "\nstem\n")
    assert page.add(lambda: "\nhint\n\n") == ["hint", ""]
    assert page.lines == ["stem", "", "hint", ""]


def test_words_are_said_anew_for_every_width() -> None:
    page, said = Page(), ["wide"]
    page.add(lambda: said[0])
    said[0] = "narrow\nnarrow"
    assert page.view(5).lines == ("narrow", "narrow")


def test_each_line_has_its_own_style() -> None:
    text = click.style("one\ntwo", bold=True) + "\nthree"
    assert parted(text) == ["\x1b[1mone\x1b[0m", "\x1b[1mtwo\x1b[0m", "three"]
    assert [click.unstyle(line) for line in parted(text)] == ["one", "two", "three"]
