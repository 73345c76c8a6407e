"""The quiz in a notebook: of widgets, which are driven here as a hand would, and without them a page."""

from __future__ import annotations

import html
import sys
from collections.abc import Callable
from importlib import util
from typing import Any

import handmade
import handmade_parts
import ipywidgets
import pytest

import quizgen
from quizgen.answers import Numerical
from quizgen.model import Item as Verified
from quizgen.python.items import Item
from quizgen.python.widgets.board import Board

KINDS: list[Callable[[], Verified]] = [
    *handmade_parts.EVERY.values(),
    lambda: handmade.answered(handmade.numerical(), Numerical((3, 8, 8))),
]


def boxes(widget: Any) -> list[Any]:
    """The widgets that take something, in order."""
    if isinstance(widget, (ipywidgets.HBox, ipywidgets.VBox, ipywidgets.GridBox)):
        return [one for child in widget.children for one in boxes(child)]
    return [] if isinstance(widget, ipywidgets.HTML) else [widget]


def fill(widget: Any, answer: Any) -> None:
    """Gives an answer by hand: letters, or what is typed into one box after the other."""
    every = boxes(widget)
    if isinstance(every[0], ipywidgets.Checkbox):
        for place, box in enumerate(every):
            box.value = "abcdefgh"[place] in answer
        return
    given = answer if isinstance(answer, list) or isinstance(every[0], ipywidgets.Dropdown) else [answer]
    for box, one in zip(every, given, strict=True):
        shape = " x ".join(map(str, one)) if isinstance(one, tuple) else str(one)
        box.value = shape


def answer(board: Board, item: Verified) -> None:
    """Fills in what is right."""
    right = Item(item).answer
    for field, one in zip(board.fields, right if len(board.fields) > 1 else [right], strict=True):
        fill(field.widget, one)


@pytest.mark.parametrize("make", KINDS)
def test_the_right_answer_is_taken_from_its_widgets(make: Any) -> None:
    item = make()
    board = Board([item])
    answer(board, item)
    board.check.click()
    assert "Right." in board.shown
    assert "Not" not in board.shown
    assert [result.correct for result in board.results] == [True]
    assert all(box.disabled for field in board.fields for box in boxes(field.widget))
    assert board.following.description == "Summary"
    board.following.click()
    assert "1 of 1 right at the first try" in board._question.children[0].value


@pytest.mark.parametrize("make", KINDS)
def test_nothing_counts_before_something_is_given(make: Any) -> None:
    board = Board([make()])
    board.check.click()
    assert "Answer first" in board.shown
    assert not board.results
    assert board.following.disabled


@pytest.mark.parametrize("make", KINDS)
def test_who_lets_the_solution_be_shown_gets_no_points_and_the_key(make: Any) -> None:
    board = Board([make()])
    board.show.click()
    assert "The answer is" in board.shown
    assert [result.share for result in board.results] == [0]


def test_a_wrong_number_is_told_its_mistake_and_may_be_given_once_more() -> None:
    item = handmade.numerical()
    board = Board([item])
    fill(board.fields[0].widget, 999)
    board.check.click()
    assert "Not yet" in board.shown
    assert Item(item).key not in board.shown
    assert not board.results
    answer(board, item)
    board.check.click()
    (result,) = board.results
    assert result.correct
    assert not result.at_once
    board.following.click()
    assert "0 of 1 right at the first try" in board._question.children[0].value


def test_a_wrong_second_answer_is_the_last_one() -> None:
    board = Board([handmade.numerical()])
    for number in (999, 998):
        fill(board.fields[0].widget, number)
        board.check.click()
    assert "Not right." in board.shown
    assert [result.correct for result in board.results] == [False]
    board.check.click()
    assert len(board.results) == 1


def test_a_wrong_choice_is_told_its_mistake_at_once() -> None:
    item = handmade.choice()
    board = Board([item])
    wrong = next(letter for letter in "abcd" if letter != Item(item).answer)
    fill(board.fields[0].widget, wrong)
    board.check.click()
    assert "Not right." in board.shown
    (result,) = board.results
    assert html.escape(Item(item).mark(wrong).misconceptions[0].feedback)[:20] in board.shown
    assert len(result.met) == 1


def test_hints_come_one_by_one_and_are_counted() -> None:
    (item,) = quizgen.draw("conv-output-size", kind="numerical", seed=1)
    board = Board([item.verified])
    for number in range(1, len(item.hints) + 1):
        board.hint.click()
        assert f"Hint {number} of {len(item.hints)}" in board.shown
    assert board.hint.disabled
    answer(board, item.verified)
    board.check.click()
    assert board.results[0].hints == len(item.hints) == 2


def test_what_is_no_number_is_told_and_is_no_try() -> None:
    board = Board([handmade.numerical()])
    fill(board.fields[0].widget, "<b>many")
    board.check.click()
    assert "&lt;b&gt;many" in board.shown
    assert "<b>" not in board.shown
    assert not board._attempt.begun


def test_a_row_that_is_half_filled_is_no_answer() -> None:
    board = Board([handmade.matching()])
    boxes(board.fields[0].widget)[0].value = "a"
    board.check.click()
    assert "Choose something for each" in board.shown


def test_questions_follow_one_another_and_results_are_verdicts() -> None:
    asked = quizgen.quiz("conv-output-size", "pooling", n=3, seed=4)
    board = asked._board
    assert board is not None
    for item in asked.items:
        answer(board, item.verified)
        board.check.click()
        board.following.click()
    assert [verdict.right for verdict in asked.results] == [True] * 3
    assert repr(asked) == "<Quiz of 3 items, 3 answered, seed 4>"
    assert "application/vnd.jupyter.widget-view+json" in asked._repr_mimebundle_()


def test_a_new_quiz_has_a_new_seed_that_gives_it_again() -> None:
    first, second = (quizgen.quiz("pooling", n=2, widgets=False) for _ in range(2))
    assert first.seed != second.seed
    assert quizgen.quiz("pooling", n=2, widgets=False, seed=first.seed).items == first.items


def test_without_widgets_it_is_a_page_that_reaches_nothing_around_it() -> None:
    asked = quizgen.quiz("pooling", n=2, seed=4, widgets=False)
    bundle = asked._repr_mimebundle_()
    assert set(bundle) == {"text/html", "text/plain"}
    frame = bundle["text/html"]
    assert frame.startswith('<iframe sandbox="allow-scripts"')
    inner = html.unescape(frame.partition('srcdoc="')[2].partition('" style')[0])
    assert inner == asked.items.to("html").decode()
    assert (asked.widget, asked.results) == (None, ())


def test_without_ipywidgets_it_is_a_page_or_says_how_to_get_them(monkeypatch: pytest.MonkeyPatch) -> None:
    found = util.find_spec
    monkeypatch.setattr(
        sys.modules["quizgen.python.quizzing"],
        "find_spec",
        lambda name: None if name == "ipywidgets" else found(name),
    )
    assert quizgen.quiz("pooling", n=1, seed=1).widget is None
    with pytest.raises(ImportError, match=r"pip install 'quizgen\[notebook\]'"):
        quizgen.quiz("pooling", n=1, seed=1, widgets=True)
