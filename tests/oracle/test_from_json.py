"""What a JSON names is built and run without samples and first weights, and tells the same as whole runs."""

from __future__ import annotations

import pytest

from quizgen.oracle.from_json import built, known
from quizgen.oracle.from_json.built import ItemParams, field, module, most_within, parameters, shape
from quizgen.oracle.running import flop_formulas, loaded

CONV: ItemParams = {"type": "Conv2d", "in_channels": 3, "out_channels": 8, "kernel_size": 3, "padding": 1, "groups": 1}
NORM: ItemParams = {"type": "BatchNorm2d", "num_features": 8}
SLID: ItemParams = {"type": "Conv2d", "kernel_size": 3, "stride": 1, "dilation": 2}
POOL: ItemParams = {"type": "MaxPool2d", "kernel_size": 2, "stride": 2}
LAYERS: list[ItemParams] = [
    CONV,
    NORM,
    {"type": "ReLU"},
    POOL,
    {"type": "ConvTranspose2d", "in_channels": 8, "out_channels": 4, "kernel_size": 2, "stride": 2},
    {"type": "Flatten"},
    {"type": "Linear", "in_features": 4 * 12 * 12, "out_features": 10},
]
PARAMS: ItemParams = {"input": [3, 12, 12], "layers": LAYERS}


def test_a_norm_with_other_channels_is_refused_without_a_sample_too() -> None:
    assert shape(PARAMS, [CONV, NORM]) == (8, 12, 12)
    with pytest.raises(ValueError, match="8 channels"):
        shape(PARAMS, [CONV, NORM | {"num_features": 4}])


def test_operations_are_those_of_torchs_own_counter() -> None:
    made = loaded().nn.Sequential(*map(module, LAYERS)).eval()
    with flop_formulas().FlopCounterMode(display=False) as counter:
        made(loaded().zeros(1, 3, 12, 12))
    assert known()["flops"](PARAMS) == counter.get_total_flops() > 0


@pytest.mark.parametrize("before", [[], [SLID], [SLID, POOL]])
@pytest.mark.parametrize("length", [1, 4, 5, 9, 22, 40])
def test_as_many_layers_run_on_some_pixels_as_see_no_more_of_them(before: list[ItemParams], length: int) -> None:
    found = most_within(before, SLID, length)
    seen = [field([*before, *[SLID] * depth])[0] for depth in (max(found, 0), found + 1)]
    assert seen[1] > length
    assert found < 0 or seen[0] <= length


def test_layers_that_ran_without_gradients_give_gradients_afterwards() -> None:
    layer = SLID | {"kernel_size": 5, "dilation": 3}
    most_within([], layer, 50)
    assert field([layer]) == (13, 1)


def test_rows_that_ran_without_gradients_tell_what_a_unit_sees_afterwards() -> None:
    layers = [SLID | {"padding": 0, "kernel_size": 5}]
    assert known()["outputs_reached"]({"layers": layers, "axes": 1}) == 5
    assert known()["visible_pixels"]({"layers": layers}) == 5
    assert known()["start"]({"layers": layers}) == 4


def test_of_equal_layers_that_meet_equal_shapes_one_is_run(monkeypatch: pytest.MonkeyPatch) -> None:
    made: list[str] = []
    sequence = built.sequence

    def counted(layers: list[ItemParams]) -> object:
        made.extend(layer["type"] for layer in layers)
        return sequence(layers)

    monkeypatch.setattr(built, "sequence", counted)
    layers = [CONV | {"in_channels": 7, "out_channels": 7}] * 3
    assert shape({"input": [7, 19, 19], "layers": layers}) == (7, 19, 19)
    assert shape({"input": [7, 21, 21], "layers": layers}) == (7, 21, 21)
    assert made == ["Conv2d"] * 2
    assert parameters(layers) == 3 * (7 * 7 * 9 + 7)
    assert made == ["Conv2d"] * 3


def test_how_far_layers_see_does_not_depend_on_their_channels() -> None:
    branches = {"type": "Parallel", "branches": [[SLID], [POOL, SLID | {"in_channels": 5}]]}
    assert field([SLID | {"in_channels": 3, "out_channels": 8}, POOL]) == field([SLID, POOL]) == (6, 2)
    assert field([branches]) == field([{"type": "Parallel", "branches": [[SLID], [POOL, SLID]]}])
