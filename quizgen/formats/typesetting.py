"""Typst in this process, with its own fonts, no file and no clock: the same source gives the same bytes.

Each thread has a compiler, which keeps its fonts and, once it is told to forget, nothing of what it has set.
"""

from __future__ import annotations

import json
from threading import local
from typing import TYPE_CHECKING, Any

from quizgen.errors import QuizgenError
from quizgen.formats import fonts

if TYPE_CHECKING:
    import typst

KEPT = 11
"""Typst drops what as many compilations did not use."""


def compiler(given: tuple[str, ...] = ()) -> typst.Compiler:
    """The compiler of this thread, with Typst's own fonts and those of the files that are given."""
    return _own.compiler(given)


def compiled(text: str, given: tuple[str, ...]) -> bytes:
    """The PDF of a source, by the rules of PDF/UA-1; raises TypstError."""
    made = compiler(given).compile(input=text.encode(), format="pdf", pdf_standards=["ua-1"], timestamp=0)
    if not isinstance(made, bytes):
        raise QuizgenError("Typst made several files of one exam")
    return made


def labelled(text: str, label: str, given: tuple[str, ...]) -> list[Any]:
    """What a source's metadata of a label hold, as JSON has it, in their order; raises TypstError."""
    import typst

    own = typst.Compiler(input=text.encode(), ignore_system_fonts=True, font_paths=_own.fonts(given))
    found: list[Any] = json.loads(own.query(f"<{label}>", field="value"))
    return found


def forget(given: tuple[str, ...] = ()) -> None:
    """Makes Typst drop what it kept of what was set before, which it would not use again.

    That is some 10 MB a paper, and all pixels of a figure, 4 MB and more.
    """
    for _ in range(KEPT):
        compiler(given).compile(input=b"", format="svg", timestamp=0)


class _Own(local):
    """What each thread has for itself: several may print at a time, for Typst lets others run meanwhile."""

    def __init__(self) -> None:
        self._fonts: dict[tuple[str, ...], typst.Fonts] = {}
        self._compilers: dict[tuple[str, ...], typst.Compiler] = {}

    def fonts(self, given: tuple[str, ...]) -> typst.Fonts:
        """Its own and those of the files that are given."""
        import typst

        if given not in self._fonts:
            paths = [fonts.folder(given)] if given else []
            self._fonts[given] = typst.Fonts(include_system_fonts=False, font_paths=paths)
        return self._fonts[given]

    def compiler(self, given: tuple[str, ...]) -> typst.Compiler:
        """It reads its fonts when it is made."""
        import typst

        if given not in self._compilers:
            self._compilers[given] = typst.Compiler(ignore_system_fonts=True, font_paths=self.fonts(given))
        return self._compilers[given]


_own = _Own()
