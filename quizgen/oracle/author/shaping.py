"""Functions that lay a map out anew, told by what they are given and what they give."""

from __future__ import annotations

from enum import Enum
from math import prod
from typing import Any

from quizgen.layers import Flatten
from quizgen.oracle.author.calls import Read

LAID_OUT = frozenset(["view", "reshape", "flatten", "squeeze", "unsqueeze", "view_as", "reshape_as"])


class Reshaped(Enum):
    """The same shape as before, or all axes of a sample in one."""

    SAME = "same"
    FLAT = "flat"

    @property
    def read(self) -> Read:
        """As a layer."""
        return Read(Flatten()) if self is Reshaped.FLAT else Read(keeps=True)


def reshaped(name: str, given: Any, made: Any) -> Reshaped | None:
    """What such a function does to one sample; None for any other, and where it makes other axes."""
    if name not in LAID_OUT or given.shape[:1] != made.shape[:1]:
        return None
    if given.shape == made.shape:
        return Reshaped.SAME
    return Reshaped.FLAT if tuple(made.shape[1:]) == (prod(given.shape[1:]),) else None
