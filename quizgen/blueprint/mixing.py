"""What is asked next: topics take turns, in a topic its families by weight, and a family goes through its levels."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Sequence

from msgspec import Struct

from quizgen.asking.source import SHARES
from quizgen.blueprint.cells import Cell
from quizgen.space.turns import Turns


class _Use(Struct):
    """How often something was used."""

    times: int = 0


class Mixture:
    """The cells of a request in the order that a seed gives them, one after the other, until all are spent.

    A topic weighs as much as the heaviest of its families, and none comes twice in a row where another is left. What is
    ``named``, families and topics by their ids, was wished for itself and counts as core.
    """

    def __init__(self, cells: Sequence[Cell], seed: str, named: Collection[str] = ()) -> None:
        self._named = named
        self._open: dict[str, dict[str, list[Cell]]] = {}
        for cell in cells:
            self._open.setdefault(cell.source.topic, {}).setdefault(cell.source.id, []).append(cell)
        weights = {topic: self._weights(families) for topic, families in self._open.items()}
        heaviest = {topic: max(every.values()) for topic, every in weights.items()}
        self._topics = Turns({topic: self._share(topic, share) for topic, share in heaviest.items()}, "topic", seed)
        self._families = {topic: Turns(every, "family", seed, topic) for topic, every in weights.items()}
        self._last = ""
        every: defaultdict[object, _Use] = defaultdict(_Use)
        self._uses = {cell.path: [every[use] for use in _uses(cell)] for cell in cells}

    def _weights(self, families: dict[str, list[Cell]]) -> dict[str, int]:
        return {name: self._share(name, SHARES[cells[0].source.weight]) for name, cells in families.items()}

    def _share(self, name: str, share: int) -> int:
        return SHARES["core"] if name in self._named else share

    def take(self) -> Cell | None:
        """The next cell, or None where all are spent."""
        if not self._open:
            return None
        others = [topic for topic in self._open if topic != self._last]
        topic = self._last = self._topics.take(others or self._open, self._open)
        families = self._open[topic]
        return self._level(families[self._families[topic].take(families)])

    def _level(self, cells: Sequence[Cell]) -> Cell:
        """The cell at the level that its family, then its topic, then the whole have used least, the easiest first.

        Of several kinds at a level, the one that its family, then the whole have used least.
        """
        chosen = min(cells, key=self._used) if len(cells) > 1 else cells[0]
        for use in self._uses[chosen.path]:
            use.times += 1
        return chosen

    def _used(self, cell: Cell) -> list[int]:
        return [use.times for use in self._uses[cell.path]]

    def spent(self, cell: Cell) -> None:
        """The cell has no item more."""
        topic, name = cell.source.topic, cell.source.id
        self._open[topic][name].remove(cell)
        if not self._open[topic][name]:
            del self._open[topic][name]
        if not self._open[topic]:
            del self._open[topic]


def _uses(cell: Cell) -> tuple[object, ...]:
    """What a cell uses its level and its kind for."""
    levels = (cell.source.id, cell.level), (cell.source.topic, cell.level), cell.level
    return *levels, (cell.source.id, cell.kind), ("kind", cell.kind)
