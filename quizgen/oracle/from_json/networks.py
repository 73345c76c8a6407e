"""Stages of published networks from an item's JSON."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from quizgen.oracle.from_json.built import ItemParams, parameters


def stage_parameters(params: ItemParams) -> int:
    """Learnable parameters of every convolution as often as it comes, and of the normalization behind each of them."""
    found = 0
    for given in params["convolutions"]:
        layer = {name: value for name, value in given.items() if name != "times"}
        norm = {"type": "BatchNorm2d", "num_features": layer["out_channels"]}
        found += given["times"] * parameters([layer, norm] if params["normalization"] else [layer])
    return found


ALONE: dict[str, Callable[[ItemParams], Any]] = {"stage_parameters": stage_parameters}
