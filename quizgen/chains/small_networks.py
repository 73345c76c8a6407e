"""A small network as a point: the steps of its layers are the shape, their arguments the numbers.

The steps and the names are those of ``quizgen.formulas.network_rows``.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from quizgen.formulas import network_rows as rows
from quizgen.layers import BatchNorm2d, Conv2d, Flatten, Layer, Linear, MaxPool2d, Network, ReLU
from quizgen.math.nested import Exact, nested
from quizgen.space import Params

GROUPS = 8
"""The most groups of a convolution that is not depthwise."""
SIDE = 4
"""The fewest rows of a map."""


def numbers(p: Params) -> dict[str, int]:
    """The point's numbers and those of every row by name; what the network is given is row 0."""
    given = {"channels_0": p["in_channels"], "height_0": p["n"], "width_0": p["n"]}
    return {**p.values, **given, "receptive_field_0": 1, "jump_0": 1, **_evaluated(p)}


def _evaluated(p: Params, *quantities: str) -> dict[str, int]:
    """What the rows' formulas give: all of them, or those whose names begin so."""
    every = _exact(p.shape).items()
    return {name: int(run(p.values)) for name, run in every if name.startswith(quantities or "")}


@cache
def _exact(shape: tuple[str, ...]) -> dict[str, Exact]:
    return {name: nested(tree) for name, tree in rows.whole(shape).items()}


def network(p: Params) -> Network:
    """The layers as they are, each made for as many channels as reach it."""
    known = {"channels_0": p["in_channels"], **_evaluated(p, "channels_", "features_")}
    layers = tuple(_layer(p, place, known) for place in range(1, len(p.shape) + 1))
    return Network((p["in_channels"], p["n"], p["n"]), layers)


def _layer(p: Params, place: int, known: dict[str, int]) -> Layer:
    step = p.shape[place - 1]
    own = {name: p[f"{name}_{place}"] for name in rows.ARGUMENTS.get(step, ())}
    match step:
        case "pool":
            return MaxPool2d(own["kernel_size"], own["stride"], own["padding"])
        case "relu":
            return ReLU()
        case "norm":
            return BatchNorm2d(known[f"channels_{place - 1}"])
        case "flatten":
            return Flatten()
        case "linear":
            return Linear(known[f"features_{place - 1}"], own["features_out"])
        case _:
            return Conv2d(known[f"channels_{place - 1}"], **own, bias=rows.biased(p.shape, place))


def fits(shape: tuple[str, ...], p: Mapping[str, int]) -> bool:
    """Every window can move, maps keep four rows, channels do not become fewer, and groups divide them."""
    channels, side = p["in_channels"], p["n"]
    for place, step in enumerate(shape, 1):
        if step not in rows.WINDOWS:
            continue
        side, gives = _side(p, place, side), p.get(f"out_channels_{place}", channels)
        if side < SIDE or not _divide(channels, gives, p.get(f"groups_{place}", 1)):
            return False
        channels = gives
    return True


def _side(p: Mapping[str, int], place: int, side: int) -> int:
    kernel_size, stride, padding = (p[f"{name}_{place}"] for name in ("kernel_size", "stride", "padding"))
    return (side + 2 * padding - p.get(f"dilation_{place}", 1) * (kernel_size - 1) - 1) // stride + 1


def _divide(reads: int, gives: int, groups: int) -> bool:
    return gives >= reads and reads % groups == gives % groups == 0 and (groups <= GROUPS or groups == reads)
