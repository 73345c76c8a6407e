"""What is remembered is what the function gives, found once as long as there is room."""

from __future__ import annotations

from quizgen.text.remembered import Remembered


def test_each_key_is_found_once_and_anew_when_there_was_no_more_room() -> None:
    asked: list[int] = []

    def squared(number: int) -> int:
        asked.append(number)
        return number**2

    squares = Remembered(squared, 3)
    assert [squares[number] for number in (1, 2, 3, 2, 1, 3)] == [1, 4, 9, 4, 1, 9]
    assert asked == [1, 2, 3]
    assert [squares[number] for number in (4, 4, 1)] == [16, 16, 1]
    assert asked == [1, 2, 3, 4, 1]
    assert len(squares) <= 3
