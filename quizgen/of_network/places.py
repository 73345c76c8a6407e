"""Where the layers of a network stand: what reaches each of them, and what lies before it on its path."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from math import prod

from quizgen.errors import UsageError
from quizgen.layers import (
    SHAPELESS,
    AvgPooling,
    Joining,
    Layer,
    Network,
    Sliding,
    arguments,
    axis,
    branches,
)
from quizgen.math.printing import grouped
from quizgen.tracing import Row, explained

LARGEST, LONGEST = 10**12, 20_000
"""Of what is counted, so that misconceptions stay within 64 bits, and of a side, which is measured on a real row."""


@dataclass(frozen=True, slots=True)
class Place:
    """One layer: the number of its row, its name, the shapes before and after it, and the layers before it.

    ``path`` are those since the input, or since the branches that the layer stands in parted; ``from_input`` says
    which. ``inside`` are the places within a Residual or Parallel, path after path.
    """

    number: int
    name: str
    layer: Layer
    before: tuple[int, ...]
    after: tuple[int, ...]
    path: tuple[Place, ...]
    from_input: bool
    inside: tuple[tuple[Place, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class AskedNetwork:
    """A network that is asked about, and its places in the order in which its layers run."""

    title: str
    network: Network
    places: tuple[Place, ...] = field(repr=False)


def subject(network: Network, title: str, names: Sequence[str] = ()) -> AskedNetwork:
    """The places of a network; raises UsageError as ``quizgen.tracing.explained`` does, and for numbers past asking."""
    if len(network.input) != 3:
        given = "x".join(map(str, network.input))
        raise UsageError(f"questions are about maps with height and width, and {title} is given an input of {given}")
    rows = explained(network, names)
    for row in rows:
        side, largest = max(row.output_shape[1:], default=0), max(row.parameters, row.macs, prod(row.output_shape))
        if side > LONGEST or largest > LARGEST:
            raise UsageError(
                f"{row.name}: nothing is asked about sides over {LONGEST:,} or counts over {LARGEST:,}; make it smaller"
            )
    found: list[Place] = []
    _along(network.layers, network.input, iter(enumerate(rows)), found, from_input=True)
    return AskedNetwork(title, network, tuple(found))


def _along(
    layers: Sequence[Layer],
    shape: tuple[int, ...],
    rows: Iterator[tuple[int, Row]],
    found: list[Place],
    *,
    from_input: bool,
) -> tuple[Place, ...]:
    path: list[Place] = []
    for layer in layers:
        paths = branches(layer) if isinstance(layer, Joining) else ()
        inside = tuple(_along(branch, shape, rows, found, from_input=False) for branch in paths)
        number, row = next(rows)
        place = Place(number, row.name, layer, shape, row.output_shape, tuple(path), from_input, inside)
        path.append(place)
        found.append(place)
        shape = row.output_shape
    return tuple(path)


def windows(place: Place, most: int) -> tuple[Place, ...]:
    """The convolutions and pooling layers up to this one, at most so many, that only shapeless layers stand between."""
    found: list[Place] = []
    for one in reversed((*place.path, place)):
        if isinstance(one.layer, SHAPELESS):
            continue
        if not isinstance(one.layer, Sliding) or len(found) == most:
            break
        found.append(one)
    return tuple(reversed(found))


def sized(shape: Sequence[int]) -> str:
    """A shape in print."""
    return " × ".join(map(grouped, shape))


def begins(chain: Sequence[Place]) -> bool:
    """Whether a chain is given the network's own input."""
    first = chain[0]
    return first.from_input and all(isinstance(one.layer, SHAPELESS) for one in first.path)


def alike(chain: Sequence[Place]) -> bool:
    """Whether both axes are treated alike, from the map that reaches the first layer on."""
    square = all(one.before[1] == one.before[2] and one.after[1] == one.after[2] for one in chain)
    return square and all(numbers(one, 0) == numbers(one, 1) for one in chain)


def numbers(place: Place, which: int) -> dict[str, int]:
    """The arguments of a convolution or pooling layer on one axis."""
    layer = place.layer
    if not isinstance(layer, Sliding):
        raise TypeError(f"{place.name} has no window")
    apart = 1 if isinstance(layer, AvgPooling) else axis(layer.dilation, which)
    return {
        "kernel_size": axis(layer.kernel_size, which),
        "stride": axis(layer.stride, which),
        "padding": axis(layer.padding, which),
        "dilation": apart,
    }


def cells(place: Place, which: int, shown: Sequence[str]) -> tuple[str, ...]:
    """The same as cells of a table; a dash for an argument that the layer does not have."""
    values = numbers(place, which)
    return tuple(str(values[name]) if name in arguments(place.layer) else "–" for name in shown)
