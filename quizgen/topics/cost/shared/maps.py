"""A layer on the maps of a point, built, measured and counted."""

from __future__ import annotations

from collections.abc import Callable

from quizgen import oracle
from quizgen.layers import Layer, Network
from quizgen.model import Values
from quizgen.one_layer.macs import AXES
from quizgen.space import Params

ROUNDED = "As in PyTorch, a fraction in a map's size is rounded down."
MAPS = {"square": "{n} × {n}", "oblong": "{n_h} × {n_w} (height × width)"}


def placed(p: Params, *layers: Layer) -> Network:
    """The layers on the maps of ``p``."""
    height, width = (p["n"], p["n"]) if p.shape[0] == "square" else (p["n_h"], p["n_w"])
    return Network((p["in_channels"], height, width), layers)


def measured(network: Callable[[Params], Network]) -> Callable[[Params], Values]:
    """What torch counts for the MACs of a point's network."""

    def measure(p: Params) -> Values:
        found = network(p)
        return (oracle.macs(found.layers, found.input),)

    return measure


def windows(p: Params) -> tuple[range, range]:
    """The rows and the columns where the kernel is put down as it slides over the padded map."""
    height, width = (p[f"n{axis}"] + 2 * p["padding"] for axis in (AXES[p.shape[0]] * 2)[:2])
    tops, lefts = (range(0, side - p["kernel_size"] + 1, p["stride"]) for side in (height, width))
    return tops, lefts


def everywhere(p: Params, products: int) -> int:
    """So many ``products`` at every place of the kernel, added up row by row."""
    tops, lefts = windows(p)
    return sum([sum([products] * len(lefts))] * len(tops))
