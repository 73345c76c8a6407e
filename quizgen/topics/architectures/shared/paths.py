"""The layers on the main path of a published network; points name them by their place there."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from typing import NamedTuple

from quizgen.layers import (
    SHAPELESS,
    AvgPooling,
    Channels,
    Convolution,
    Joining,
    Layer,
    Sliding,
    SqueezeExcitation,
    ZeroPad1d,
    axis,
    branches,
)
from quizgen.space import Params
from quizgen.topics.architectures.shared.published import NETWORKS, architecture

KEEPING = (*SHAPELESS, Channels, SqueezeExcitation, ZeroPad1d)
"""Layers without a window of their own; zeros before a signal belong to the causal convolution behind them."""
DOWNWARDS = ("unet", "fcn8s")
"""Networks whose parallel paths are no blocks: the main path only follows them downwards."""
BLOCKS = {"densenet121": "a dense layer", "squeezenet1-1": "a Fire module", "shufflenet-v2": "a unit"}
"""What a network's parallel branches are called, if not Inception blocks."""
OUTER = re.compile(r"^(level\d\.)+(?=level\d)")


class OnPath(NamedTuple):
    """A convolution or pooling: its published name, the layer, and the block that it is in.

    Of levels within levels the name has the innermost one only, so that a table is not too wide. The block is
    ``Residual``, ``Parallel`` or ``Product``, the innermost one, or empty.
    """

    name: str
    layer: Sliding
    block: str


@cache
def windows(number: int) -> tuple[OnPath, ...]:
    """The convolutions and poolings on the network's main path, up to where maps end or grow again.

    The main path goes through the body of a residual block, through that of parallel branches which sees most, and
    through the first of two that are multiplied. It ends before a window that is not square.
    """
    found: list[OnPath] = []
    for name, layer, block in _whole(number):
        if not isinstance(layer, Sliding) or axis(layer.kernel_size, 0) != axis(layer.kernel_size, 1):
            break
        found.append(OnPath(name, layer, block))
    return tuple(found)


@cache
def there_and_back(number: int) -> tuple[tuple[str, Layer], ...]:
    """The layers on the network's main path, whatever they are, each with its name."""
    return tuple((name, layer) for name, layer, _ in _whole(number))


def _whole(number: int) -> Iterator[tuple[str, Layer, str]]:
    network = architecture(number)
    for name, layer, block in _path(network.network.layers, iter(network.names), ""):
        yield OUTER.sub("", name), layer, block


def _path(layers: Sequence[Layer], names: Iterator[str], block: str) -> list[tuple[str, Layer, str]]:
    """The layers of the main path; ``names`` go on by every layer, in the order of ``tracing.explained``."""
    found: list[tuple[str, Layer, str]] = []
    for layer in layers:
        if isinstance(layer, Joining):
            paths = [_path(branch, names, type(layer).__name__) for branch in branches(layer)]
            next(names)
            found += max(paths, key=_reach)
        elif not isinstance(layer, KEEPING):
            found.append((next(names), layer, block))
        else:
            next(names)
    return found


def _reach(path: Iterable[tuple[str, Layer, str]]) -> int:
    layers = (layer for _, layer, _ in path)
    return sum(axis(layer.kernel_size, 0) - 1 for layer in layers if isinstance(layer, Sliding))


def steps(layer: Sliding) -> tuple[int, int, int]:
    """Kernel size, stride and dilation of a layer; all here treat both axes alike."""
    dilation = 1 if isinstance(layer, AvgPooling) else axis(layer.dilation, 0)
    return axis(layer.kernel_size, 0), axis(layer.stride, 0), dilation


def form(layer: Sliding) -> str:
    """``pool``, ``dilated`` or ``conv``."""
    if not isinstance(layer, Convolution):
        return "pool"
    return "dilated" if axis(layer.dilation, 0) > 1 else "conv"


def stretch(p: Params) -> tuple[OnPath, ...]:
    """The consecutive layers that a point is about: ``first`` and ``last`` count on the main path."""
    return windows(p["network"])[p["first"] : p["last"] + 1]


def main_path(path: Iterable[OnPath], network: int, words: Mapping[str, str]) -> str:
    """What is to be said of the blocks that layers are taken from, by their kind."""
    blocks = dict.fromkeys(placed.block for placed in path if NETWORKS[network] not in DOWNWARDS)
    named = BLOCKS.get(NETWORKS[network], "an Inception block")
    return "".join(words[block].replace("{block}", named) for block in blocks if block)
