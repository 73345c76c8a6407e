"""Layers of one path as they are read, and what earlier of them can be joined with."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct, field

from quizgen.layers import Joining, Layer, Parallel, Product, Residual, Sum

Dims = tuple[int, ...]


class Path(Struct):
    """Layers one after the other, and the shape after them.

    ``marks`` are the places and shapes that labels name, ``hidden`` the labels of layers that a later join has skipped,
    with the label it went back to: they are out of reach.
    """

    shape: Dims
    layers: list[Layer] = field(default_factory=list)
    marks: dict[str, tuple[int, Dims]] = field(default_factory=dict)
    hidden: dict[str, str] = field(default_factory=dict)

    def add(self, layers: Sequence[Layer], shape: Dims) -> None:
        """Puts layers behind the others."""
        self.layers += layers
        self.shape = shape

    def mark(self, label: str) -> None:
        """Gives what is there now a name."""
        self.marks[label] = len(self.layers), self.shape
        self.hidden.pop(label, None)

    def since(self, label: str) -> tuple[tuple[Layer, ...], Dims]:
        """The layers behind a label, and the shape that reaches them."""
        place, shape = self.marks[label]
        return tuple(self.layers[place:]), shape

    def join(self, joint: Joining, label: str, shape: Dims) -> None:
        """Puts the joint in the place of all layers behind a label, which are its first path."""
        place, _ = self.marks[label]
        self.layers[place:] = [joint]
        self.shape = shape
        for other in [other for other, (at, _) in self.marks.items() if at > place]:
            del self.marks[other]
            self.hidden[other] = label


def joint(word: str, paths: Sequence[tuple[Layer, ...]], ends: Sequence[Dims]) -> Joining:
    """The layer of a word in which paths meet that give maps of the shapes ``ends``."""
    if word == "residual" or (word == "add" and len(paths) == 2 and ends[0] == ends[1]):
        return Residual(*paths)
    if word == "add":
        return Sum(tuple(paths))
    return Product(tuple(paths)) if word == "multiply" else Parallel(tuple(paths))
