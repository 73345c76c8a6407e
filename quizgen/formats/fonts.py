"""Fonts that an exam brings along, for characters that those of Typst lack."""

from __future__ import annotations

import shutil
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from quizgen.errors import UsageError
from quizgen.reading.files import is_regular, missing


def checked(path: Path) -> str:
    """The path as it is known everywhere; raises UsageError where it is no font."""
    if not is_regular(path):
        raise UsageError(f"{missing(path)}; give the file of a font")
    found = str(path.resolve())
    if not families((found,)):
        raise UsageError(f"{path} is no font; give the file of one, such as NotoSansSC-Regular.otf")
    return found


@cache
def families(paths: tuple[str, ...]) -> tuple[str, ...]:
    """The names of the fonts' families, in the files' order."""
    import typst

    named = (typst.Fonts(False, False, [folder((path,))]).families() for path in paths)  # noqa: FBT003 - none but these
    return tuple(dict.fromkeys(name for names in named for name in names))


def folder(paths: tuple[str, ...]) -> str:
    """A folder with these fonts alone: Typst takes all that a folder holds. It is gone when the program ends."""
    return _copied(paths).name


@cache
def _copied(paths: tuple[str, ...]) -> TemporaryDirectory[str]:
    made = TemporaryDirectory(prefix="quizgen-fonts-")
    for number, path in enumerate(paths):
        shutil.copyfile(path, Path(made.name) / f"{number:03}{Path(path).suffix.lower()}")
    return made
