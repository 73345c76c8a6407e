"""Over how many axes the windows of a network slide: it is asked about as one for signals, for maps or for volumes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from quizgen.layers import SPATIAL, Layer, Padded, Transposed

NAMES = ("signals", "maps", "volumes")
USUAL = 2
"""Axes of what is given as features alone, and has no window either."""


def axes_of(layer: Layer) -> int:
    """Over how many axes a layer's window slides; 0 where it has none."""
    bare = layer.layer if isinstance(layer, Padded) else layer
    return bare.axes if isinstance(bare, (*SPATIAL, Transposed)) else 0


def most(slid: Iterable[int], given: Sequence[int]) -> int:
    """The axes of the maps that most windows slide over, by those of each; without windows, of the ``given`` input."""
    if counted := Counter(filter(None, slid)):
        return max(counted, key=lambda one: (counted[one], one))
    return min(len(given) - 1 or USUAL, len(NAMES))


def others(axes: int, network: int) -> str:
    """Why nothing is asked of a window on maps of other axes than most of its network's."""
    return f"it is for {NAMES[axes - 1]}, and the network is asked about as one for {NAMES[network - 1]}"
