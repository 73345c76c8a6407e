"""What stems say about the maps of a network that other questions ask for.

A map's side is a key as soon as it stands in another stem about the same network, whichever layer that one is about:
neighbouring layers pass it on. Only the network's own input is known to everybody. How many values a linear layer reads
gives the sides of the map that was flattened. The channels after a concatenation are a key where a stem says how many
reach a layer that reads them; elsewhere the same number says nothing.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import takewhile

from quizgen.asking.facts import Fact
from quizgen.layers import SHAPELESS, Convolution, Flatten, Linear, Parallel, Transposed
from quizgen.of_network.places import AskedNetwork, Place

READERS = (Convolution, Transposed, Linear)
"""Layers whose code prints how many channels they read."""


def reaching(subject: AskedNetwork, place: Place) -> tuple[Fact, ...]:
    """What a stem tells that prints the map which reaches a layer."""
    return (*(_side(subject, side) for side in place.before[1:]), *read_by(subject, (place,)))


def read_by(subject: AskedNetwork, places: Iterable[Place]) -> tuple[Fact, ...]:
    """What a stem tells that prints how many channels or features reach layers."""
    return tuple(one for place in places for one in (*_sources(subject, place), *_flattened(subject, place)))


def side_of(subject: AskedNetwork, side: int) -> tuple[Fact, ...]:
    """What no other stem may tell where a map's height or width is asked."""
    return () if any(side in shape[1:] for shape in subject.given) else (_side(subject, side),)


def channels_of(subject: AskedNetwork, place: Place) -> tuple[Fact, ...]:
    """What no other stem may tell where the channels after a concatenation are asked."""
    return (_channels(subject, place),)


def once(subject: AskedNetwork, place: Place) -> Fact:
    """What a question both tells and seeks of which no file shall hold two: the size that a layer made."""
    return f"{subject.digest}: the size made in row {place.number}"


def reached(subject: AskedNetwork, linear: Place) -> Fact:
    """That a change before a linear layer reaches it: said by one question, and asked by another."""
    return f"{subject.digest}: a change reaches row {linear.number}"


def _sources(subject: AskedNetwork, place: Place) -> tuple[Fact, ...]:
    found = _source(subject, place)
    return (_channels(subject, found),) if found else ()


def _flattened(subject: AskedNetwork, place: Place) -> tuple[Fact, ...]:
    """The sides of the map whose values reach a linear layer one by one."""
    passed = takewhile(lambda one: isinstance(one.layer, (*SHAPELESS, Flatten)), reversed(place.path))
    return tuple(_side(subject, side) for one in passed if isinstance(one.layer, Flatten) for side in one.before[1:])


def _source(subject: AskedNetwork, place: Place) -> Place | None:
    """The layer that made the channels which reach another one; None where these are the network's own."""
    made = (one for one in reversed(place.path) if isinstance(one.layer, (*READERS, Parallel)))
    return next(made, None) or _before_block(subject, place)


def _before_block(subject: AskedNetwork, place: Place) -> Place | None:
    around = (block for block in subject.places if any(place in path for path in block.inside))
    block = next(around, None)
    return _source(subject, block) if block else None


def _side(subject: AskedNetwork, side: int) -> Fact:
    return f"{subject.digest}: a map of side {side}"


def _channels(subject: AskedNetwork, place: Place) -> Fact:
    return f"{subject.digest}: the channels after row {place.number}"
