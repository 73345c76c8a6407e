"""The convolutions of a stage, as rows of a table: equal ones once, with how often they come."""

from __future__ import annotations

from collections import Counter
from functools import cache
from itertools import takewhile

from quizgen.layers import Conv2d, ConvTranspose2d, axis
from quizgen.topics.architectures.shared import published, widths
from quizgen.topics.architectures.shared.published import NETWORKS
from quizgen.topics.architectures.shared.stages import STAGES
from quizgen.topics.architectures.shared.sums import Filters

NUMBERS = ("kernel_size", "in_channels", "out_channels", "groups")
MORE = {"many": ("times",), "dilated": ("dilation",)}
"""What rows of a kind have beside them."""
FILTERS = (Conv2d, ConvTranspose2d)


@cache
def convolutions(stage: int, width: int) -> tuple[tuple[str, Filters], ...]:
    """Name and layer of each convolution, none if the network cannot have this width."""
    title, first, last = STAGES[stage]
    network = NETWORKS.index(title)
    layers = [(name, layer) for name, layer in published.every(network) if isinstance(layer, FILTERS)]
    given = published.architecture(network).network.input[0]
    names = [name for name, _ in layers]
    found = []
    for name, layer in layers[names.index(first) : names.index(last) + 1]:
        wide = widths.scaled(layer, width, given)
        if wide is None:
            return ()
        found.append((name, wide))
    return tuple(found)


@cache
def rows(stage: int, width: int) -> tuple[tuple[str, Filters, int], ...]:
    """The first of equal convolutions, by its name within the stage, and how many there are."""
    layers = convolutions(stage, width)
    times = Counter(layer for _, layer in layers)
    first = {layer: name for name, layer in reversed(layers)}
    outer = len(common(stage))
    return tuple((first[layer][outer:], layer, count) for layer, count in times.items())


@cache
def common(stage: int) -> str:
    """What all names of the stage begin with, such as ``layer1.``, or nothing."""
    _, first, last = STAGES[stage]
    pairs = zip(first.split(".")[:-1], last.split(".")[:-1], strict=False)
    return "".join(f"{one}." for one, _ in takewhile(lambda pair: pair[0] == pair[1], pairs))


def numbers(layer: Filters) -> tuple[int, int, int, int]:
    """Those of ``NUMBERS``."""
    return axis(layer.kernel_size, 0), layer.in_channels, layer.out_channels or 0, layer.groups or 1


def form(layer: Filters, times: int) -> str:
    """The kind of a row, as in ``quizgen.formulas.stages``."""
    if times > 1:
        return "many"
    return "dilated" if axis(layer.dilation, 0) > 1 else "one"


def more(layer: Filters, times: int) -> tuple[int, ...]:
    """What a row has beside the numbers of all."""
    known = {"times": times, "dilation": axis(layer.dilation, 0)}
    return tuple(known[name] for name in MORE.get(form(layer, times), ()))
