"""What is said where somebody's forward fails: which part of it, why, and what to try."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from quizgen.errors import UsageError
from quizgen.oracle.watching.calls import Stopped
from quizgen.oracle.watching.inputs import Wanted

MOST = 110
ADVICE = (
    (r"mat1 and mat2 shapes|size mismatch|normalized_shape|is invalid for input of size", "an input of another size"),
    (r"to have \d+ channels|expected \d+ channels", "another number of channels, the first of --input"),
    (r"(?i)greater than actual input size|output size is too small|larger than", "a larger input"),
    (r"(?i)expected .*\b(2D|3D|4D|5D)\b|dimension", "another number of axes: 3x224x224 is a map, 128 only features"),
    (r"Long, Int|scalar types|indices", "whole numbers: --input NAME=int:16"),
)


def failed(module: Any, wanted: Sequence[Wanted], stop: Stopped) -> UsageError:
    """The sentence for a forward that stopped."""
    call = stop.run.current
    if call is None:
        path = stop.run.path[-1] if stop.run.path else ""
        place = f"the forward of {path}" if path else "its forward"
    else:
        place = f"its layer {call.name}" if call.kind == "module" else f"{call.type} in its forward ({call.name})"
    words = " ".join(str(stop.error).split()) or type(stop.error).__name__
    words = words if len(words) <= MOST else f"{words[: MOST - 1]}…"
    given = " and ".join(map(str, wanted))
    try_this = next((advice for pattern, advice in ADVICE if re.search(pattern, words)), "another --input")
    return UsageError(
        f"{type(module).__name__} cannot take an input of {given}: {place} says '{words}'; try {try_this}"
    )
