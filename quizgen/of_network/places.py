"""Where the layers of a network stand: what reaches each of them, and what lies before it on its path.

Places know those before them, which know theirs: they are compared by identity, as a walk along all of their paths
would take twice as long with every block.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from math import prod

from msgspec import Struct

from quizgen.errors import UsageError
from quizgen.layers import SHAPELESS, AvgPooling, Layer, Padding, Sliding, arguments, axis, kind
from quizgen.math.printing import grouped
from quizgen.of_network.lifting import lifted_shape
from quizgen.oracle.author.calls import Seen

LARGEST, LONGEST = 10**12, 20_000
"""Of what is counted, so that misconceptions stay within 64 bits, and of a side, which is measured on a real row."""
WINDOW = ("kernel_size", "stride", "padding", "dilation")
"""What a window has one number of on each axis."""
UNSEEN = (*SHAPELESS, Padding)
"""Layers that make no receptive field wider; padding moves where it starts."""
MAP = 3
"""Numbers in the shape of a map: a line has one row."""


class Way(Struct, frozen=True, eq=False):
    """The layers from the input to somewhere; where paths met, they are those of the one on which units see most."""

    places: tuple[Place, ...] = ()
    crossed: bool = False


@dataclass(frozen=True, slots=True, eq=False)
class Place:
    """One layer: the number of its row, its name, the shapes before and after it, and the layers before it.

    ``path`` are those since the input, or since the branches that the layer stands in parted or paths met;
    ``from_input`` says which. ``inside`` are the places within a Residual or Parallel, path after path. ``way`` leads
    to the layer from the input, None where it leads through something that is no layer, which is what it stands
    ``behind``. ``seen`` is how far its units see, as measured, None where that is not known.

    In a network on lines shapes are those of maps of one row, and ``type`` is the author's. ``said`` is what the author
    wrote otherwise than the layer has it. A layer that runs ``again`` has its parameters already; what is
    ``shared`` by several calls cannot change for one of them.
    """

    number: int
    name: str
    layer: Layer
    before: tuple[int, ...]
    after: tuple[int, ...]
    path: tuple[Place, ...] = field(repr=False)
    from_input: bool
    inside: tuple[tuple[Place, ...], ...] = ()
    way: Way | None = field(default=None, repr=False)
    seen: Seen | None = None
    type: str = ""
    said: str = ""
    again: bool = False
    shared: bool = False
    behind: str = ""

    @property
    def kind(self) -> str:
        """The layer's type as its author knows it."""
        return self.type or kind(self.layer)


@dataclass(frozen=True, slots=True, eq=False)
class AskedNetwork:
    """A network that is asked about, and its places in the order in which its layers run.

    ``given`` are the shapes of all inputs as its author has them. ``axes`` are those of the maps that its windows slide
    over: 1 where they are lines, 3 where they are volumes. ``digest`` tells networks apart, ``whole`` says whether the
    places hold all that it learns, ``own`` whether it is somebody's module. ``left`` are reasons why something is not
    asked, a sentence each without a full stop. ``text`` is what is kept of it, from which the same questions are asked
    again.
    """

    title: str
    given: tuple[tuple[int, ...], ...]
    digest: str
    places: tuple[Place, ...] = field(repr=False)
    axes: int = 2
    whole: bool = True
    own: bool = False
    left: tuple[str, ...] = ()
    text: str = field(default="", repr=False)

    @property
    def which(self) -> int:
        """The axis that is asked about where one stands for all: of maps the height, of volumes the width."""
        return {1: 1, 2: 0}.get(self.axes, self.axes - 1)

    @property
    def input(self) -> tuple[int, ...]:
        """The only or the first input; a line as a map of one row."""
        return lifted_shape(self.given[0])

    @property
    def inputs(self) -> str:
        """What the network is given, in print."""
        return " and ".join(map(sized, self.given))

    @property
    def several(self) -> tuple[tuple[int, ...], ...]:
        """All inputs, where there are more than one."""
        return self.given if len(self.given) > 1 else ()

    def sized(self, shape: Sequence[int]) -> str:
        """A shape in print; of a line without its only row."""
        return sized((shape[0], *shape[2:]) if self.axes == 1 and len(shape) == MAP else shape)


def require_moderate(name: str, shape: Sequence[int], *counts: int) -> None:
    """Raises UsageError for a layer whose numbers are past asking."""
    side, largest = max(shape[1:], default=0), max(*counts, prod(shape))
    if side > LONGEST or largest > LARGEST:
        raise UsageError(
            f"{name}: nothing is asked about sides over {LONGEST:,} or counts over {LARGEST:,}; make it smaller"
        )


def windows(place: Place, most: int) -> tuple[Place, ...]:
    """The convolutions and pooling layers up to this one, at most so many, that only shapeless layers stand between."""
    return _windows((*place.path, place), most)


def tables(subject: AskedNetwork, fewest: int, most: int) -> Iterator[tuple[Place, ...]]:
    """For each window the chain that ends with it, plain ones that are long enough."""
    for place in subject.places:
        chain = windows(place, most)
        if len(chain) >= fewest and chain[-1] is place and plain(subject, chain):
            yield chain


def windows_from_input(place: Place, most: int) -> tuple[Place, ...]:
    """All convolutions and pooling layers up to this one; none where others, or more than so many, stand on its way."""
    if place.way is None or not isinstance(place.layer, Sliding):
        return ()
    way = (*place.way.places, place)
    found = _windows(way, most, UNSEEN)
    return found if len(found) == sum(not isinstance(one.layer, UNSEEN) for one in way) else ()


def _windows(way: Sequence[Place], most: int, passed: tuple[type[Layer], ...] = SHAPELESS) -> tuple[Place, ...]:
    found: list[Place] = []
    for one in reversed(way):
        if isinstance(one.layer, passed):
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
    """Whether all axes are treated alike, from the map that reaches the first layer on."""
    square = all(len({*one.before[1:]}) == len({*one.after[1:]}) == 1 for one in chain)
    return square and all(map(even, chain))


def even(place: Place) -> bool:
    """Whether a convolution or pooling layer treats all axes alike."""
    first, *others = (numbers(place, which) for which in range(len(place.before) - 1))
    return all(one == first for one in others)


def plain(subject: AskedNetwork, chain: Sequence[Place]) -> bool:
    """Whether every fraction is rounded down and one axis says all: of maps both are alike, of volumes it is named."""
    uniform = subject.axes != MAP - 1 or alike(chain)
    return uniform and not any(getattr(one.layer, "ceil_mode", False) for one in chain)


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


def numbered(chain: Sequence[Place], which: int, shown: Sequence[str] = WINDOW) -> dict[str, int]:
    """Those arguments of each layer of a chain on one axis, with the layer's number, from 1, at the end."""
    every = enumerate((numbers(one, which) for one in chain), 1)
    return {f"{name}_{place}": values[name] for place, values in every for name in shown}


def cells(place: Place, which: int, shown: Sequence[str]) -> tuple[str, ...]:
    """The same as cells of a table; a dash for an argument that the layer does not have."""
    values = numbers(place, which)
    return tuple(str(values[name]) if name in arguments(place.layer) else "–" for name in shown)
