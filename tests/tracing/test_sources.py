"""What each row of a table reads: the rows that torch's own graph of the same layers would name."""

from __future__ import annotations

from quizgen.layers import Conv2d, Network, Parallel, ReLU, Residual
from quizgen.tracing import explained
from quizgen.tracing.rows import FROM_INPUT

CONV = Conv2d(4, 4, 3, 1, 1)


def read(*layers: object) -> list[tuple[int, ...]]:
    return [row.sources for row in explained(Network((4, 8, 8), layers))]  # type: ignore[arg-type]


def test_layers_in_a_row_read_each_other_and_the_first_one_the_input() -> None:
    assert read(CONV, ReLU(), CONV) == [(FROM_INPUT,), (0,), (1,)]


def test_where_paths_meet_all_their_ends_are_read() -> None:
    assert read(CONV, Residual((CONV, ReLU())), ReLU()) == [(FROM_INPUT,), (0,), (1,), (2, 0), (3,)]
    assert read(Residual((CONV,), (CONV,))) == [(FROM_INPUT,), (FROM_INPUT,), (0, 1)]
    assert read(Parallel(((CONV,), (), (CONV, CONV)))) == [*((FROM_INPUT,), (FROM_INPUT,), (1,)), (0, FROM_INPUT, 2)]


def test_paths_within_paths_read_what_their_path_has() -> None:
    inner = Residual((CONV,))
    assert read(Residual((CONV, inner))) == [(FROM_INPUT,), (0,), (1, 0), (2, FROM_INPUT)]


def test_what_is_read_twice_is_told_once() -> None:
    assert read(CONV, Parallel(((), ()))) == [(FROM_INPUT,), (0,)]
