"""Typst in this process: a compiler for each thread, which keeps its fonts and nothing of what it has set."""

from __future__ import annotations

from threading import local
from typing import TYPE_CHECKING

from quizgen.formats import fonts

if TYPE_CHECKING:
    import typst

KEPT = 11
"""Typst drops what as many compilations did not use."""


def compiler(given: tuple[str, ...] = ()) -> typst.Compiler:
    """The compiler of this thread, with Typst's own fonts and those of the files that are given."""
    return _own.compiler(given)


def forget(given: tuple[str, ...] = ()) -> None:
    """Makes Typst drop what it kept of what was set before, which it would not use again.

    That is some 10 MB a paper, and all pixels of a figure, 4 MB and more.
    """
    for _ in range(KEPT):
        compiler(given).compile(input=b"", format="svg", timestamp=0)


class _Own(local):
    """What each thread has for itself: several may print at a time, for Typst lets others run meanwhile."""

    def __init__(self) -> None:
        self._compilers: dict[tuple[str, ...], typst.Compiler] = {}

    def compiler(self, given: tuple[str, ...]) -> typst.Compiler:
        """It reads its fonts when it is made."""
        import typst

        if given not in self._compilers:
            paths = [fonts.folder(given)] if given else []
            self._compilers[given] = typst.Compiler(ignore_system_fonts=True, font_paths=paths)
        return self._compilers[given]


_own = _Own()
