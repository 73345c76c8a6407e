"""Networks that are given features alone: no positions, and so no receptive field."""

from __future__ import annotations

import pytest

from quizgen.architectures import notation
from quizgen.architectures.reader import input_shape
from quizgen.errors import UsageError
from quizgen.explaining import FORMATS, by_formula
from quizgen.layers import Linear, Network
from quizgen.tracing import explained

LINE = "linear 100 50, bn, relu, residual(linear 50->50 nobias, dropout 0.1), linear 10, softmax"


def network(line: str, shape: str = "100") -> Network:
    given = input_shape(shape, "input")
    return Network(given, notation.layers(line, given))


def test_features_have_shapes_and_counts_and_no_field() -> None:
    rows = explained(network(LINE))
    assert [row.output_shape for row in rows] == [(50,)] * 6 + [(10,)] * 2
    assert sum(row.parameters for row in rows) == 100 * 50 + 50 + 2 * 50 + 50 * 50 + 50 * 10 + 10
    assert {(row.receptive_field, row.jump, row.start, row.whole, row.through) for row in rows} == {
        ((), None, None, False, "")
    }


def test_torch_says_the_same_and_every_format_prints_it() -> None:
    table = by_formula(network(LINE), "mine")
    assert {line.receptive_field for line in table.lines} == {None}
    for name, printed in FORMATS.items():
        assert "100" in printed(table), name


def test_a_map_that_is_made_of_features_has_no_field_either() -> None:
    rows = explained(network("linear 256, unflatten 16x4x4, upsample 2 bilinear, conv 3 k3 p1, flatten"))
    assert [row.output_shape for row in rows] == [(256,), (16, 4, 4), (16, 8, 8), (3, 8, 8), (192,)]
    assert {row.receptive_field for row in rows} == {()}
    assert by_formula(network("linear 256, unflatten 16x4x4, deconv 3 k4 s2 p1"), "mine").lines[-1].jump is None


def test_features_before_and_after_may_stand_apart() -> None:
    assert network("linear 100 50 nobias").layers == (Linear(100, 50, bias=False),)
    assert network("linear 100->50").layers == network("linear 50").layers == network("linear 100 50").layers


def test_a_window_on_features_is_refused_where_it_stands() -> None:
    with pytest.raises(UsageError, match="Conv2d needs channels, height and width, but 50 features reach it") as error:
        network("linear 50, conv 3 k3")
    assert error.value.marked.split("\n")[1] == " " * 11 + "^^^^^^^^^"
