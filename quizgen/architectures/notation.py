"""Layers in one line: ``conv 3->64 k7 s2 p3 nobias, bn, relu, maxpool 3 s2 p1, residual(conv 64 k3 p1, bn), gap``.

``k``, ``s``, ``p``, ``d``, ``g`` and ``op`` are kernel_size, stride, padding, dilation, groups and output padding,
``k3x5`` is 3 high and 5 wide; what is left out has PyTorch's default. The channels before ``->`` may be left out too:
the layer takes what reaches it. All words, and how paths part and meet, are in ``docs/notation.md``.
"""

from __future__ import annotations

from msgspec import Struct

from quizgen.architectures.lines.joining import Path
from quizgen.architectures.lines.misread import Misread
from quizgen.architectures.lines.naming import Numbered
from quizgen.architectures.lines.numbers import LARGEST
from quizgen.architectures.lines.pasted import without_comments
from quizgen.architectures.lines.reading import Reader
from quizgen.architectures.lines.scanning import Scanned
from quizgen.architectures.lines.vocabulary import JOINS, WORDS, spelled
from quizgen.errors import UsageError
from quizgen.layers import Layer

MOST_LAYERS = 1_000


class Line(Struct, frozen=True):
    """The layers of a line, and a name for each row of their table."""

    layers: tuple[Layer, ...]
    names: tuple[str, ...]


def layers(line: str, shape: tuple[int, ...]) -> tuple[Layer, ...]:
    """The layers of a line that an input of ``shape`` reaches.

    Raises Misread, a UsageError, in one sentence with the layer, counted from 1, the argument and what would fit.
    """
    return read(line, shape).layers


def read(line: str, shape: tuple[int, ...]) -> Line:
    """The layers of a line and their names; raises as ``layers`` does."""
    line = without_comments(line)
    scanned, path, names = Scanned(line), Path(shape), list[str]()
    count = sum(1 for _ in scanned.items(0, len(line)))
    if count > MOST_LAYERS:
        raise UsageError(f"the line has {count:,} layers; write at most {MOST_LAYERS:,}, or a TOML file")

    def named(name: str) -> None:
        if name in names:
            raise UsageError(f"there are two layers '{name}'; give each its own name")
        names.append(name)
        if len(names) > MOST_LAYERS:
            raise UsageError(f"the line has more than {MOST_LAYERS:,} layers; write fewer, or a TOML file")

    reader = Reader(scanned, named, lambda place, text: f"layer {place} ({text})", lambda *_: None)
    reader.path(0, len(line), path, Numbered())
    return Line(tuple(path.layers), tuple(names))


def is_word(text: str) -> bool:
    """Whether a word without any option may be a line of layers."""
    return spelled(text.strip().lower())[0] in WORDS


__all__ = ["JOINS", "LARGEST", "WORDS", "Line", "Misread", "is_word", "layers", "read"]
