"""Which questions may stand for another one, where each learner gets one of his own."""

from __future__ import annotations

from msgspec import Struct


class Kin(Struct, frozen=True):
    """Those of the same family, level and kind, unless more is said.

    ``params`` are parameters that have to stay as they are. ``alone`` says that this very item was asked for, with
    options as the seed has them; ``named`` that its family or file is found again by its id wherever quizgen is.
    """

    params: tuple[tuple[str, object], ...] = ()
    alone: bool = False
    named: bool = True


ANY = Kin()
