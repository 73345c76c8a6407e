"""An exam that can be sat, wherever its questions come from."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager, nullcontext

from msgspec import Struct

from quizgen.errors import Disagreement
from quizgen.model import Item, Question
from quizgen.sets.records import Set


class Exam(Struct, frozen=True, kw_only=True):
    """Questions, what they are marked by, and how long it may take.

    ``key`` is the same for the same exam, ``again`` the command that comes back to it. ``minutes`` is 0 where there is
    no limit. ``begin`` is called when something is on the screen; ``items`` waits for what is verified, None for a
    faulty one, which ``faults`` tells about. Within ``apart`` nothing that others print comes between.
    """

    set: Set
    questions: Sequence[Question]
    minutes: int
    key: str
    again: str
    seed: str
    begin: Callable[[], None]
    items: Callable[[], Sequence[Item | None]]
    faults: Sequence[Disagreement] = ()
    apart: Callable[[], AbstractContextManager[None]] = nullcontext
