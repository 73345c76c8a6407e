"""Networks that a blueprint names: looked for once, and kept as texts from which the same questions are asked again."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import TYPE_CHECKING, TypeAlias

from msgspec.structs import replace

from quizgen.architectures.reader import input_shape
from quizgen.errors import UsageError
from quizgen.reading.advice import advice

if TYPE_CHECKING:
    from quizgen.of_network import Family

Look: TypeAlias = Callable[[str, str | None], str]
"""Gives for a network's name, and the size of its input where that is told, what is kept of it."""
KEPT = 64


class Networks:
    """Networks by their names; of an exam that is drawn again ``texts`` are what was kept of them.

    ``own`` is what is kept of those that were named.
    """

    def __init__(self, look: Look | None = None, texts: Mapping[str, str] | None = None) -> None:
        self._look = look
        self._texts = texts or {}
        self.own: dict[str, str] = {}

    def families(self, name: str, size: str | None) -> tuple[Family, ...]:
        """The families about a network; raises UsageError where there is none, or nothing to ask about it."""
        called = f"network {name} {size}" if size else f"network {name}"
        text = self._texts.get(called) or self.own.get(called)
        if text is None:
            text = (self._look or shipped)(name, size)
        self.own[called] = text
        return of_text(text)


def shipped(name: str, size: str | None) -> str:
    """What is kept of a network that comes with quizgen; raises UsageError for any other name."""
    from quizgen import architectures, of_network

    if name not in architectures.names():
        raise UsageError(f"there is no network '{name}'; {advice(name, architectures.names())}")
    found = architectures.load(name)
    network = found.network if size is None else replace(found.network, input=input_shape(size, "input"))
    return of_network.written(of_network.Layered(found.title, network, found.names))


@lru_cache(maxsize=KEPT)
def of_text(text: str) -> tuple[Family, ...]:
    """The families about a network from what is kept of it."""
    from quizgen import of_network

    return of_network.about(of_network.subject(of_network.read(text)))
