"""The table of a network: a row for each layer, branches included."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from math import prod

from msgspec import Struct
from msgspec.structs import replace

from quizgen.errors import UsageError
from quizgen.layers import GATED, Joining, Layer, Network, Residual, branches, kind
from quizgen.tracing.costs import macs, parameters
from quizgen.tracing.covering import Source
from quizgen.tracing.fields import INPUT, TooManyUnits, Units
from quizgen.tracing.joins import joined
from quizgen.tracing.shapes import after
from quizgen.tracing.views import View, met, seen
from quizgen.tracing.words import Dims

Places = tuple[Fraction, ...]
Made = tuple[Source, ...]
FROM_INPUT = -1
"""Among a row's sources: what the network is given."""
MOST_PIXELS = MOST_PARAMETERS = 10**15
MOST_MACS = 10**18
"""Positions that a unit spans; of a layer, far more than any network has, and far less than torch can count."""


class Row(Struct, frozen=True):
    """What is known of one layer.

    ``output_shape`` is (channels, height, width), with one to three axes, or (features,). ``receptive_field``, ``jump``
    and ``start`` are in input positions, one an axis; ``start`` is the centre of what the first unit sees, 0 being the
    centre of the first input position, and may be negative or end in a half. Once a unit sees everything that is left
    of the map (adaptive pooling to 1, Flatten, Linear), ``whole`` is true, the receptive field is the part of the input
    that all units saw, without padding, and there is neither jump nor start; nor are these where it sees everything
    along one axis. After transposed convolutions and resizing the receptive field is that of the unit that sees most,
    and the jump is the average one. Statistics of a normalization do not widen a receptive field. Where units depend on
    whole maps by a gate or by a branch beside windows, the receptive field is what windows reach, and ``through`` names
    the layer that looked at everything. Of features there are no positions: where the network is given them alone, the
    receptive field is empty, and there is neither jump nor start. ``sources`` are the places of the rows whose outputs
    it reads, or ``FROM_INPUT``.
    """

    name: str
    type: str
    output_shape: tuple[int, ...]
    parameters: int
    macs: int
    receptive_field: tuple[int, ...]
    jump: Places | None
    start: Places | None
    sources: tuple[int, ...] = ()
    whole: bool = False
    through: str = ""


class _State(Struct, frozen=True):
    """What reaches a layer, and the row that gave it.

    ``through`` names the layer that, beside windows, looked at everything; of whole views it is the first such.
    """

    shape: Dims
    views: tuple[View, ...]
    made: Made
    place: int
    through: str = ""

    @property
    def whole(self) -> bool:
        return bool(self.views) and not any(isinstance(view, Units) for view in self.views)

    @property
    def partly(self) -> bool:
        """Whether everything is seen along some axis, or along all."""
        return not all(isinstance(view, Units) for view in self.views)

    @property
    def windowed(self) -> bool:
        """Whether a window of positions is seen along every axis."""
        return bool(self.views) and not self.partly


def explained(network: Network, names: Sequence[str] = ()) -> tuple[Row, ...]:
    """A row for each layer in the order in which it runs; the layers of branches stand before the row where they meet.

    That row, such as Residual or Parallel, has no parameters and no operations: a sum or concatenation needs none.
    ``names`` are one a row; without them layers are numbered as in ``torch.nn.Sequential``. Raises UsageError with the
    layer's name, the argument and what would fit.
    """
    every = tuple(names) or tuple(_numbered(network.layers, ""))
    rows: list[Row] = []
    made = tuple(map(Source, network.input[1:]))
    start = _State(network.input, (INPUT,) * (len(network.input) - 1), made, FROM_INPUT)
    _Walk(iter(every), network.input, rows).along(network.layers, start)
    if len(rows) != len(every):
        raise UsageError(f"the network has {len(rows)} layers, but {len(every)} names are given")
    return tuple(rows)


def total(rows: Sequence[Row]) -> tuple[int, int]:
    """Parameters and multiply-accumulate operations of a whole table."""
    return sum(row.parameters for row in rows), sum(row.macs for row in rows)


def _numbered(layers: Sequence[Layer], prefix: str) -> Iterator[str]:
    for number, layer in enumerate(layers):
        name = f"{prefix}{number}"
        if isinstance(layer, Residual):
            yield from _numbered(layer.body, f"{name}.body.")
            yield from _numbered(layer.shortcut, f"{name}.shortcut.")
        elif isinstance(layer, Joining):
            for place, branch in enumerate(branches(layer)):
                yield from _numbered(branch, f"{name}.branches.{place}.")
        yield name


class _Walk(Struct, frozen=True):
    names: Iterator[str]
    input: Dims
    rows: list[Row]

    def along(self, layers: Sequence[Layer], state: _State) -> _State:
        for layer in layers:
            state = self._through(layer, state)
        return state

    def _through(self, layer: Layer, state: _State) -> _State:
        if isinstance(layer, Joining):
            return self._joined(layer, state)
        name = self._name()
        shape = after(layer, state.shape, name)
        try:
            views = tuple(
                seen(layer, view, source, whole, which)
                for which, (view, source, whole) in enumerate(zip(state.views, state.made, self.input[1:], strict=True))
            )
        except TooManyUnits as error:
            raise UsageError(f"{name}: {error}") from None
        cost = parameters(layer, prod(state.shape)), macs(layer, state.shape, shape)
        if cost[0] > MOST_PARAMETERS or cost[1] > MOST_MACS:
            raise UsageError(f"{name}: {cost[0]:,} parameters and {cost[1]:,} operations are too many; make it smaller")
        made = self._made(shape, [(source,) for source in state.made], layer)
        found = _State(shape, views, made, len(self.rows), state.through)
        more = (found.whole, found.partly) != (state.whole, state.partly)
        if more or (isinstance(layer, GATED) and not found.whole and not found.through):
            found = replace(found, through=name)
        return self._noted(name, layer, found, cost, (state.place,))

    def _joined(self, layer: Joining, state: _State) -> _State:
        ends = [self.along(branch, state) for branch in branches(layer)]
        name = self._name()
        shape = joined(layer, [end.shape for end in ends], name)
        lengths = enumerate(self._lengths(shape))
        views = tuple(met([end.views[which] for end in ends], length, name) for which, length in lengths)
        through = next((end.through for end in ends if end.through), "")
        sources = tuple(dict.fromkeys(end.place for end in ends))
        made = self._made(shape, list(zip(*(end.made for end in ends), strict=True)))
        return self._noted(name, layer, _State(shape, views, made, len(self.rows), through), (0, 0), sources)

    def _made(self, shape: Dims, parents: Sequence[Made], layer: Layer | None = None) -> Made:
        number, lengths = len(self.rows) + 1, self._lengths(shape)
        return tuple(Source(length, number, made, layer) for length, made in zip(lengths, parents, strict=True))

    def _lengths(self, shape: Dims) -> Dims:
        """The units along each axis of the input: those of a map, and one where there is no map of its axes."""
        return shape[1:] if len(shape) == len(self.input) else (1,) * (len(self.input) - 1)

    def _noted(self, name: str, layer: Layer, state: _State, cost: tuple[int, int], sources: tuple[int, ...]) -> _State:
        maps = [view for view in state.views if isinstance(view, Units)]
        jumps = [view.jump for view in maps]
        sizes = tuple(view.size if isinstance(view, Units) else view[1] - view[0] + 1 for view in state.views)
        if any(size > MOST_PIXELS for size in sizes) or any(jump > MOST_PIXELS for jump in jumps):
            raise UsageError(
                f"{name}: units see, or stand, more than {MOST_PIXELS:,} positions apart; take smaller strides"
            )
        row = Row(
            name=name,
            type=kind(layer),
            output_shape=state.shape,
            parameters=cost[0],
            macs=cost[1],
            receptive_field=sizes,
            jump=tuple(jumps) if state.windowed else None,
            start=tuple(view.start for view in maps) if state.windowed else None,
            sources=sources,
            whole=state.whole,
            through=state.through if state.windowed else "",
        )
        self.rows.append(row)
        return state

    def _name(self) -> str:
        name = next(self.names, None)
        if name is None:
            raise UsageError(f"the network has more layers than the {len(self.rows)} names that are given")
        return name
