"""The parts of one question share a run, and no other question does."""

from __future__ import annotations

from quizgen.asking.linked import Once
from quizgen.space import Params


def test_a_point_is_run_once_however_many_parts_ask() -> None:
    asked: list[int] = []

    def run(p: Params) -> int:
        asked.append(p["n"])
        return p["n"] + 1

    shared, point = Once(run), Params({"n": 4})
    assert [shared(point), shared(point), shared(point)] == [5, 5, 5]
    assert asked == [4]
    assert shared(Params({"n": 7})) == 8
    assert shared(Params({"n": 4})) == 5
    assert asked == [4, 7, 4]
