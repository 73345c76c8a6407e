"""One argument of a layer changes: which changes make a question, and what the layers behind it give then."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from msgspec import Struct

from quizgen.errors import UsageError
from quizgen.layers import Convolution
from quizgen.of_network.altering import KERNELS, MOVES, STRIDES, given, put
from quizgen.of_network.places import AskedNetwork, Place, even, numbers, plain, windows
from quizgen.text.nodes import Filling

MOST = 4
"""Layers from the one that changes to the one that is asked about."""


class Change(Struct, frozen=True):
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
        return self.chain[0].number * len(MOVES) + MOVES.index(self.argument)

    @property
    def said(self) -> dict[str, Filling]:
        """What fills the holes of a stem that tells the change."""
        first = self.chain[0].name
        return {"argument": self.argument, "changed": first, "now": self.now, "before": self.before}

    @property
    def told(self) -> dict[str, object]:
        """The same as JSON."""
        return {"change": {"argument": self.argument, "value": self.now}}


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
    place = chain[0]
    if place.said or place.shared or not plain(subject, chain) or not (subject.axes == 1 or even(place)):
        return
    values = numbers(place, subject.which)
    for argument in MOVES:
        now = _other(place, argument, values)
        then = None if now is None else _then(chain, argument, now, subject.axes)
        if now is not None and then and then[-1].after != chain[-1].after:
            yield Change(argument, values[argument], now, chain, then, subject.which)


def _other(place: Place, argument: str, values: dict[str, int]) -> int | None:
    """What an argument may become; None for what nobody would write."""
    size, convolves = values["kernel_size"], isinstance(place.layer, Convolution)
    match argument:
        case "stride":
            return STRIDES.get(values["stride"]) if size > 1 else None
        case "padding":
            usual = (size - 1) // 2 if convolves and size % 2 and size > 1 and values["dilation"] == 1 else None
            return 0 if values["padding"] else usual
        case _:
            return {**KERNELS, 11: 7}.get(size) if convolves else {2: 3, 3: 2}.get(size)


def _then(chain: tuple[Place, ...], argument: str, now: int, axes: int) -> tuple[Place, ...] | None:
    """The chain with the maps that reach its layers after the change; None where one of them cannot take its map."""
    first, *others = (place.layer for place in chain)
    reaches = chain[0].before
    try:
        layers, shapes = given((put(first, argument, now, axes), *others), reaches)
    except UsageError:
        return None
    maps = zip(chain, layers, (reaches, *shapes), shapes, strict=False)
    found = tuple(replace(place, layer=layer, before=before, after=after) for place, layer, before, after in maps)
    padded = numbers(found[0], 1)
    return found if 2 * padded["padding"] <= padded["kernel_size"] else None
