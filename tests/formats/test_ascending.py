"""Names in order, of which few are held."""

from __future__ import annotations

from io import BytesIO

import pytest

from quizgen.formats import ascending
from quizgen.formats.ascending import Ascending


@pytest.mark.parametrize("held", [1, 3, 100])
def test_names_come_back_in_order_however_many_are_sorted_at_a_time(held: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ascending, "HELD", held)
    given = [("b c.xml", 7, 1), ("a.xml", 0, 2), ("zürich.xml", 3, 0), ("a-1.xml", 2, 5), ("a.xm", 9, 9)]
    kept = Ascending(BytesIO)
    for name, start, size in given:
        kept.add(name, start, size)
    assert list(kept) == sorted(given)
