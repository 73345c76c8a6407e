"""The rows of a table for readers: lines folded into others, grouped by module, or hidden; their sums stay exact."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from msgspec import Struct

from quizgen.explaining.printing.folding import folds, word
from quizgen.explaining.printing.wishes import Wishes
from quizgen.explaining.table import Explanation, Line


class Shown(Struct, frozen=True):
    """A row, and the lines that it stands for; ``beside`` are those that are folded into the first, in a word each.

    A row of hidden lines has sums alone.
    """

    name: str
    type: str
    lines: tuple[Line, ...]
    beside: tuple[str, ...] = ()
    hidden: bool = False

    @property
    def first(self) -> Line:
        """Which takes what reaches the row."""
        return self.lines[0]

    @property
    def last(self) -> Line:
        """Which gives what leaves the row."""
        return next((line for line in reversed(self.lines) if line.output_shape), self.lines[-1])

    @property
    def parameters(self) -> int:
        """Those of all its lines."""
        return sum(line.parameters for line in self.lines)

    @property
    def trainable(self) -> int:
        """Those of them that are learned."""
        return sum(line.trainable for line in self.lines)

    @property
    def macs(self) -> int | None:
        """Those of all its lines, where all are known."""
        return summed(line.macs for line in self.lines)

    @property
    def memory(self) -> int | None:
        """Bytes of the outputs of all its lines, where all are known."""
        return memory(self.lines)


def summed(values: Iterable[int | None]) -> int | None:
    """The sum, or None where one of them is not known."""
    known = list(values)
    return None if None in known else sum(value for value in known if value is not None)


def memory(lines: Iterable[Line]) -> int | None:
    """Bytes of all outputs; parameters that a forward uses directly have none."""
    return summed(line.output_bytes for line in lines if line.kind != "other")


def shown(explanation: Explanation, wishes: Wishes) -> tuple[Shown, ...]:
    """The rows in the order in which layers run; at the end one with the sums of what is hidden, if anything is."""
    lines = explanation.lines
    places = [place for place, line in enumerate(lines) if wishes.functional or line.kind != "function"]
    hidden = tuple(line for line in lines if line.kind == "function") if not wishes.functional else ()
    rows = [row for group in _grouped(lines, places, wishes.depth) for row in _rows(lines, group, wishes)]
    if hidden:
        rows.append(Shown(f"{len(hidden)} function{'s' * (len(hidden) > 1)}", "not shown", hidden, hidden=True))
    return tuple(rows)


class _Group(Struct):
    name: str
    places: list[int]


def _grouped(lines: Sequence[Line], places: Sequence[int], depth: int | None) -> Iterator[_Group]:
    """Lines in a row of one module that is as deep as wished; all others in groups without a name."""
    modules = set() if depth is None else {_cut(line.name, depth) for line in lines if line.name.count(".") >= depth}
    group = _Group("", [])
    for place in places:
        name = _cut(lines[place].name, depth or 0)
        name = name if name in modules else ""
        if name != group.name and group.places:
            yield group
            group = _Group(name, [])
        group.name = name
        group.places.append(place)
    if group.places:
        yield group


def _cut(name: str, depth: int) -> str:
    return ".".join(name.split(".")[:depth])


def _rows(lines: Sequence[Line], group: _Group, wishes: Wishes) -> Iterator[Shown]:
    """The rows of a group: one where it is a module, unless that is but a layer and what is folded into it."""
    parts = list(_folded(lines, group.places)) if wishes.folded else [[place] for place in group.places]
    if group.name and len(parts) > 1:
        every = tuple(lines[place] for place in group.places)
        yield Shown(group.name, f"{len(every)} layers", every)
    else:
        yield from (_row(lines, part) for part in parts)


def _folded(lines: Sequence[Line], places: Sequence[int]) -> Iterator[list[int]]:
    waiting: list[int] = []
    for place in places:
        if waiting and not folds(lines, waiting[-1], place):
            yield waiting
            waiting = []
        waiting.append(place)
    yield waiting


def _row(lines: Sequence[Line], places: Sequence[int]) -> Shown:
    host, *others = (lines[place] for place in places)
    return Shown(host.name, host.type, (host, *others), tuple(word(line.type) for line in others))
