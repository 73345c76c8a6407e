"""Questions that are asked and made in this process a round before they are wanted: alike ones stand together."""

from __future__ import annotations

from collections import Counter, defaultdict, deque
from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from itertools import islice

from quizgen.blueprint.candidates import Candidate
from quizgen.blueprint.cells import Cell, Path
from quizgen.blueprint.drawing import Coming
from quizgen.jobs.recipe import Recipe
from quizgen.jobs.steps import Making, given, made_in_steps
from quizgen.model import Question

ROUND, LOW = 1024, 256
"""So many questions make a round, and another one begins where fewer than that wait: larger ones gain little, and all
that is made of them waits in memory."""
PORTION = 512
"""About so many questions of a round are asked, verified and written before the next ones are asked: all of twice as
large a round at once would save some hundredths of the time, and take some 20 MB more."""
MORE = 1
"""So many more are asked of a cell some of whose questions did not join: as few as may be enough."""


class Rounds:
    """The candidates of cells; ``foreseen`` says in which order they are likely to be wanted."""

    def __init__(self, coming: Coming[Question], recipe: Recipe, foreseen: Iterator[Cell]) -> None:
        self._open, self._recipe, self._foreseen = coming, recipe, foreseen
        self._coming: dict[Path, Iterator[Candidate[Question]]] = {}
        self._waiting: defaultdict[Path, deque[Candidate[Making] | Exception]] = defaultdict(deque)
        self._many = 0
        self.asked: Counter[Cell] = Counter()

    def coming(self, cell: Cell) -> Iterator[Candidate[Making]]:
        """The candidates of a cell; raises what asking raised, when it is its turn."""
        waiting = self._waiting[cell.path]
        while waiting or self._more(cell):
            self._many -= 1
            one = waiting.popleft()
            if isinstance(one, Exception):
                raise one
            yield one

    def has(self, cell: Cell) -> bool:
        """Whether something of the cell waits."""
        return bool(self._waiting[cell.path])

    def _more(self, cell: Cell) -> bool:
        """Asks for more; whether something of the cell waits then."""
        if self._many < LOW:
            self._ask(Counter(islice(self._foreseen, ROUND)))
        if not self.has(cell):
            self._ask({cell: MORE})
        return self.has(cell)

    def _ask(self, wanted: Mapping[Cell, int]) -> None:
        """Asks each cell for so many candidates, family by family, and makes what they stand for."""
        portion: list[tuple[Path, Candidate[Question]]] = []
        faults: list[tuple[Path, Exception]] = []
        for cell in sorted(wanted, key=lambda one: one.source.id):
            if cell.path not in self._coming:
                self._coming[cell.path] = self._open(cell)
            self.asked[cell] += wanted[cell]
            try:
                for one in islice(self._coming[cell.path], wanted[cell]):
                    portion.append((cell.path, one))  # noqa: PERF401 - those before a fault count
            except Exception as error:  # noqa: BLE001 - raised again when it is its turn
                faults.append((cell.path, error))
            if len(portion) >= PORTION:
                self._make(portion)
                portion = []
        self._make(portion)
        for path, fault in faults:
            self._waiting[path].append(fault)
        self._many += len(faults)

    def _make(self, portion: Sequence[tuple[Path, Candidate[Question]]]) -> None:
        """What candidates stand for is made, and waits."""
        made = iter(made_in_steps(self._recipe, [one.content for _, one in portion if not one.refused]))
        for path, one in portion:
            self._waiting[path].append(one.standing_for(partial(given, None if one.refused else next(made))))
        self._many += len(portion)
