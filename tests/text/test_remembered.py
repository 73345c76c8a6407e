"""What is remembered is what the function gives, found once as long as there is room."""

from __future__ import annotations

import pytest

from quizgen.text.remembered import Remembered


def remembering(most: int) -> tuple[Remembered[int, int], list[int]]:
    """Squares, and of which numbers they were asked."""
    asked: list[int] = []

    def squared(number: int) -> int:
        asked.append(number)
        return number**2

    return Remembered(squared, most), asked


def test_each_key_is_found_once_as_long_as_there_is_room() -> None:
    squares, asked = remembering(6)
    assert [squares[number] for number in (1, 2, 3, 2, 1, 3)] == [1, 4, 9, 4, 1, 9]
    assert asked == [1, 2, 3]


def test_what_comes_again_stays_and_what_does_not_is_found_anew() -> None:
    squares, asked = remembering(4)
    for number in (1, 2, 1, 3, 1, 4, 1, 5, 1, 6, 1, 2):
        assert squares[number] == number**2
    assert asked == [1, 2, 3, 4, 5, 6, 2]


@pytest.mark.parametrize("most", [2, 3, 64])
def test_never_more_are_held_than_there_may_be(most: int) -> None:
    squares, _ = remembering(most)
    held = []
    for number in range(10 * most):
        assert squares[number % (3 * most)] == (number % (3 * most)) ** 2
        held.append(squares.held)
    assert max(held) == most - most % 2
