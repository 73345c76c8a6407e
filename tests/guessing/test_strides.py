"""The input's size over the strides, out of an item's JSON."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest

from quizgen.guessing.strides import input_over_strides

TWO: dict[str, Any] = {"type": "Conv2d", "stride": 2}
CASES: list[tuple[dict[str, Any], Fraction | None]] = [
    ({"input": [3, 50, 60], "layers": [TWO, {"type": "ReLU"}, TWO]}, Fraction(15)),
    ({"input": [3, 51], "layers": [{"type": "Conv1d", "stride": [2]}]}, Fraction(51, 2)),
    ({"input": [3, 50, 60], "layers": [{"type": "MaxPool2d", "stride": [2, 3]}]}, Fraction(20)),
    ({"input": [3, 8, 8], "layers": [{"type": "ConvTranspose2d", "stride": 2}, TWO, TWO]}, Fraction(4)),
    ({"input": [3, 56, 56], "layers": [{"type": "Residual", "body": [TWO], "shortcut": [TWO]}]}, Fraction(28)),
    ({"input": [3, 56, 56], "layers": [{"type": "Parallel", "branches": [[TWO, TWO], [TWO]]}]}, Fraction(14)),
    ({"input": [3, 32, 32], "networks": {"a": [TWO], "b": [TWO, TWO]}}, Fraction(16)),
    ({"input": [3, 32, 32], "layers": []}, None),
    ({"input": [3, 32, None], "layers": [TWO]}, None),
    ({"x": [1, 2]}, None),
]


@pytest.mark.parametrize(("params", "wanted"), CASES)
def test_the_last_axis_is_divided_by_every_stride_on_the_first_path(
    params: dict[str, Any], wanted: Fraction | None
) -> None:
    assert input_over_strides(params) == wanted
