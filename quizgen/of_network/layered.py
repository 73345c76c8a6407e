"""The places of a network of layers: a published one, one of a TOML file, or a line."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from quizgen.layers import Joining, Layer, Network, Padded, branches, network_json
from quizgen.of_network.kept import digest
from quizgen.of_network.lifting import LINE, in_numbers, lifted, lifted_shape, written_as
from quizgen.of_network.places import MAP, AskedNetwork, Place, Way, require_moderate
from quizgen.of_network.reasons import grouped
from quizgen.of_network.ways import further, meeting
from quizgen.oracle.author.calls import Seen
from quizgen.tracing import Row, explained

UNEVEN = "padding='same' adds more on one side than on the other"


def subject(network: Network, title: str, names: Sequence[str] = ()) -> AskedNetwork:
    """The places of a network; raises UsageError as ``quizgen.tracing.explained`` does, and for numbers past asking."""
    rows = explained(network, names)
    for row in rows:
        require_moderate(row.name, row.output_shape, row.parameters, row.macs)
    found: list[Place] = []
    _along(network.layers, network.input, iter(enumerate(rows)), found, Way(), from_input=True)
    given, flat = lifted_shape(network.input), len(network.input) == 1
    axes = 1 if len(network.input) == LINE else max(len(network.input), MAP) - 1
    left = [(place.name, UNEVEN) for place in found if isinstance(place.layer, Padded)]
    given = (*given, *(1,) * (MAP - len(given)))
    digest = _digest(network, title, rows)
    return AskedNetwork(title, given, digest, tuple(found), axes, flat, left=tuple(grouped(left)))


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
        shown, said = in_numbers(layer)
        met = meeting([led for _, led in inner]) if paths else way
        place = Place(
            number,
            row.name,
            lifted(shown),
            lifted_shape(shape),
            lifted_shape(row.output_shape),
            tuple(path),
            from_input,
            inside,
            met,
            _seen(row),
            written_as(layer),
            said,
        )
        path.append(place)
        found.append(place)
        way = met if paths else further(way, place)
        shape = row.output_shape
    return tuple(path), way


def _seen(row: Row) -> Seen | None:
    """What the table says of the units; nothing where a unit sees all that is left."""
    return Seen(row.receptive_field, row.jump, row.start) if row.jump and row.start else None
