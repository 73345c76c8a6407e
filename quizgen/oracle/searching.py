"""Which inputs real layers turn into an output of a wanted size."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from quizgen.layers import Layer
from quizgen.oracle.running import passed, row


def input_lengths(layers: Sequence[Layer], target: int, which: int = 0) -> range:
    """Every input length from which the layers make ``target`` outputs along one axis.

    A longer input never gives fewer outputs, so both ends are found by halving; an input that is too short for a layer
    gives none.
    """

    def gives(length: int) -> int:
        return _outputs(layers, length, which)

    longest = target
    while gives(longest) < target:
        longest *= 2
    first = bisect_left(range(longest + 1), target, lo=longest // 2 if longest > target else 1, key=gives)
    width = 1
    while gives(first + width) <= target:
        width *= 2
    near = range(first, first + width + 1)
    return range(first, near[bisect_left(near, target + 1, lo=width // 2, key=gives)])


def _outputs(layers: Sequence[Layer], length: int, which: int) -> int:
    signal = row(length, layers)
    for layer in layers:
        signal = passed(layer, signal, which)
        if signal is None:
            return 0
    return int(signal.shape[-1])
