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


class _Open(Struct):
    """A cell that has items left, with what it uses."""

    cell: Cell
    uses: list[_Use]

    def is_used_less(self, other: _Open) -> bool:
        """Whether what it uses was used less often: the first that was not used alike decides."""
        for own, its in zip(self.uses, other.uses, strict=True):
            if own.times != its.times:
                return own.times < its.times
        return False


class Mixture:
    """The cells of a request in the order that a seed gives them, one after the other, until all are spent.

    A topic weighs as much as the heaviest of its families, and none comes twice in a row where another is left. What is
    ``named``, families and topics by their ids, was wished for itself and counts as core.
    """

    def __init__(self, cells: Sequence[Cell], seed: str, named: Collection[str] = ()) -> None:
        self._named = named
        self._open: dict[str, dict[str, list[_Open]]] = {}
        every: defaultdict[object, _Use] = defaultdict(_Use)
        for cell in cells:
            one = _Open(cell, [every[use] for use in _uses(cell)])
            self._open.setdefault(cell.source.topic, {}).setdefault(cell.source.id, []).append(one)
        weights = {topic: self._weights(families) for topic, families in self._open.items()}
        heaviest = {topic: max(every.values()) for topic, every in weights.items()}
        self._topics = Turns({topic: self._share(topic, share) for topic, share in heaviest.items()}, "topic", seed)
        self._families = {topic: Turns(every, "family", seed, topic) for topic, every in weights.items()}
        self._last = ""

    def _weights(self, families: dict[str, list[_Open]]) -> dict[str, int]:
        return {name: self._share(name, SHARES[cells[0].cell.source.weight]) for name, cells in families.items()}

    def _share(self, name: str, share: int) -> int:
        return SHARES["core"] if name in self._named else share

    def take(self) -> Cell | None:
        """The next cell, or None where all are spent."""
        if not self._open:
            return None
        topic = self._last = self._topics.take(self._open, last=self._last)
        families = self._open[topic]
        return self._level(families[self._families[topic].take(families)])

    def _level(self, cells: Sequence[_Open]) -> Cell:
        """The cell at the level that its family, then its topic, then the whole have used least, the easiest first.

        Of several kinds at a level, the one that its family, then the whole have used least.
        """
        chosen, *others = cells
        for one in others:
            if one.is_used_less(chosen):
                chosen = one
        for use in chosen.uses:
            use.times += 1
        return chosen.cell

    def spent(self, cell: Cell) -> None:
        """The cell has no item more."""
        topic, name = cell.source.topic, cell.source.id
        families = self._open[topic]
        families[name].remove(next(one for one in families[name] if one.cell == cell))
        if not families[name]:
            del families[name]
            self._families[topic].leave(name)
        if not families:
            del self._open[topic]
            self._topics.leave(topic)


def _uses(cell: Cell) -> tuple[object, ...]:
    """What a cell uses its level and its kind for."""
    levels = (cell.source.id, cell.level), (cell.source.topic, cell.level), cell.level
    return *levels, (cell.source.id, cell.kind), ("kind", cell.kind)
