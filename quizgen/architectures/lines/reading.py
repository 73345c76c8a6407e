"""The layers of a line, of the paths within it too, each with its name."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import NoReturn, TypeAlias

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


@dataclass(frozen=True, slots=True)
class Reader:
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
        place = Place(self.called(naming.place, shown), self.scanned.line, item.start, item.end)
        if item.inner is not None:
            self._inner(item, item.inner, path, naming, (own, place))
        elif found := self.blocks([one.text for one in item.words], own, path.shape):
            path.add(*found)
        elif word in JOINS:
            self._skip(item, word, path, own, place)
        else:
            self._add(built(item.words, path.shape, place), path, own, place)

    def _add(self, layer: Layer, path: Path, own: str, place: Place) -> None:
        try:
            shape = after(layer, path.shape, place.name)
        except UsageError as error:
            _at(error, place)
        path.add([layer], shape)
        self._named(own, place)

    def _named(self, own: str, place: Place) -> None:
        try:
            self.named(own)
        except UsageError as error:
            _at(error, place)

    def _inner(self, item: Item, inner: Inner, path: Path, naming: Naming, at: tuple[str, Place]) -> None:
        """A word with parentheses: paths that meet, layers in a row, or a call as PyTorch has it."""
        own, place = at
        word = spelled(item.words[0].text)[0]
        if len(item.words) > 1:
            raise place.error(f"'{item.words[-1].text}' stands before a parenthesis", "a comma between", item.words[-1])
        if word in SEQUENCES:
            if len(inner.paths) > 1:
                raise place.error("layers in a row are parted by commas", "'parallel(... | ...)' for paths")
            self.path(inner.start, inner.end, path, naming.within("sequential", 0))
        elif word in JOINS:
            self._joint(word, inner, path, naming, at)
        else:
            self._add(calls.called(item.words[0], self.scanned.line, inner, path.shape, place), path, own, place)

    def _joint(self, word: str, inner: Inner, path: Path, naming: Naming, at: tuple[str, Place]) -> None:
        place = at[1]
        ends: list[Path] = []
        stretches = inner.paths
        if word == "residual" and len(stretches) > 2:
            raise place.error(f"a residual has {len(stretches)} paths", "add(... | ... | ...) for more than two")
        label = self._start(inner, path, place) if len(stretches) == 1 and word != "residual" else None
        if label:
            layers, shape = path.since(label.text)
            side = Path(shape)
            self._beside(label, inner, side, naming.within(word, 1))
            self._meet(word, (Path(path.shape, list(layers)), side), path, at, label.text)
            return
        for number, (start, end) in enumerate(stretches):
            ends.append(Path(path.shape))
            if self.scanned.line[start:end].strip():
                self.path(start, end, ends[-1], naming.within(word, number))
        if word == "residual" and len(ends) == 1:
            ends.append(Path(path.shape))
        if len(ends) == 1:
            raise place.error("there is only one path", f"'{word}(... | ...)', or '{word}' and an earlier layer's name")
        self._meet(word, ends, path, at)

    def _meet(self, word: str, ends: Sequence[Path], path: Path, at: tuple[str, Place], label: str = "") -> None:
        own, place = at
        found = joint(word, [tuple(end.layers) for end in ends], [end.shape for end in ends])
        try:
            shape = joined(found, [end.shape for end in ends], place.name)
        except UsageError as error:
            _at(error, place)
        if label:
            path.join(found, label, shape)
        else:
            path.add([found], shape)
        self._named(own, place)

    def _start(self, inner: Inner, path: Path, place: Place) -> Word | None:
        """The label that a path begins with, if it does; raises Misread for what is neither a label nor a layer."""
        first = next(iter(self.scanned.items(inner.start, inner.end)), None) if inner.end > inner.start else None
        if first is None or first.inner is not None or len(first.words) > 1:
            return None
        word = first.words[0]
        text = self.scanned.line[word.start : word.end]
        given = Word(text, word.start, word.end)
        if text not in path.marks and spelled(word.text)[0] not in {*WORDS, *JOINS}:
            raise place.error(*_unknown(text, path), given)
        return given if text in path.marks else None

    def _beside(self, label: Word, inner: Inner, side: Path, naming: Naming) -> None:
        """Reads what layers make of an earlier layer's output: ``concat(enc1, pad -4)``."""
        rest = self.scanned.line[label.end : inner.end]
        start = label.end + len(rest) - len(rest.lstrip(" ,"))
        if self.scanned.line[start : inner.end].strip():
            self.path(start, inner.end, side, naming)

    def _skip(self, item: Item, word: str, path: Path, own: str, place: Place) -> None:
        """Joins what is there with an earlier layer's output: ``concat enc1``."""
        labelled = word not in {"residual", "parallel"}
        if len(item.words) != 2 or not labelled:
            fits = f"'{word}(... | ...)'" + f", or '{word}' and an earlier layer's name" * labelled
            more = item.words[2] if labelled and len(item.words) > 2 else None
            raise place.error(f"'{word}' is not understood without paths", fits, more)
        given = item.words[1]
        label = self.scanned.line[given.start : given.end]
        if label not in path.marks:
            raise place.error(*_unknown(label, path), given)
        layers, shape = path.since(label)
        self._meet(word, (Path(path.shape, list(layers)), Path(shape)), path, (own, place), label)


def _unknown(label: str, path: Path) -> tuple[str, str]:
    if label in path.hidden:
        inner = f"'{label}' lies behind '{path.hidden[label]}', which was joined before it"
        return inner, "the joins so that the latest name is joined first"
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
