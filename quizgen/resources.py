"""Finds what ships with the code: folders, next to the package in a checkout and inside it in a wheel; the version."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from quizgen.errors import QuizgenError

_PACKAGE = Path(__file__).parent


def templates() -> Path:
    """The folder with the formats' and figures' templates."""
    return _folder("templates")


def banks() -> Path:
    """The folder with blueprints, schema and generated counts."""
    return _folder("banks")


@cache
def version() -> str:
    """The installed version of quizgen, which every output that promises the same bytes names."""
    from importlib.metadata import version as installed  # takes as long as all else that is needed to ask from a file

    return installed("quizgen")


@cache
def _folder(name: str) -> Path:
    for home in (_PACKAGE, _PACKAGE.parent):
        if (home / name).is_dir():
            return home / name
    raise QuizgenError(f"the folder '{name}' is neither in {_PACKAGE} nor beside it; install quizgen again")
