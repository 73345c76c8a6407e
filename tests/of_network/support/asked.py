"""Families about a network that is named or written in a line, and all that they ask."""

from __future__ import annotations

from collections.abc import Iterable

from quizgen import architectures, of_network
from quizgen.architectures import notation
from quizgen.layers import Network
from quizgen.model import LEVELS, Question


def about(name: str) -> tuple[of_network.Family, ...]:
    """Those about a published network."""
    found = architectures.load(name)
    return of_network.families(found.network, found.title, found.names)


def line(text: str, *shape: int) -> tuple[of_network.Family, ...]:
    """Those about a line of layers on an input of that shape."""
    return of_network.families(Network(shape, notation.layers(text, shape)), "your network")


def asked(
    families: Iterable[of_network.Family], *asks: str, seed: str = "1"
) -> list[tuple[of_network.Family, Question]]:
    """Every question of the families, or of those that ask one of these, level by level, in every kind."""
    return [
        (family, question)
        for family in families
        if not asks or family.asks in asks
        for level in LEVELS
        for kind in family.kinds
        for question in family.draw(level, kind, seed)
    ]
