"""The places of a network of layers: a published one, one of a TOML file, or a line."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TypeAlias

from msgspec import Struct, field

from quizgen.layers import Joining, Layer, Network, Padded, branches, network_json
from quizgen.of_network.kept import digest
from quizgen.of_network.lifting import in_numbers, lifted, lifted_shape, written_as
from quizgen.of_network.places import AskedNetwork, Place, Way, require_moderate
from quizgen.of_network.reasons import grouped
from quizgen.of_network.sliding import axes_of, most, others
from quizgen.of_network.ways import further, meeting
from quizgen.oracle.author.calls import Seen
from quizgen.tracing import Row, explained

UNEVEN = "padding='same' adds more on one side than on the other"
Path: TypeAlias = tuple[Place, ...]


def subject(network: Network, title: str, names: Sequence[str] = ()) -> AskedNetwork:
    """The places of a network; raises UsageError as ``quizgen.tracing.explained`` does, and for numbers past asking."""
    rows = explained(network, names)
    for row in rows:
        require_moderate(row.name, row.output_shape, row.parameters, row.macs)
    axes = most(map(axes_of, _every(network.layers)), network.input)
    walk = _Walk(iter(rows), axes)
    walk.along(network.layers, network.input, Way(), from_input=True)
    return AskedNetwork(
        title,
        (network.input,),
        _digest(network, title, rows),
        tuple(walk.found),
        axes,
        whole=not any(row.parameters for row in walk.passed),
        left=tuple(grouped(walk.left)),
    )


def _digest(network: Network, title: str, rows: Sequence[Row]) -> str:
    return digest([title, network_json(network), [row.name for row in rows]])


def _every(layers: Sequence[Layer]) -> Iterator[Layer]:
    """The layers, and those of their branches."""
    for layer in layers:
        yield layer
        for branch in branches(layer) if isinstance(layer, Joining) else ():
            yield from _every(branch)


class _Walk(Struct):
    """The places that were found, and the rows that were ``passed``, as they work on other axes than most windows."""

    rows: Iterator[Row]
    axes: int
    found: list[Place] = field(default_factory=list)
    passed: list[Row] = field(default_factory=list)
    left: list[tuple[str, str]] = field(default_factory=list)

    def along(
        self, layers: Sequence[Layer], shape: tuple[int, ...], way: Way | None, *, from_input: bool
    ) -> tuple[Path, Way | None]:
        """The places of layers one after the other behind the last that is passed, and the way that leads on."""
        path: Path = ()
        for layer in layers:
            paths = branches(layer) if isinstance(layer, Joining) else ()
            inner = [self.along(branch, shape, way, from_input=False) for branch in paths]
            row = next(self.rows)
            inside = tuple(places for places, _ in inner)
            met = meeting([led for _, led in inner]) if paths else way
            if list(map(len, inside)) != list(map(len, paths)) or self._passes(layer, shape, row):
                self.passed.append(row)
                path, way, from_input = (), None, False
            else:
                place = self._place(layer, shape, row, path, met, inside, from_input=from_input)
                path = (*path, place)
                way = met if paths else further(way, place)
            shape = row.output_shape
        return path, way

    def _passes(self, layer: Layer, shape: tuple[int, ...], row: Row) -> bool:
        """Whether a layer works on maps of other axes than the network's; of a window it is told."""
        if len(shape) - 1 in {0, self.axes}:
            return False
        if axes := axes_of(layer):
            self.left.append((row.name, others(axes, self.axes)))
        return True

    def _place(  # noqa: PLR0913, PLR0917 - all that is known of it
        self,
        layer: Layer,
        shape: tuple[int, ...],
        row: Row,
        path: Path,
        way: Way | None,
        inside: tuple[Path, ...],
        *,
        from_input: bool,
    ) -> Place:
        shown, said = in_numbers(layer)
        place = Place(
            len(self.found),
            row.name,
            lifted(shown),
            lifted_shape(shape),
            lifted_shape(row.output_shape),
            path,
            from_input,
            inside,
            way,
            _seen(row),
            written_as(layer),
            said,
        )
        self.found.append(place)
        if isinstance(place.layer, Padded):
            self.left.append((row.name, UNEVEN))
        return place


def _seen(row: Row) -> Seen | None:
    """What the table says of the units; nothing where a unit sees all that is left."""
    return Seen(row.receptive_field, row.jump, row.start) if row.jump and row.start else None
