"""Which positions layers without stride and padding leave out: one position reaches as many outputs as an output sees.

``reach`` are the most that the positions an output sees can lie apart.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from typing import Any

from msgspec.structs import replace

from quizgen.layers import Conv2d, Layer
from quizgen.oracle.running import loaded, run


def positions_seen(layers: Sequence[Layer], reach: int) -> int:
    """How many positions one output sees."""
    with loaded().inference_mode():
        return int(_spread(layers, reach).count_nonzero())


def seen_without_holes(before: Sequence[Layer], last: Conv2d, most: int, reach: int) -> int:
    """How many positions one output sees if ``last`` has the largest dilation, up to ``most``, that leaves none out."""
    with loaded().inference_mode():
        signal = _spread(before, reach)

        def outputs(dilation: int) -> list[int]:
            found: list[int] = run(replace(last, dilation=dilation), signal)[0, 0].nonzero()[:, 0].tolist()
            return found

        def holes(dilation: int) -> bool:
            found = outputs(dilation)
            return len(found) <= found[-1] - found[0]

        return len(outputs(bisect_left(range(1, most + 1), 1, key=holes)))


def _spread(layers: Sequence[Layer], reach: int) -> Any:
    """What the layers make of one position with ``reach`` others on either side."""
    signal = loaded().zeros(1, 1, 2 * reach + 1, dtype=loaded().float64)
    signal[0, 0, reach] = 1
    for layer in layers:
        signal = run(layer, signal)
    return signal
