"""A module run once for what its calls are, whatever numbers go in.

Values do not matter, and so it is run on none (``blanks``). Where a forward does not stand that, it is run on zeros.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, TypeVar

from quizgen.oracle.running import loaded
from quizgen.oracle.watching.blanks import LARGE, blank
from quizgen.oracle.watching.counting import Count, Counted, counted
from quizgen.oracle.watching.events import STEPS, Run, Stopped, Telling, observed
from quizgen.oracle.watching.failing import failed
from quizgen.oracle.watching.inputs import Wanted, bound

L = TypeVar("L", bound=Counted)


def once(
    module: Any, wanted: Sequence[Wanted], listening: Callable[[Count], L], telling: Telling = STEPS
) -> tuple[L, Run]:
    """The run, and who heard it: ``listening`` makes one for the count of its operators.

    Raises UsageError, naming what ran last, where an input is missing or the forward fails.
    """
    args, options = bound(module, wanted)

    def run(*, sparing: bool) -> tuple[L, Run]:
        count = Count(sparing=sparing)
        listener = listening(count)
        with counted()(count):
            given = [_fresh(one, sparing=sparing) for one in args]
            named = {key: _fresh(one, sparing=sparing) for key, one in options.items()}
            return listener, observed(module, listener, given, named, telling)

    try:
        return run(sparing=True)
    except Stopped:
        try:
            return run(sparing=False)
        except Stopped as stop:
            raise failed(module, wanted, stop) from stop.error


def _fresh(value: Any, *, sparing: bool) -> Any:
    """An input of its own for this run."""
    spare = sparing and value.is_floating_point() and value.numel() >= LARGE
    return blank(value.shape, value.dtype) if spare else loaded().zeros(value.shape, dtype=value.dtype)
