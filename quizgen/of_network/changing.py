"""One argument of a layer changes: which changes make a question, and what the layers behind it give then."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from msgspec.structs import replace as changed

from quizgen.errors import UsageError
from quizgen.layers import Convolution, MapShape, arguments
from quizgen.of_network.places import AskedNetwork, Place, comparable, even, numbers, windows
from quizgen.tracing import after

MOST = 4
"""Layers from the one that changes to the one that is asked about."""
ARGUMENTS = ("kernel_size", "stride", "padding")


@dataclass(frozen=True, slots=True)
class Change:
    """An argument of the first layer of a chain becomes ``now`` instead of ``before``; ``then`` is the chain after it.

    ``which`` is the axis that is asked about.
    """

    argument: str
    before: int
    now: int
    chain: tuple[Place, ...]
    then: tuple[Place, ...]
    which: int

    @property
    def number(self) -> int:
        """One for each layer and argument."""
        return self.chain[0].number * len(ARGUMENTS) + ARGUMENTS.index(self.argument)


def changes(subject: AskedNetwork) -> dict[int, Change]:
    """For each layer and argument the change with the longest chain behind it, by its number."""
    found: dict[int, Change] = {}
    for place in subject.places:
        chain = windows(place, MOST)
        if not chain or chain[-1] is not place:
            continue
        for first in range(len(chain)):
            for change in _of(subject, chain[first:]):
                longest = found.get(change.number)
                if longest is None or len(longest.chain) < len(change.chain):
                    found[change.number] = change
    return found


def _of(subject: AskedNetwork, chain: tuple[Place, ...]) -> Iterator[Change]:
    """What can change at the first layer of a chain so that its end is another one."""
    which, place = subject.which, chain[0]
    if place.said or place.shared or not comparable(subject, chain) or not (subject.axes == 1 or even(place)):
        return
    if any(getattr(one.layer, "ceil_mode", False) for one in chain):
        return
    values = numbers(place, which)
    for argument in ARGUMENTS:
        now = _other(place, argument, values)
        then = None if now is None else _then(chain, argument, now, lines=subject.axes == 1)
        if now is not None and then and then[-1].after != chain[-1].after:
            yield Change(argument, values[argument], now, chain, then, which)


def _other(place: Place, argument: str, values: dict[str, int]) -> int | None:
    """What an argument may become; None for what nobody would write."""
    size, convolves = values["kernel_size"], isinstance(place.layer, Convolution)
    match argument:
        case "stride":
            return {1: 2, 2: 1}.get(values["stride"]) if size > 1 else None
        case "padding":
            usual = (size - 1) // 2 if convolves and size % 2 and size > 1 and values["dilation"] == 1 else None
            return 0 if values["padding"] else usual
        case _:
            return {3: 5, 5: 3, 7: 5, 11: 7}.get(size) if convolves else {2: 3, 3: 2}.get(size)


def _then(chain: Sequence[Place], argument: str, now: int, *, lines: bool) -> tuple[Place, ...] | None:
    """The chain with the maps that reach its layers after the change; None where one of them cannot take its map."""
    found: list[Place] = []
    shape = chain[0].before
    for number, place in enumerate(chain):
        layer = place.layer
        if number == 0:
            old = arguments(layer)[argument]
            rows = old[0] if isinstance(old, tuple) else old
            layer = changed(layer, **{argument: (rows, now) if lines and rows != now else now})
        try:
            given = after(layer, shape, place.name)
        except UsageError:
            return None
        found.append(replace(place, layer=layer, before=shape, after=given))
        shape = given
    padded = numbers(found[0], 1)
    return tuple(found) if 2 * padded["padding"] <= padded["kernel_size"] else None


def map_of(place: Place) -> MapShape:
    """The map that reaches a place."""
    return place.before
