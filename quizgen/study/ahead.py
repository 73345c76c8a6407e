"""Questions at once and their verification behind the learner's back: no clock, no disk, no terminal."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from threading import enumerate as threads
from types import TracebackType
from typing import Self

from quizgen.errors import Disagreement, UsageError
from quizgen.model import Item, Question

NAME = "quizgen-ahead"
"""How the names of threads begin that verify."""


def verified(question: Question) -> Item:
    """The item of a question; raises Disagreement. Real layers are imported when one is needed."""
    from quizgen.asking.verify import verified as made

    return made(question)


class Ahead:
    """A session's questions, one by one, and the item of each when it is wanted.

    The first question is handed out as it is drawn, before torch is there; ``work`` verifies it in a thread, and then
    draws and verifies one more, which is ready when it is asked for. Questions come until ``number`` were not faulty.
    ``faults`` says what is wrong with those that were. As a context, it does not wait for what the thread still does.
    """

    def __init__(self, questions: Iterator[Question], number: int) -> None:
        self.faults: list[Disagreement] = []
        self._questions, self._number = questions, number
        self._thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix=NAME)
        self._taken = 0
        self._question: Question | None = None
        self._item: Future[Item | None] | None = None
        self._next: Future[Item | None] | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._thread.shutdown(wait=False, cancel_futures=True)

    def __iter__(self) -> Iterator[Question]:
        """The questions; raises what drawing and verifying raise, and a fault where nothing is left to stand in."""
        while self._taken < self._number and (question := self._drawn()):
            self._taken += 1
            yield question

    def _drawn(self) -> Question | None:
        """The next question: the first unverified, any other verified before."""
        if self._question is None:
            self._question = next(self._questions, None)
            return self._question
        self._item, self._next = self._next or self._thread.submit(self._made), None
        item = self._item.result()
        return item.question if item else None

    def work(self) -> None:
        """What was handed out is on the screen: it is verified from now on, and after it comes one more."""
        if self._item is None and self._question:
            self._item = self._thread.submit(self._checked, self._question)
        if self._taken < self._number and self._next is None:
            self._next = self._thread.submit(self._made)

    def later(self) -> Callable[[], Item | None]:
        """Gives the item of the question that was handed out last, also when others were handed out since.

        The item is None for a faulty one, which does not count: another question comes. Raises RuntimeError before
        ``work``.
        """
        item = self._item
        if item is None:
            raise RuntimeError("work() begins the verification")
        missed: list[bool] = []

        def found() -> Item | None:
            made = item.result()
            if made is None and not missed:
                self._taken -= 1
                missed.append(True)
            return made

        return found

    def item(self) -> Item | None:
        """The item of the question that was handed out last, when it is verified; None for a faulty one."""
        return self.later()()

    def _made(self) -> Item | None:
        """The item of the next question that is not faulty, or None where there is no question more."""
        try:
            return next((item for question in self._questions if (item := self._checked(question))), None)
        except UsageError:
            if self.faults:
                raise self.faults[0] from None
            raise

    def _checked(self, question: Question) -> Item | None:
        """The item, or None for a faulty question, which is noted."""
        try:
            return verified(question)
        except Disagreement as fault:
            self.faults.append(fault)
            return None


def busy(patience: float) -> bool:
    """Whether a thread that verifies goes on after so many seconds, though its session is over."""
    working = [thread for thread in threads() if thread.name.startswith(NAME)]
    for thread in working:
        thread.join(patience)
    return any(thread.is_alive() for thread in working)
