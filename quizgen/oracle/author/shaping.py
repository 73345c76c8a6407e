"""Functions that lay a map out anew, told by what they are given and what they give."""

from __future__ import annotations

from math import prod
from typing import Any

from quizgen.layers import Flatten
from quizgen.oracle.author.calls import Read

LAID_OUT = frozenset(["view", "reshape", "flatten", "squeeze", "unsqueeze", "view_as", "reshape_as"])


def reshaped(word: str, given: Any, made: Any) -> Read | None:
    """What such a function does to one sample as a layer; None for any other, and where it makes other axes."""
    if word not in LAID_OUT or given.shape[:1] != made.shape[:1]:
        return None
    if given.shape == made.shape:
        return Read(keeps=True)
    return Read(Flatten()) if tuple(made.shape[1:]) == (prod(given.shape[1:]),) else None
