"""Lines and tables of layers, with blocks that are written once and used many times.

A line is ``name: layers`` in the notation of ``notation.py``, where ``block 64 256`` is a block with its arguments;
``conv3_1..3: conv 256 k3 p1, relu`` stands for three lines. A table has ``body`` and ``shortcut``, or ``branches``.
Layers after the first one of a line are named after it: ``conv3_1.relu``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from msgspec import Struct, field

from quizgen.architectures.lines.joining import Path
from quizgen.architectures.lines.naming import Dotted
from quizgen.architectures.lines.pasted import without_comments
from quizgen.architectures.lines.reading import Reader
from quizgen.architectures.lines.scanning import Scanned
from quizgen.errors import UsageError
from quizgen.layers import Layer, Parallel, Residual
from quizgen.reading.advice import advice
from quizgen.reading.toml import Document, Located
from quizgen.tracing import joined

REPEATED = re.compile(r"(.*?)(\d+)\.\.(\d+)")
Sizes = tuple[int, ...]
MOST_LAYERS, DEEPEST = 5_000, 30
LONGEST_LINE, LONGEST_NAME, LONGEST_ARGUMENT = 2_000, 200, 40
"""Characters."""


class Template(Struct, frozen=True):
    """Items that are copied wherever the block is named; ``{width}`` is replaced by the argument of that name."""

    arguments: tuple[str, ...]
    items: Sequence[object]


class _Known(Struct, frozen=True):
    """What a block came to in so many ``steps``: its layers, their shape, and their names after the block's own."""

    layers: tuple[Layer, ...]
    shape: Sizes
    names: tuple[str, ...]
    steps: int


class Builder(Struct):
    """Builds layers from items; ``names`` grows by the name of each layer in the order of ``tracing.explained``."""

    document: Document
    blocks: Mapping[str, Template]
    names: list[str] = field(default_factory=list)
    _depth: int = 0
    _steps: int = 0
    _known: dict[tuple[tuple[str, ...], Sizes, int], _Known] = field(default_factory=dict)
    """Blocks by their words, their input and how deep they stand: deeper they may be nested too deep."""

    def built(self, items: object, prefix: str, shape: Sizes, path: str) -> tuple[tuple[Layer, ...], Sizes]:
        """The layers of some items, and the shape that they give; raises UsageError with the file and the place."""
        if not isinstance(items, Sequence) or isinstance(items, str):
            raise self._error(path, "a list of lines and tables is expected")
        self._depth += 1
        if self._depth > DEEPEST:
            raise self._error(
                path[:LONGEST_NAME], f"blocks and branches are nested more than {DEEPEST} deep; write fewer"
            )
        layers = Path(shape)
        for number, item in enumerate(items, start=1):
            place = f"{path}[{number}]"
            try:
                self._item(item, prefix, layers, place)
            except Located:
                raise
            except UsageError as error:
                raise self.document.located(error, place.rpartition(", ")[2]) from None
        self._depth -= 1
        return tuple(layers.layers), layers.shape

    def _item(self, item: object, prefix: str, layers: Path, place: str) -> None:
        self._counted(place)
        if isinstance(item, str):
            self._line(item, prefix, layers, place)
        elif isinstance(item, Mapping):
            layers.add(*self._table(item, prefix, layers.shape, place))
            layers.mark(str(item.get("name", "")))
        else:
            raise self._error(place, "neither a line in quotes nor a table with 'body' or 'branches'")

    def _counted(self, place: str) -> None:
        """Raises UsageError for more lines, tables and layers than any network has."""
        self._steps += 1
        if self._steps > 2 * MOST_LAYERS or len(self.names) > MOST_LAYERS:
            raise self._error(place, f"the network has more than {MOST_LAYERS:,} layers; write fewer")

    def _line(self, line: str, prefix: str, layers: Path, place: str) -> None:
        if len(line) > LONGEST_LINE:
            raise self._error(place, f"the line has {len(line):,} characters; write at most {LONGEST_LINE:,}")
        stem, colon, _ = line.partition(":")
        if not colon or not stem.strip() or "(" in stem:
            raise self._error(place, f"'{line}' has no name; write for example 'conv1: conv 3->64 k3'")
        reader = Reader(
            scanned=Scanned(line[: len(stem)] + without_comments(line[len(stem) :])),
            named=lambda name: self._named(name, place),
            called=lambda name, _: self._at(place, name),
            blocks=lambda words, name, shape: self._block(words, name, shape, place),
        )
        for name in self._each(stem.strip(), place):
            reader.path(len(stem) + 1, len(line), layers, Dotted(prefix + name, prefix))
            layers.mark(name)

    def _block(
        self, words: Sequence[str], name: str, shape: Sizes, place: str
    ) -> tuple[tuple[Layer, ...], Sizes] | None:
        word, *values = words
        if word not in self.blocks:
            return None
        block = self.blocks[word]
        if f"blocks.{word}.layers" in place:
            raise self._error(place, f"the block '{word}' is used in itself")
        if len(values) != len(block.arguments):
            wanted = " ".join([word, *block.arguments])
            raise self._error(place, f"'{' '.join([word, *values])}' does not fit; write '{wanted}'")
        if long := [value for value in values if len(value) > LONGEST_ARGUMENT]:
            raise self._error(place, f"'{long[0]}' is too long; write at most {LONGEST_ARGUMENT} characters")
        key = tuple(words), shape, self._depth
        if known := self._known.get(key):
            self._steps += known.steps - len(known.names)
            for one in known.names:
                self._named(name + one, place)
            return known.layers, known.shape
        first, steps = len(self.names), self._steps
        items = _filled(block.items, dict(zip(block.arguments, values, strict=True)))
        layers, end = self.built(items, f"{name}.", shape, f"{place}, blocks.{word}.layers")
        names = tuple(one[len(name) :] for one in self.names[first:])
        self._known[key] = _Known(layers, end, names, self._steps - steps)
        return layers, end

    def _table(self, table: Mapping[str, object], prefix: str, shape: Sizes, place: str) -> tuple[list[Layer], Sizes]:
        known = ("name", "body", "shortcut", "branches")
        for key in table:
            if key not in known:
                raise self._error(f"{place}.{key}", f"there is no such key; {advice(key, known)}")
        if ("body" in table) == ("branches" in table):
            raise self._error(place, "a table has either 'body' (with a 'shortcut' or without) or 'branches'")
        residual = "body" in table
        paths = [table["body"], table.get("shortcut", [])] if residual else table["branches"]
        if not isinstance(paths, Sequence) or isinstance(paths, str) or not paths:
            raise self._error(f"{place}.branches", "a list of lists of lines is expected")
        keys = ["body", "shortcut"] if residual else [f"branches[{number + 1}]" for number in range(len(paths))]
        ends = [self.built(path, prefix, shape, f"{place}.{key}") for path, key in zip(paths, keys, strict=True)]
        branches = tuple(branch for branch, _ in ends)
        layer = Residual(*branches) if residual else Parallel(branches)
        name = prefix + str(table.get("name", "add" if residual else "concat"))
        self._named(name, place)
        return [layer], joined(layer, [end for _, end in ends], self._at(place, name))

    def _each(self, name: str, place: str) -> Iterator[str]:
        """The names that a name with ``1..3`` at its end stands for."""
        found = REPEATED.fullmatch(name)
        if found is None:
            yield name
            return
        if max(len(found[2]), len(found[3])) > 4:
            raise self._error(place, f"'{found[2]}..{found[3]}' is too much; write numbers up to 9999")
        for number in range(int(found[2]), int(found[3]) + 1):
            yield f"{found[1]}{number}"

    def _named(self, name: str, place: str) -> None:
        self._counted(place)
        if len(name) > LONGEST_NAME:
            raise self._error(place, f"the name '{name}' has {len(name)} characters; write at most {LONGEST_NAME}")
        if name in self.names:
            raise self._error(place, f"there are two layers '{name}'; give each its own name")
        self.names.append(name)

    def _error(self, place: str, reason: str) -> UsageError:
        return UsageError(self._at(place, reason))

    def _at(self, place: str, words: str) -> str:
        """Words behind the file and the place."""
        return f"{self.document.where}: {place}: {words}"


def _filled(items: object, given: Mapping[str, str]) -> object:
    if isinstance(items, str):
        return re.sub(r"\{(\w+)\}", lambda hole: given.get(hole[1], hole[0]), items)
    if isinstance(items, Mapping):
        return {key: _filled(value, given) for key, value in items.items()}
    return [_filled(item, given) for item in items] if isinstance(items, Sequence) else items
