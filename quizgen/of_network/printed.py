"""What stems say about the maps of a network that other questions ask for.

A map's side is a key as soon as it stands in another stem about the same network, whichever layer that one is about:
neighbouring layers pass it on. Only the network's own input is known to everybody. The channels after a concatenation
are a key where a stem says how many reach a layer that reads them; elsewhere the same number says nothing.
"""

from __future__ import annotations

from collections.abc import Iterable

from quizgen.asking.facts import Fact
from quizgen.layers import Conv2d, ConvTranspose2d, Linear, Parallel
from quizgen.of_network.family import digest
from quizgen.of_network.places import AskedNetwork, Place

READERS = (Conv2d, ConvTranspose2d, Linear)
"""Layers whose code prints how many channels they read."""


def reaching(subject: AskedNetwork, place: Place) -> tuple[Fact, ...]:
    """What a stem tells that prints the map which reaches a layer."""
    return (*(_side(subject, side) for side in place.before[1:]), *read_by(subject, (place,)))


def read_by(subject: AskedNetwork, places: Iterable[Place]) -> tuple[Fact, ...]:
    """What a stem tells that prints how many channels reach layers."""
    sources = (_source(subject, place) for place in places)
    return tuple(_channels(subject, one) for one in sources if one)


def side_of(subject: AskedNetwork, side: int) -> tuple[Fact, ...]:
    """What no other stem may tell where a map's height or width is asked."""
    return () if side in subject.network.input[1:] else (_side(subject, side),)


def channels_of(subject: AskedNetwork, place: Place) -> tuple[Fact, ...]:
    """What no other stem may tell where the channels after a concatenation are asked."""
    return (_channels(subject, place),)


def _source(subject: AskedNetwork, place: Place) -> Place | None:
    """The layer that made the channels which reach another one; None where these are the network's own."""
    made = (one for one in reversed(place.path) if isinstance(one.layer, (*READERS, Parallel)))
    return next(made, None) or _before_block(subject, place)


def _before_block(subject: AskedNetwork, place: Place) -> Place | None:
    around = (block for block in subject.places if any(place in path for path in block.inside))
    block = next(around, None)
    return _source(subject, block) if block else None


def _side(subject: AskedNetwork, side: int) -> Fact:
    return f"{digest(subject)}: a map of side {side}"


def _channels(subject: AskedNetwork, place: Place) -> Fact:
    return f"{digest(subject)}: the channels after row {place.number}"
