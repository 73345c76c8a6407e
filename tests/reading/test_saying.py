from __future__ import annotations

import pytest

from quizgen.reading.saying import within
from quizgen.text.counted import are, many


def test_one_is_not_several() -> None:
    assert [many(number, "item") for number in (0, 1, 2000)] == ["0 items", "1 item", "2,000 items"]
    assert [are(number, "item") for number in (0, 1, 2)] == ["0 items are", "1 item is", "2 items are"]


@pytest.mark.parametrize(
    ("sentence", "inside"),
    [
        ("JSON is malformed: invalid character (byte 0)", "JSON is malformed: invalid character (byte 0)"),
        ("Object missing required field `a`", "object missing required field `a`"),
        ("I/O error", "I/O error"),
        ("A file is there", "a file is there"),
        ("", ""),
    ],
)
def test_a_first_word_is_small_within_a_sentence_unless_it_is_an_abbreviation(sentence: str, inside: str) -> None:
    assert within(sentence) == inside
