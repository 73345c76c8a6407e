"""Work that all parts of a question share."""

from __future__ import annotations

from collections.abc import Callable
from typing import Generic, TypeVar

from quizgen.space import Params

Found = TypeVar("Found")


class Once(Generic[Found]):
    """``run`` for the point that is asked about: the parts of one question ask one after the other, and share one run.

    Nothing but the last point is kept, and an equal one of another question is run anew.
    """

    def __init__(self, run: Callable[[Params], Found]) -> None:
        self._run = run
        self._last: tuple[Params, Found] | None = None

    def __call__(self, params: Params) -> Found:
        """What the run gives for the point."""
        last = self._last
        if last is None or last[0] is not params:
            last = self._last = params, self._run(params)
        return last[1]
