"""What kind of value an argument of a call takes."""

from __future__ import annotations

from math import isfinite
from typing import Any

from quizgen.architectures.lines.signatures import COUNTS

FRACTIONS = frozenset({"negative_slope", "alpha", "p"})
"""One number, which need not be whole."""
WHETHER = frozenset({"bias", "affine", "ceil_mode", "align_corners", "return_indices", "elementwise_affine"})
TEXTS = frozenset({"mode", "padding_mode"})
ROWS = frozenset({"normalized_shape", "unflattened_size"})
"""Counts that may be several."""
ONE = (COUNTS - ROWS) | {"upscale_factor", "downscale_factor", "dim", "start_dim", "end_dim"}
"""One whole number."""
ABSENT = frozenset({"size", "scale_factor", "align_corners", "dim"})
"""What may be None; so may the stride of pooling."""


def wanted(name: str, value: Any, stem: str) -> str:
    """What to write in the place of a value that the argument cannot have; empty where it can have it."""
    if value is None:
        return "" if name in ABSENT or (name == "stride" and "Pool" in stem) else "a number"
    if name in WHETHER:
        return "" if isinstance(value, bool) or value in (0, 1) else "True or False"
    if name in TEXTS or (name == "padding" and isinstance(value, str)):
        return "" if isinstance(value, str) else "a text in quotes"
    if isinstance(value, list | tuple):
        return _row(name, value)
    fits = type(value) in {int, float} and isfinite(value)
    return "" if fits else "a number"


def _row(name: str, values: list[Any] | tuple[Any, ...]) -> str:
    if name in ONE or name in FRACTIONS:
        return "one number"
    whole = values and all(type(one) is int or (one is None and name == "output_size") for one in values)
    return "" if whole else "whole numbers"
