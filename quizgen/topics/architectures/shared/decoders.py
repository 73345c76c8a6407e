"""Stretches of published decoders and generators: transposed convolutions, and what stands before and between them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from typing import TypeAlias

from quizgen.chains.decoders import ARGUMENTS
from quizgen.layers import Conv2d, ConvTranspose2d, MaxPool2d, axis
from quizgen.misconceptions.kinds import Shape
from quizgen.topics.architectures.shared import paths
from quizgen.topics.architectures.shared.published import NETWORKS
from quizgen.tracing.sizes import slid, stamped

DecoderLayer: TypeAlias = Conv2d | ConvTranspose2d | MaxPool2d
DECODERS = ("dcgan-generator", "fcn8s", "unet")
LENGTHS = range(2, 11)
READ = {"up": ARGUMENTS, "conv": ARGUMENTS[:3], "pool": ARGUMENTS[:2]}
"""What the formula of a kind of layer reads."""


@cache
def rows(network: int, first: int, last: int) -> tuple[tuple[str, DecoderLayer], ...]:
    """Names and layers of a stretch, counted on the main path; nothing if it holds what these tables do not."""
    found = paths.there_and_back(network)[first : last + 1]
    kept = tuple((name, layer) for name, layer in found if isinstance(layer, DecoderLayer) and _is_told(layer))
    return kept if len(kept) == last + 1 - first else ()


def _is_told(layer: DecoderLayer) -> bool:
    """Whether a column for each of the arguments tells what its output's size follows from."""
    if isinstance(layer, MaxPool2d):
        return layer.padding == 0 and not layer.ceil_mode
    return layer.kernel_size != 1 and layer.dilation == 1


def form(layer: DecoderLayer) -> str:
    """The kind of a layer, as in ``quizgen.formulas.decoders``."""
    return {Conv2d: "conv", ConvTranspose2d: "up", MaxPool2d: "pool"}[type(layer)]


def numbers(layer: DecoderLayer) -> tuple[int, ...]:
    """What the formula of its kind reads."""
    return tuple(axis(getattr(layer, name), 0) for name in READ[form(layer)])


def shape(stretch: Sequence[tuple[str, DecoderLayer]]) -> Shape:
    """The kinds of the layers."""
    return tuple(form(layer) for _, layer in stretch)


def stretches() -> Iterator[tuple[int, int, int]]:
    """Network, first and last layer of each stretch with a transposed convolution; of equal ones only the first."""
    seen = set()
    for network in map(NETWORKS.index, DECODERS):
        depth = len(paths.there_and_back(network))
        for first in range(depth):
            for length in LENGTHS:
                found = rows(network, first, first + length - 1) if first + length <= depth else ()
                content = shape(found), tuple(numbers(layer) for _, layer in found)
                if "up" in content[0] and content not in seen:
                    seen.add(content)
                    yield network, first, first + length - 1


def sides(stretch: Sequence[tuple[str, DecoderLayer]], n: int) -> list[int]:
    """The side of the map before each layer and after the last; it ends where a window has no room to move."""
    found = [n]
    for name, layer in stretch:
        if isinstance(layer, ConvTranspose2d):
            found.append(stamped(layer, found[-1], 0, name))
        elif found[-1] + 2 * axis(layer.padding, 0) - axis(layer.kernel_size, 0) < axis(layer.stride, 0):
            break
        else:
            found.append(slid(layer, found[-1], 0, name))
    return found
