"""Questions that a crew asks and makes before they are wanted: it never waits, and what waits for us is bounded."""

from __future__ import annotations

from collections import Counter, defaultdict, deque
from collections.abc import Iterator
from concurrent.futures import Future
from functools import partial
from itertools import islice

from msgspec import Struct

from quizgen.blueprint.candidates import Candidate
from quizgen.blueprint.cells import Cell
from quizgen.blueprint.cues import Printed, printed
from quizgen.jobs.crew import Crew
from quizgen.jobs.portions import Answer, Answers, Batch, Portion, Report, done, opened
from quizgen.jobs.recipe import Recipe
from quizgen.jobs.references import Reference, reference
from quizgen.jobs.steps import Making, given
from quizgen.memory.cache import memory

ROUND, OF_ONE = 2048, 128
"""So many questions are handed out at a time, or so many for each worker where that is more."""
BATCH, PIECES = 256, 4
"""About so many questions make a piece of work, fewer where a round would not be so many pieces for each worker: many
at a time take less than one by one (see ``steps``)."""
MORE = 8
"""So many more are asked of a cell some of whose questions did not join."""


class _Due(Struct, frozen=True):
    """A portion that was handed out, and its place in a batch."""

    portion: Portion
    report: Future[Report]
    place: int

    def answers(self) -> Answers:
        """Waits for them."""
        report = self.report.result()
        memory().decks.hear(report.notes)
        return report.portions[self.place]


class Ahead:
    """The candidates of cells as a crew makes them; ``foreseen`` says in which order they are likely to be wanted.

    ``asked`` says how many questions of each cell came before.
    """

    def __init__(
        self, crew: Crew, recipe: Recipe, seed: str, foreseen: Iterator[Cell], asked: Counter[Reference]
    ) -> None:
        self._crew, self._recipe, self._seed, self._foreseen = crew, recipe, seed, foreseen
        self._round = max(ROUND, OF_ONE * crew.width)
        self._batch = min(BATCH, -(-self._round // (PIECES * crew.width)))
        self._due: defaultdict[Reference, deque[_Due]] = defaultdict(deque)
        self._asked = asked
        self._waiting = 0

    def coming(self, cell: Cell) -> Iterator[Candidate[Making]]:
        """The further candidates of a cell; raises what asking raised."""
        called = reference(cell)
        while True:
            due = self._next(called)
            answers = due.answers()
            for number, answer in enumerate(answers.every, start=due.portion.start):
                self._taken(1)
                yield self._candidate(called, number, answer)
            if answers.fault:
                raise answers.fault
            missing = due.portion.count - len(answers.every)
            if missing:
                self._taken(missing)
                return

    def _candidate(self, cell: Reference, number: int, answer: Answer) -> Candidate[Making]:
        said = partial(_said, answer.printed, cell, self._seed, number)
        return Candidate(number, answer.marks, answer.newcomer, said, partial(given, answer.made), answer.refused)

    def _next(self, cell: Reference) -> _Due:
        self._taken(0)
        if not self._due[cell]:
            self._submit(list(self._portions(cell, MORE)))
        return self._due[cell].popleft()

    def _taken(self, count: int) -> None:
        """Hands out another round where few questions are left of those before."""
        self._waiting -= count
        while self._waiting < self._round and (wanted := Counter(islice(self._foreseen, self._round))):
            batch: list[Portion] = []
            for cell, many in wanted.items():
                for portion in self._portions(reference(cell), many):
                    batch.append(portion)
                    if sum(one.count for one in batch) >= self._batch:
                        self._submit(batch)
                        batch = []
            self._submit(batch)

    def _portions(self, cell: Reference, many: int) -> Iterator[Portion]:
        """The next questions of a cell, that many."""
        for before in range(0, many, self._batch):
            count = min(self._batch, many - before)
            yield Portion(cell, self._asked[cell], count)
            self._asked[cell] += count
            self._waiting += count

    def _submit(self, portions: list[Portion]) -> None:
        if portions:
            report = self._crew.submit(done, Batch(self._seed, self._recipe, tuple(portions)))
            for place, portion in enumerate(portions):
                self._due[portion.cell].append(_Due(portion, report, place))


def _said(there: Printed | None, cell: Reference, seed: str, number: int) -> Printed:
    """What a question states: as it was sent, or by asking it here, which few are."""
    return there or printed(next(opened(cell, seed).onward(number)))
