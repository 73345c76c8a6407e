from __future__ import annotations

from typing import Any

import pytest

from quizgen.marking.radicals import NAMES, radicals

CONV = {"type": "Conv2d", "kernel_size": 3, "stride": 1, "padding": 0, "dilation": 1, "groups": 1, "bias": True}
POOL = {"type": "MaxPool2d", "kernel_size": 2, "stride": 2, "padding": 0, "dilation": 1, "ceil_mode": False}


def of(*layers: dict[str, Any], size: list[int] | None = None) -> frozenset[str]:
    return radicals({"input": size or [3, 32, 32], "layers": list(layers)})


@pytest.mark.parametrize(
    ("changed", "found"),
    [
        ({}, set()),
        ({"stride": 2}, {"stride", "rounding"}),
        ({"stride": 2, "padding": 1}, {"stride", "padding", "rounding"}),
        ({"kernel_size": 2, "stride": 2}, {"stride", "even-kernel"}),
        ({"dilation": 2}, {"dilation"}),
        ({"groups": 4, "bias": False}, {"groups", "no-bias"}),
        ({"kernel_size": [3, 1]}, {"uneven"}),
        ({"stride": None}, set()),
    ],
)
def test_a_layers_arguments_say_what_makes_it_harder(changed: dict[str, Any], found: set[str]) -> None:
    assert of(CONV | changed) == found


def test_rounding_is_found_on_the_way_through_all_layers() -> None:
    assert "rounding" not in of(CONV, POOL)
    assert "rounding" in of(CONV, POOL, POOL, size=[3, 32, 32])
    assert of(POOL) == {"pooling"}


def test_what_is_no_layer_has_none_and_nested_layers_have() -> None:
    assert radicals({}) == radicals({"x": [[1, 2]], "position": [0, 1]}) == frozenset()
    block = {"type": "Residual", "body": [CONV | {"stride": 2}, CONV], "shortcut": []}
    assert radicals({"input": [3, 32, 32], "layers": [block]}) >= {"stride", "several-layers"}
    assert "uneven" in radicals({"input": [3, 32, 48], "layers": [CONV]})
    assert len(set(NAMES)) == len(NAMES)
