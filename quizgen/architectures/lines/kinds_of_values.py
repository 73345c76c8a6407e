"""What kind of value an argument of a call takes."""

from __future__ import annotations

from collections.abc import Mapping
from math import isfinite
from typing import Any, get_args

from quizgen.architectures.lines.signatures import COUNTS
from quizgen.layers import Resizing
from quizgen.layers.padded import PaddingMode
from quizgen.reading.advice import alternatives

FRACTIONS = frozenset(
    {
        *("negative_slope", "alpha", "p", "eps", "momentum", "init", "beta", "threshold", "min_val", "max_val"),
        "divisor_override",
    }
)
"""One number, which need not be whole."""
WHETHER = frozenset(
    {
        *("bias", "affine", "ceil_mode", "align_corners", "return_indices", "elementwise_affine", "inplace"),
        *("track_running_stats", "count_include_pad", "recompute_scale_factor"),
    }
)
TEXTS: Mapping[tuple[str, str], tuple[str, ...]] = {
    ("Upsample", "mode"): get_args(Resizing),
    ("StochasticDepth", "mode"): ("batch", "row"),
    ("GELU", "approximate"): ("none", "tanh"),
    ("Conv", "padding_mode"): get_args(PaddingMode),
    ("ConvTranspose", "padding_mode"): ("zeros",),
}
PADDINGS = ("same", "valid")
"""Words in the place of a convolution's padding."""
ROWS = frozenset({"normalized_shape", "unflattened_size"})
"""Counts that may be several."""
ONE = (COUNTS - ROWS) | {"upscale_factor", "downscale_factor", "dim", "start_dim", "end_dim"}
"""One whole number."""
ABSENT = frozenset(
    {"size", "scale_factor", "align_corners", "dim", "momentum", "divisor_override", "recompute_scale_factor"}
)
"""What may be None; so may the stride of pooling."""


def wanted(name: str, value: Any, stem: str) -> str:
    """What to write in the place of a value that the argument cannot have; empty where it can have it."""
    if value is None:
        return "" if name in ABSENT or (name == "stride" and "Pool" in stem) else "a number"
    if name in WHETHER:
        return "" if isinstance(value, bool) or value in (0, 1) else "True or False"
    if texts := TEXTS.get((stem, name)):
        return "" if value in texts else alternatives(texts)
    if name == "padding" and stem == "Conv" and isinstance(value, str):
        return "" if value in PADDINGS else f"a number, {alternatives(PADDINGS)}"
    if isinstance(value, list | tuple):
        return _row(name, value)
    fits = type(value) in {int, float} and isfinite(value)
    return "" if fits else "a number"


def _row(name: str, values: list[Any] | tuple[Any, ...]) -> str:
    if name in ONE or name in FRACTIONS:
        return "one number"
    whole = values and all(type(one) is int or (one is None and name == "output_size") for one in values)
    return "" if whole else "whole numbers"
