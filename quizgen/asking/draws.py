"""Questions one after the other, each asked when it is needed; some may be passed over, which costs hardly anything."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from typing import Generic, TypeVar

from quizgen.model import Question

T = TypeVar("T")


class Draw(Iterator[Question], Generic[T]):
    """The questions about what is dealt, in its order."""

    def __init__(self, dealt: Iterable[T], ask: Callable[[T], Question]) -> None:
        self._dealt = iter(dealt)
        self._ask = ask

    def __next__(self) -> Question:
        """The next question, asked now."""
        return self._ask(next(self._dealt))

    def skip(self, count: int) -> None:
        """Passes over so many questions without asking them."""
        pass_over(self._dealt, count)


def pass_over(things: Iterator[object], count: int) -> None:
    """Passes over so many things, as fast as they can be passed over."""
    if isinstance(things, Draw):
        things.skip(count)
    else:
        next(islice(things, count, count), None)
