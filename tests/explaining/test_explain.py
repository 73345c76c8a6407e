"""What a network's table is made of by formula."""

from __future__ import annotations

import pytest
from tables import shipped

from quizgen import architectures, oracle
from quizgen.architectures import notation
from quizgen.errors import Disagreement
from quizgen.explaining import by_formula
from quizgen.layers import AdaptiveAvgPool2d, Conv2d, Network
from quizgen.oracle import Measured


@pytest.mark.parametrize("name", architectures.names())
def test_every_published_network_adds_up_and_tells_what_reaches_each_layer(name: str) -> None:
    found = shipped(name)
    assert found.parameters == sum(line.parameters for line in found.lines) == found.trainable
    for line in found.lines:
        given = [found.input if place < 0 else found.lines[place].output_shape for place in line.sources]
        assert list(line.input_shapes) == given
        assert given


def test_by_formula_it_is_said_what_sees_everything_and_what_outputs_take() -> None:
    found = shipped("resnet18")
    whole = [line.name for line in found.lines if line.whole]
    assert whole == ["avgpool", "flatten", "fc"]
    assert (found.lines[0].output_bytes, found.lines[-1].output_bytes) == (64 * 112 * 112 * 4, 4000)


def test_a_map_that_is_pooled_along_one_axis_is_not_seen_as_a_whole() -> None:
    layers = (Conv2d(3, 4, 3), AdaptiveAvgPool2d((1, 7)), AdaptiveAvgPool2d(1))
    assert [line.whole for line in by_formula(Network((3, 9, 9), layers), "one").lines] == [False, False, True]


def test_nothing_is_printed_where_torch_disagrees(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(oracle, "measured", lambda *_: (Measured((4, 6, 6), 111, 4 * 27 * 36),))
    with pytest.raises(Disagreement, match="0: the formulas give 4x6x6, 112 parameters"):
        by_formula(Network((3, 8, 8), (Conv2d(3, 4, 3),)), "one")


@pytest.mark.parametrize(
    ("text", "through"),
    [
        ("conv 8 k3, multiply(identity | gap, conv 8 k1, sigmoid), conv 4 k3", "2b.1 gap"),
        ("conv 8 k3, se 4, conv 4 k3", "2 se"),
    ],
)
def test_a_gate_of_a_line_is_told_as_that_of_a_module_is(text: str, through: str) -> None:
    made = notation.read(text, (3, 16, 16))
    last = by_formula(Network((3, 16, 16), made.layers), "a line", made.names).lines[-1]
    assert (last.receptive_field, last.whole, last.through) == ((5, 5), False, through)
