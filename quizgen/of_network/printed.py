"""What stems say about the maps of a network that other questions ask for.

The side of a map, or its channels, is a key as soon as it stands in another stem about the same network, whichever layer
that one is about: neighbouring layers pass sizes on. Only the network's own input is known to everybody.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from quizgen.asking.facts import Fact
from quizgen.layers import Conv2d, ConvTranspose2d, Linear
from quizgen.of_network.family import digest
from quizgen.of_network.places import AskedNetwork, Place


def told(subject: AskedNetwork, shapes: Iterable[Sequence[int]]) -> tuple[Fact, ...]:
    """What a stem tells that prints these maps (channels, height, width), or no more than their channels."""
    every = [tuple(shape) for shape in shapes]
    channels = {_channels(subject, shape[0]) for shape in every}
    sides = {_side(subject, side) for shape in every for side in shape[1:]}
    return tuple(sorted(channels | sides))


def read_by(places: Iterable[Place]) -> tuple[tuple[int], ...]:
    """The channels that layers say they read, as their code prints it."""
    return tuple((place.before[0],) for place in places if isinstance(place.layer, Conv2d | ConvTranspose2d | Linear))


def sought_side(subject: AskedNetwork, side: int) -> tuple[Fact, ...]:
    """What no other stem may tell where a map's height or width is asked."""
    return () if side in subject.network.input[1:] else (_side(subject, side),)


def sought_channels(subject: AskedNetwork, channels: int) -> tuple[Fact, ...]:
    """What no other stem may tell where the channels of a map are asked."""
    return () if channels == subject.network.input[0] else (_channels(subject, channels),)


def _side(subject: AskedNetwork, side: int) -> Fact:
    return f"{digest(subject)}: a map of side {side}"


def _channels(subject: AskedNetwork, channels: int) -> Fact:
    return f"{digest(subject)}: a map of {channels} channels"
