"""Which inputs real layers turn into an output of a wanted size."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from quizgen.layers import Layer
from quizgen.oracle.running import fits, loaded, run


def input_lengths(layers: Sequence[Layer], target: int, which: int = 0) -> range:
    """Every input length from which the layers make ``target`` outputs along one axis.

    A longer input never gives fewer outputs, so both ends are found by halving; an input that is too short for a layer
    gives none.
    """
    longest = target
    while _outputs(layers, longest, which) <= target:
        longest *= 2
    tried = range(1, longest + 1)
    first, behind = (
        tried[bisect_left(tried, wanted, key=lambda length: _outputs(layers, length, which))]
        for wanted in (target, target + 1)
    )
    return range(first, behind)


def _outputs(layers: Sequence[Layer], length: int, which: int) -> int:
    torch = loaded()
    with torch.inference_mode():
        signal = torch.zeros(1, 1, length, dtype=torch.float64)
        for layer in layers:
            if not fits(layer, signal.shape[-1], which):
                return 0
            signal = run(layer, signal, which)
    return int(signal.shape[-1])
