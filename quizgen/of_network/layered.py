"""The places of a network of layers: a published one, one of a TOML file, or a line."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from quizgen.errors import UsageError
from quizgen.layers import Joining, Layer, Network, branches, network_json
from quizgen.of_network.kept import digest
from quizgen.of_network.lifting import LINE, lifted, lifted_shape, written_as
from quizgen.of_network.places import MAP, AskedNetwork, Place, Way, require_moderate
from quizgen.of_network.ways import further, meeting
from quizgen.oracle.author.calls import Seen
from quizgen.tracing import Row, explained


def subject(network: Network, title: str, names: Sequence[str] = ()) -> AskedNetwork:
    """The places of a network; raises UsageError as ``quizgen.tracing.explained`` does, and for numbers past asking."""
    if len(network.input) > MAP:
        given = "x".join(map(str, network.input))
        raise UsageError(f"questions are about lines and maps, not volumes, and {title} is given an input of {given}")
    rows = explained(network, names)
    for row in rows:
        require_moderate(row.name, row.output_shape, row.parameters, row.macs)
    found: list[Place] = []
    _along(network.layers, network.input, iter(enumerate(rows)), found, Way(), from_input=True)
    channels, height, width, *_ = (*lifted_shape(network.input), 1, 1)
    axes = 1 if len(network.input) == LINE else 2
    flat = len(network.input) == 1
    return AskedNetwork(title, (channels, height, width), _digest(network, title, rows), tuple(found), axes, flat)


def _digest(network: Network, title: str, rows: Sequence[Row]) -> str:
    return digest([title, network_json(network), [row.name for row in rows]])


def _along(  # noqa: PLR0913 - where a path begins
    layers: Sequence[Layer],
    shape: tuple[int, ...],
    rows: Iterator[tuple[int, Row]],
    found: list[Place],
    way: Way | None,
    *,
    from_input: bool,
) -> tuple[tuple[Place, ...], Way | None]:
    path: list[Place] = []
    for layer in layers:
        paths = branches(layer) if isinstance(layer, Joining) else ()
        inner = [_along(branch, shape, rows, found, way, from_input=False) for branch in paths]
        number, row = next(rows)
        inside = tuple(places for places, _ in inner)
        met = meeting([led for _, led in inner]) if paths else way
        place = Place(
            number,
            row.name,
            lifted(layer),
            lifted_shape(shape),
            lifted_shape(row.output_shape),
            tuple(path),
            from_input,
            inside,
            met,
            _seen(row),
            written_as(layer),
        )
        path.append(place)
        found.append(place)
        way = met if paths else further(way, place)
        shape = row.output_shape
    return tuple(path), way


def _seen(row: Row) -> Seen | None:
    """What the table says of the units; nothing where a unit sees all that is left."""
    return Seen(row.receptive_field, row.jump, row.start) if row.jump and row.start else None
