"""An exam's questions verified while somebody answers them."""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from fractions import Fraction

from msgspec.structs import replace

from quizgen.asking.verify import verified
from quizgen.errors import Disagreement
from quizgen.model import Item, Question
from quizgen.study.ahead import NAME


class Proofs:
    """The items of questions, each worth so much; ``begin`` has them verified in a thread, in their order."""

    def __init__(self, questions: Sequence[Question], worths: Sequence[Fraction | None]) -> None:
        self.faults: list[Disagreement] = []
        self._asked = tuple(zip(questions, worths, strict=True))
        self._thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix=NAME)
        self._items: Future[tuple[Item | None, ...]] | None = None

    def begin(self) -> None:
        """To be called when a question is on the screen."""
        if self._items is None:
            self._items = self._thread.submit(self._made)
            self._thread.shutdown(wait=False)  # it ends with that, and nobody waits for it

    def items(self) -> tuple[Item | None, ...]:
        """All of them when they are verified; None for a faulty one."""
        self.begin()
        return self._items.result() if self._items else ()

    def _made(self) -> tuple[Item | None, ...]:
        return tuple(self._item(question, worth) for question, worth in self._asked)

    def _item(self, question: Question, worth: Fraction | None) -> Item | None:
        try:
            return replace(verified(question), worth=worth)
        except Disagreement as fault:
            self.faults.append(fault)
            return None
