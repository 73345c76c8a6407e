"""What the layers of a line are called in a network's table."""

from __future__ import annotations

from collections import Counter
from typing import Protocol

from msgspec import Struct, field


class Naming(Protocol):
    """Names for the items of one path, in their order."""

    def own(self, word: str, label: str | None) -> str:
        """The name of the next item."""

    def within(self, word: str, path: int) -> Naming:
        """Names for a path within the item that was named last."""

    @property
    def place(self) -> str:
        """Where the item that was named last stands, for errors."""


class Numbered(Struct):
    """``1 conv``, ``2 residual`` with ``2.1 conv`` in it, ``3 parallel`` with ``3a.1 conv`` and ``3b.1 maxpool``."""

    prefix: str = ""
    count: int = 0

    def own(self, word: str, label: str | None) -> str:
        """The number and the word, or the label."""
        self.count += 1
        return label or f"{self.place} {word}"

    def within(self, word: str, path: int) -> Naming:
        """Numbers behind that of the item, and behind a letter where several paths are alike."""
        between = f"{chr(ord('a') + path % 26)}."
        if word in {"residual", "sequential"}:
            between = (".", ".shortcut.")[min(path, 1)]
        return Numbered(f"{self.place}{between}")

    @property
    def place(self) -> str:
        """The number."""
        return f"{self.prefix}{self.count}"


class Dotted(Struct):
    """``block``, and ``block.relu`` for the second layer of that line; ``block.conv``, ``block.conv2`` within it."""

    name: str
    prefix: str = ""
    inside: bool = False
    last: str = ""
    seen: Counter[str] = field(default_factory=Counter)

    def own(self, word: str, label: str | None) -> str:
        """The line's name for its first item, and behind it the word for others."""
        self.seen[word] += 1
        if label:
            self.last = f"{self.prefix}{label}"
        elif self.inside:
            self.last = f"{self.name}.{word}{self.seen[word] if self.seen[word] > 1 else ''}"
        else:
            self.last = f"{self.name}.{word}" if self.last else self.name
        return self.last

    def within(self, word: str, path: int) -> Naming:
        """Words behind the item's name; of further paths behind ``shortcut`` or the path's number."""
        further = "shortcut" if word == "residual" else str(path + 1)
        alone = path == 0 and word in {"residual", "sequential"}
        return Dotted(self.last if alone else f"{self.last}.{further}", self.prefix, inside=True)

    @property
    def place(self) -> str:
        """The name."""
        return self.last
