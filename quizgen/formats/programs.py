"""Programs for browsers, of several files: these share their names with each other, and none with the page."""

from __future__ import annotations

from collections.abc import Iterable

from quizgen import resources


def program(names: Iterable[str]) -> str:
    """The files of ``templates/``, one after the other, as one program."""
    files = ((resources.templates() / name).read_text(encoding="utf-8") for name in names)
    return "".join(('(() => {\n"use strict";\n', *files, "})();\n"))
