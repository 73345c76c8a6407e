"""The layers of a line, of the paths within it too, each with its name."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NoReturn, TypeAlias

from msgspec import Struct

from quizgen.architectures.lines import calls
from quizgen.architectures.lines.building import built
from quizgen.architectures.lines.joining import Path, joint
from quizgen.architectures.lines.misread import Misread
from quizgen.architectures.lines.naming import Naming
from quizgen.architectures.lines.numbers import Place
from quizgen.architectures.lines.scanning import Inner, Item, Scanned, Word
from quizgen.architectures.lines.vocabulary import JOINS, WORDS, spelled
from quizgen.errors import UsageError
from quizgen.layers import Layer
from quizgen.tracing import after, joined

Dims = tuple[int, ...]
Blocks: TypeAlias = Callable[[Sequence[str], str, Dims], tuple[Sequence[Layer], Dims] | None]
"""The layers of a block, and the shape after them, from its words, its name and what reaches it; None where none is."""
SEQUENCES = ("sequential", "ordereddict")
SHOWN = 40
"""Characters of a layer in an error."""


class _Named(Struct, frozen=True):
    """An item's word, the name of its row, and its place for errors."""

    word: str
    name: str
    place: Place


class Reader(Struct, frozen=True):
    """Reads one line. ``named`` is told every layer's name, in the order of its row; ``called`` begins what errors say.

    ``blocks`` gives the layers of words that a file explains, before any other meaning of theirs.
    """

    scanned: Scanned
    named: Callable[[str], None]
    called: Callable[[str, str], str]
    blocks: Blocks

    def path(self, start: int, end: int, path: Path, naming: Naming) -> None:
        """Reads a stretch of the line behind the layers of a path; raises Misread."""
        for item in self.scanned.items(start, end):
            self._item(item, path, naming)
            if item.label:
                path.mark(item.label.text)

    def _item(self, item: Item, path: Path, naming: Naming) -> None:
        word = spelled(item.words[0].text)[0]
        own = naming.own(word, item.label.text if item.label else None)
        text = self.scanned.line[item.start : item.end]
        shown = text if len(text) <= SHOWN else f"{text[: SHOWN - 1]}…"
        at = _Named(word, own, Place(self.called(naming.place, shown), self.scanned.line, item.start, item.end))
        if item.inner is not None:
            self._inner(item, item.inner, path, naming, at)
        elif found := self.blocks([one.text for one in item.words], own, path.shape):
            path.add(*found)
        elif word in JOINS:
            self._skip(item, path, naming, at)
        else:
            self._add(built(item.words, path.shape, at.place), path, at)

    def _add(self, layer: Layer, path: Path, at: _Named) -> None:
        try:
            shape = after(layer, path.shape, at.place.name)
        except UsageError as error:
            _at(error, at.place)
        path.add([layer], shape)
        self._told(at)

    def _told(self, at: _Named) -> None:
        try:
            self.named(at.name)
        except UsageError as error:
            _at(error, at.place)

    def _inner(self, item: Item, inner: Inner, path: Path, naming: Naming, at: _Named) -> None:
        """A word with parentheses: paths that meet, layers in a row, or a call as PyTorch has it."""
        if len(item.words) > 1:
            last = item.words[-1]
            raise at.place.error(f"'{last.text}' stands before a parenthesis", "a comma between", last)
        if at.word in SEQUENCES:
            if len(inner.paths) > 1:
                raise at.place.error("layers in a row are parted by commas", "'parallel(... | ...)' for paths")
            self.path(inner.start, inner.end, path, naming.within("sequential", 0))
        elif at.word in JOINS:
            self._joint(inner, path, naming, at)
        else:
            self._add(calls.called(item.words[0], self.scanned.line, inner, path.shape, at.place), path, at)

    def _joint(self, inner: Inner, path: Path, naming: Naming, at: _Named) -> None:
        """Paths in parentheses; an earlier layer's name at the beginning stands for its output."""
        several, residual = len(inner.paths) > 1, at.word == "residual"
        if residual and len(inner.paths) > 2:
            found = f"a residual has {len(inner.paths)} paths"
            raise at.place.error(found, "add(... | ... | ...) for more than two")
        if not several and not residual:
            label = self._start(inner, path, at.place)
            if label is None:
                fits = f"'{at.word}(... | ...)', or '{at.word}' and an earlier layer's name"
                self._read(inner.paths[0], path.shape, naming.within(at.word, 0))  # what is wrong in it comes first
                raise at.place.error("there is only one path", fits)
            self._join(label, self._behind(label, inner), path, naming.within(at.word, 1), at)
            return
        ends = [self._read(one, path.shape, naming.within(at.word, place)) for place, one in enumerate(inner.paths)]
        self._meet(ends if several else [*ends, Path(path.shape)], path, at)

    def _read(self, stretch: tuple[int, int], shape: Dims, naming: Naming) -> Path:
        """The layers of a stretch that a map of that shape reaches; none where it is empty."""
        found = Path(shape)
        if self.scanned.line[slice(*stretch)].strip():
            self.path(*stretch, found, naming)
        return found

    def _meet(self, ends: Sequence[Path], path: Path, at: _Named, label: str = "") -> None:
        found = joint(at.word, [tuple(end.layers) for end in ends], [end.shape for end in ends])
        try:
            shape = joined(found, [end.shape for end in ends], at.place.name)
        except UsageError as error:
            _at(error, at.place)
        if label:
            path.join(found, label, shape)
        else:
            path.add([found], shape)
        self._told(at)

    def _join(self, label: Word, stretch: tuple[int, int], path: Path, naming: Naming, at: _Named) -> None:
        """Joins what is there with what a stretch makes of an earlier layer's output: ``concat(enc1, pad -4)``."""
        layers, shape = path.since(label.text)
        self._meet([Path(path.shape, list(layers)), self._read(stretch, shape, naming)], path, at, label.text)

    def _start(self, inner: Inner, path: Path, place: Place) -> Word | None:
        """The label that a path begins with, if it does; raises Misread for what is neither a label nor a layer."""
        first = next(iter(self.scanned.items(inner.start, inner.end)), None) if inner.end > inner.start else None
        if first is None or first.inner is not None or len(first.words) > 1:
            return None
        given = self._written(first.words[0])
        if given.text not in path.marks and spelled(first.words[0].text)[0] not in {*WORDS, *JOINS}:
            raise place.error(*_unknown(given.text, path), given)
        return given if given.text in path.marks else None

    def _behind(self, label: Word, inner: Inner) -> tuple[int, int]:
        """The stretch behind a label within parentheses."""
        rest = self.scanned.line[label.end : inner.end]
        return label.end + len(rest) - len(rest.lstrip(" ,")), inner.end

    def _skip(self, item: Item, path: Path, naming: Naming, at: _Named) -> None:
        """Joins what is there with an earlier layer's output: ``concat enc1``."""
        labelled = at.word not in {"residual", "parallel"}
        if len(item.words) != 2 or not labelled:
            fits = f"'{at.word}(... | ...)'" + f", or '{at.word}' and an earlier layer's name" * labelled
            more = item.words[2] if labelled and len(item.words) > 2 else None
            raise at.place.error(f"'{at.word}' is not understood without paths", fits, more)
        label = self._written(item.words[1])
        if label.text not in path.marks:
            raise at.place.error(*_unknown(label.text, path), label)
        self._join(label, (label.end, label.end), path, naming.within(at.word, 1), at)

    def _written(self, word: Word) -> Word:
        """A word with the capital letters that it has in the line."""
        return Word(self.scanned.line[word.start : word.end], word.start, word.end)


def _unknown(label: str, path: Path) -> tuple[str, str]:
    if label in path.hidden:
        inner = f"'{label}' lies behind '{path.hidden[label]}', which was joined before it"
        fits = "the joins so that the latest name is joined first, or a module of your own (nets.py:NAME) if they cross"
        return inner, fits
    if not path.marks:
        return (
            f"there is no layer '{label}' before it here",
            f"a name before an earlier layer, such as '{label}: conv 64 k3'",
        )
    return f"there is no layer '{label}' before it here", f"one of {', '.join(list(path.marks)[-8:])}"


def _at(error: UsageError, place: Place) -> NoReturn:
    """Raises the error with the place that it tells of."""
    if isinstance(error, Misread):
        raise error
    raise Misread(str(error), place.line, place.start, place.end) from None
