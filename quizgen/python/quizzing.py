"""Items that are answered in a notebook."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any

from quizgen.python.drawing import About, Seed, Words, draw
from quizgen.python.items import Items

if TYPE_CHECKING:
    from quizgen.python.verdicts import Verdict
    from quizgen.python.widgets.board import Board

LETTERS, DRAWN = "abcdefghijkmnpqrstuvwxyz", 12
"""A seed is drawn of so many letters, as the command line draws it."""
EVERYTHING = "all"


class Quiz:
    """A quiz that a notebook shows: ``items`` are what it asks, ``results`` what came of those that were answered.

    Made of widgets it has ``widget``, the ipywidgets box, and judges in Python; otherwise it is a page that judges by
    itself, in the browser, and of which Python hears nothing: ``results`` are then empty.
    """

    def __init__(self, items: Items, board: Board | None) -> None:
        self.items = items
        self._board = board

    @property
    def seed(self) -> str:
        """What its items follow from."""
        return self.items.seed

    @property
    def results(self) -> tuple[Verdict, ...]:
        """The verdicts on what was answered, in order."""
        from quizgen.python.verdicts import of

        return tuple(map(of, self._board.results)) if self._board else ()

    @property
    def widget(self) -> Any:
        """The box of widgets, None where it is a page."""
        return self._board.box if self._board else None

    def __repr__(self) -> str:
        count = len(self.items)
        return f"<Quiz of {count} {'item' if count == 1 else 'items'}, {len(self.results)} answered, seed {self.seed}>"

    def _repr_mimebundle_(self, include: Any = None, exclude: Any = None) -> dict[str, Any]:
        """What a notebook shows: the widgets, or the page in a frame of its own."""
        if self._board is None:
            from quizgen.python.page import framed

            return {"text/html": framed(self.items), "text/plain": repr(self)}
        bundle: dict[str, Any] = self.widget._repr_mimebundle_(include=include, exclude=exclude)
        return {**bundle, "text/plain": repr(self)}


def quiz(  # noqa: PLR0913 - what items can be asked for by
    names: Sequence[str],
    *,
    n: int,
    level: Words,
    kind: Words,
    seed: Seed | None,
    about: About,
    widgets: bool | None,
) -> Quiz:
    """A quiz for a notebook; see ``quizgen.quiz``. Raises ImportError where widgets are asked for and are not there."""
    there = find_spec("ipywidgets") is not None
    if widgets and not there:
        raise ImportError("a quiz of widgets needs ipywidgets: pip install 'quizgen[notebook]'", name="ipywidgets")
    names = names or (() if about[0] is not None else (EVERYTHING,))
    known = "".join(secrets.choice(LETTERS) for _ in range(DRAWN)) if seed is None else seed
    items = draw(names, n=n, level=level, kind=kind, seed=known, about=about)
    if not (there if widgets is None else widgets):
        return Quiz(items, None)
    from quizgen.python.widgets.board import Board

    return Quiz(items, Board([item.verified for item in items]))
