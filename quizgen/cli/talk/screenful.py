"""A quiz on a terminal: each question on a page of its own, and what is typed below it."""

from __future__ import annotations

import signal
import sys
from collections.abc import Collection, Sequence
from shutil import get_terminal_size
from typing import TYPE_CHECKING

import click

from quizgen.cli.talk.console import Words
from quizgen.cli.talk.page import Page, View, parted

if TYPE_CHECKING:
    from quizgen.cli.talk.prompting import Prompting

SMALLEST = 3
"""Rows of a page that are seen at least: where there are few, less is said of how to answer."""
NOTHING = View((), 0, 0)
JOBS = hasattr(signal, "SIGTSTP")
"""Whether a process can be stopped, and go on."""
STOP, CONTINUED = (signal.SIGTSTP, signal.SIGCONT) if JOBS else (0, 0)
_TOP, _ERASE = "\x1b[H", "\x1b[J"


class Screenful:
    """A page, of which as much is seen as there is room for.

    What is said is written below what stands there; only where that does not fit, or where the screen is another
    since, all is drawn again. ``prompt_toolkit`` is imported when somebody is to answer: a question is there before.
    """

    attended = True
    keys = True

    def __init__(self) -> None:
        self._page = Page()
        self._wish: Words = str
        self._above: Words = str
        self._size = get_terminal_size()
        self._used = self._size.lines
        self._view = NOTHING
        self._drawn_for = 0
        self._ended = self._heard = False
        self._prompting: Prompting | None = None
        self.stale = False
        self.watch()

    def watch(self) -> None:
        """From now on it is seen when this process goes on after it was stopped: its screen is another's by then."""
        if JOBS:
            signal.signal(CONTINUED, lambda *_: self.spoil())

    def spoil(self) -> None:
        """What stands on the screen is not what was drawn there."""
        self.stale = True

    def turn(self) -> None:
        """A new page; the one before moves up, where a terminal keeps it."""
        self._forget()
        self._page, self._wish = Page(), str
        gone = min(self._used + 1, self._size.lines)
        self._size = get_terminal_size()
        self._written(f"\x1b[{self._size.lines}H" + "\n" * gone + _TOP + _ERASE)
        self._used, self._view, self._drawn_for, self.stale = 0, NOTHING, 0, False
        self._heard = False

    def say(self, words: Words, *, first: bool = False) -> None:
        """Writes it below what stands there, or draws what is to be read now: what follows on something typed."""
        self._show(self._page.add(words, first=first or self._heard))
        self._heard = False

    def keep(self, words: Words) -> None:
        """What was answered stays on the page, where it was typed."""
        self._show(self._page.add(words, still=True))

    def _show(self, new: Sequence[str]) -> None:
        same = not self.stale and self._view.whole and get_terminal_size() == self._size
        if not same or self._used + len(new) >= self._size.lines:
            self._size = get_terminal_size()
            self._draw(self._size.lines - 1)
        else:
            click.echo("".join(f"{line}\n" for line in new), nl=False)
            self._used += len(new)
            self._ended = bool(new and new[-1])

    def wish(self, words: Words) -> None:
        """Stands above whatever is typed."""
        self._wish = words

    def ready(self) -> None:
        """Fetches ``prompt_toolkit``, which takes as long as half of all that comes before the first question."""
        if self._prompting is None:
            from quizgen.cli.talk.prompting import Prompting

            self._prompting = Prompting(self)

    def line(self, prompt: Words) -> str:
        """A line with editing keys, and earlier ones by the arrow keys."""
        self._above = lambda: prompt().rpartition("\n")[0]
        try:
            return self._prompts.line(lambda: prompt().rpartition("\n")[2]).strip()
        finally:
            self._above = str

    def key(self, known: str) -> str:
        """The key, which is not shown."""
        return self._prompts.key(known)

    def marks(self, letters: str, marked: Collection[str], known: str) -> tuple[str, frozenset[str]]:
        """The marks are shown as they are."""
        return self._prompts.marks(letters, marked, known)

    @property
    def heading(self) -> list[str]:
        """What stands between the page and what is typed: where there is more, and how to answer."""
        more = [] if self._view.whole else [click.style(self._more(), dim=True)]
        return [*more, *self._gap(), *self._asked]

    def _gap(self) -> list[str]:
        """An empty line, where there is room for it."""
        room = self._size.lines - self._used - len(self._asked) - 1
        return [""] if self._view.whole and self._ended and room > 0 else []

    def fits(self) -> bool:
        """Whether the page stands as it should above what is typed."""
        same = not self.stale and get_terminal_size() == self._size
        below = len(self.heading) + 1
        return same and (self._drawn_for == below or (self._view.whole and self._used + below <= self._size.lines))

    def draw(self) -> None:
        """Draws as much of the page as there is room for above what is typed."""
        self._size = get_terminal_size()
        self._draw(self._size.lines - len(self._asked) - 1)
        self._drawn_for = len(self.heading) + 1

    def move(self, pages: int) -> None:
        """Has the page seen further down, or up."""
        rows = len(self._view.lines)
        self._page.move(pages * max(1, rows - 1), rows)
        self.stale = True

    @property
    def below(self) -> bool:
        """Whether there is more further down."""
        return bool(self._view.below)

    @property
    def _asked(self) -> list[str]:
        """How to answer, and what stands before what is typed but not on its line."""
        wish, above = (parted(said) if (said := words()) else [] for words in (self._wish, self._above))
        return [*wish[: max(0, self._size.lines - SMALLEST - 2)], *above]

    def _draw(self, rows: int) -> None:
        view = self._page.view(max(SMALLEST, rows))
        if not view.whole:
            view = self._page.view(max(SMALLEST, rows - 1))
        self._written(_TOP + _ERASE)
        click.echo("".join(f"{line}\n" for line in view.lines), nl=False)
        self._used, self._view, self._drawn_for, self.stale = len(view.lines), view, 0, False
        self._ended = bool(view.lines and view.lines[-1])

    def _more(self) -> str:
        """Where the rest of the page is, in as many columns as there are."""
        above, below = self._view.above, self._view.below
        down = f"{below} more below: Space or PgDn" if below else ""
        up = f"{above} above: PgUp" if above else ""
        both = f"{below} below: Space, {above} above: PgUp" if above and below else down or up
        return f"-- {both} --"[: self._size.columns]

    @property
    def _prompts(self) -> Prompting:
        self.ready()
        if self._prompting is None:
            raise RuntimeError("nobody can type before ready()")
        self._heard = True
        return self._prompting

    def _forget(self) -> None:
        if self._prompting:
            self._prompting.forget()

    @staticmethod
    def _written(text: str) -> None:
        """Moves of the cursor, which click takes for colours."""
        sys.stdout.write(text)
        sys.stdout.flush()
