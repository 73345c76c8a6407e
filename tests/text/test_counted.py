from __future__ import annotations

import pytest

from quizgen.text.counted import many


@pytest.mark.parametrize(("number", "said"), [(0, "0 pages"), (1, "1 page"), (2, "2 pages"), (1200, "1,200 pages")])
def test_one_is_no_plural(number: int, said: str) -> None:
    assert many(number, "page") == said


def test_a_plural_that_is_not_made_with_an_s_is_given() -> None:
    assert [many(number, "try counts", "tries count") for number in (1, 2)] == ["1 try counts", "2 tries count"]
