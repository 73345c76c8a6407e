"""Elements and the texts between them, each with its line."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal, TypeAlias

from msgspec import Struct, field

Written: TypeAlias = Literal["text", "cdata", "reference"]
"""How characters stand in a file: as they are, within CDATA, or as ``&lt;`` and ``&#10;``."""


class Run(Struct):
    """Characters that are written in one way, and the line of the first."""

    text: str
    line: int
    written: Written


class Element(Struct):
    """An element: its name and its attributes' without prefixes; ``closed`` says that its end was found."""

    name: str
    line: int
    attributes: dict[str, str] = field(default_factory=dict)
    inside: list[Element | Run] = field(default_factory=list)
    closed: bool = False

    def __iter__(self) -> Iterator[Element]:
        return (one for one in self.inside if isinstance(one, Element))

    @property
    def runs(self) -> list[Run]:
        """The characters directly within it."""
        return [one for one in self.inside if isinstance(one, Run)]

    @property
    def text(self) -> str:
        """All characters directly within it."""
        return "".join([one.text for one in self.inside if isinstance(one, Run)])

    @property
    def every_text(self) -> str:
        """All characters within it, however deep."""
        return "".join([one.text for part in self.walk() for one in part.inside if isinstance(one, Run)])

    def get(self, name: str, other: str = "") -> str:
        """An attribute."""
        return self.attributes.get(name, other)

    def first(self, *names: str) -> Element | None:
        """The first child of one of these names."""
        return next((one for one in self if one.name in names), None)

    def all(self, *names: str) -> list[Element]:
        """The children of these names."""
        return [one for one in self if one.name in names]

    def walk(self) -> Iterator[Element]:
        """It and all elements within it, in the file's order."""
        waiting = [self]
        while waiting:
            one = waiting.pop()
            yield one
            waiting.extend(reversed([*one]))

    def within(self, *names: str) -> list[Element]:
        """All elements of these names within it, however deep."""
        return [one for one in self.walk() if one.name in names and one is not self]
