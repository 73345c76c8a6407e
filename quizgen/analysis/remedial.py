"""Questions that give a class another chance at its misconceptions: each has an answer that comes from one of them."""

from __future__ import annotations

from collections import deque
from collections.abc import Collection, Iterator, Sequence
from itertools import islice

from quizgen import catalog
from quizgen.answers import LONG
from quizgen.asking.source import Source
from quizgen.blueprint.candidates import candidate
from quizgen.blueprint.cells import Cell
from quizgen.blueprint.enemies import Company
from quizgen.blueprint.wishes import misconceptions
from quizgen.errors import UsageError
from quizgen.model import LEVELS, Kind, Question
from quizgen.space import Dice
from quizgen.text.counted import many

LOOKED_AT = 60
"""So many questions of a level are looked at for one that shows the misconception, before another family is asked."""


def questions(
    concepts: Sequence[str], seed: str, *, without: Collection[str] = (), kinds: Collection[Kind]
) -> Iterator[Question]:
    """Questions on the concepts in turn, of families in turn; none of the items ``without``.

    They end when no family has more. None gives another away.
    """
    sources = tuple(map(catalog.whole, catalog.listed()))
    waiting = {concept: deque(_cells(concept, sources, seed, kinds)) for concept in concepts}
    opened = _Opened(seed, frozenset(without))
    while any(waiting.values()):
        for concept in concepts:
            if (found := _next(concept, waiting[concept], opened)) is not None:
                yield found


def require(found: Sequence[Question], number: int) -> None:
    """Raises UsageError where there are fewer questions than are wished."""
    if not found:
        raise UsageError("there are no questions on these misconceptions besides the exam's that the format can hold")
    if len(found) < number:
        raise UsageError(
            f"{many(len(found), 'question')} on these misconceptions may stand in one set, and {number} are asked "
            f"for: give --remedial {len(found)}"
        )


def _next(concept: str, cells: deque[Cell], opened: _Opened) -> Question | None:
    """The next question from the first cell that has one, which goes behind all others."""
    while cells:
        cell = cells.popleft()
        if (found := opened.take(cell, concept)) is not None:
            cells.append(cell)
            return found
    return None


def _cells(concept: str, sources: Sequence[Source], seed: str, kinds: Collection[Kind]) -> Iterator[Cell]:
    """Where such questions come from: the easier levels first, families in an order that the seed decides."""
    able = [source for source in sources if concept in misconceptions(source)]
    for level in LEVELS:
        for source in Dice("remedial", seed, concept, level).sample(able, len(able)):
            for kind in [one for one in source.kinds if source.authored or one == source.usual(level)]:
                if kind in kinds and kind not in LONG and source.count(level, kind):
                    yield Cell(source, level, kind)


class _Opened:
    """Cells that go on where they stopped, and who is in the set."""

    def __init__(self, seed: str, without: frozenset[str]) -> None:
        self._seed, self._without = seed, without
        self._draws: dict[tuple[object, ...], Iterator[Question]] = {}
        self._given: set[int] = set()
        self._company = Company()

    def take(self, cell: Cell, concept: str) -> Question | None:
        """The cell's next question with an answer that comes from the concept, and that may stand beside the others."""
        draw = self._draws.setdefault((*cell.path, concept), cell.questions(self._seed))
        for one in islice(draw, LOOKED_AT):
            if one.id in self._without or not _shows(one, concept):
                continue
            new = candidate(0, one, one)
            if self._given.isdisjoint(new.marks) and self._company.joined_by(new):
                self._given |= new.marks
                return one
        return None


def _shows(question: Question, concept: str) -> bool:
    return any(slip.concept.id == concept for slip in question.slips)
