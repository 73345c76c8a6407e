"""Work is done where the code is the same: else the same seed would give other items on another machine."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from hashlib import blake2b
from importlib.metadata import PackageNotFoundError
from importlib.metadata import version as installed
from pathlib import Path
from threading import Lock
from typing import Any, ParamSpec, TypeVar

from msgspec import Struct

from quizgen import resources
from quizgen.cli.beginning import begun
from quizgen.errors import QuizgenError

P = ParamSpec("P")
R = TypeVar("R")
DATA = {".j2", ".typ", ".tex", ".css", ".html", ".js", ".toml", ".json", ".deck", ".woff2"}
"""How the files end that ship beside the code, in a checkout and in a wheel."""
_alone = Lock()


class Maker(Struct, frozen=True):
    """Who makes items: the versions of quizgen and of torch, and a digest of the code and of what ships with it."""

    version: str
    torch: str
    code: str

    def __str__(self) -> str:
        return f"quizgen {self.version} (code {self.code}) with torch {self.torch}"


@cache
def maker() -> Maker:
    """Who makes items in this process."""
    try:
        torch = installed("torch").partition("+")[0]
    except PackageNotFoundError:
        torch = "none"
    return Maker(resources.version(), torch, _digest())


def _digest() -> str:
    """Of every file of the package, of the templates and of the bank."""
    found = blake2b(digest_size=4)
    code, *data = Path(__file__).parents[1], resources.templates(), resources.banks()
    every = [(code, path) for path in code.rglob("*.py") if not any(path.is_relative_to(other) for other in data)]
    every += [(folder, path) for folder in data for path in folder.rglob("*") if path.suffix in DATA]
    for name, path in sorted((str(path.relative_to(folder)), path) for folder, path in every):
        found.update(name.encode() + path.read_bytes())
    return found.hexdigest()


def vouched(wanted: Maker, work: Callable[..., R], arguments: tuple[Any, ...], options: dict[str, Any]) -> R:
    """What the work gives here; raises QuizgenError where another maker is wanted.

    A worker with several threads does one piece of work at a time.
    """
    if maker() != wanted:
        raise QuizgenError(f"a worker has {maker()}, and here is {wanted}: install the same on all machines")
    with _alone:
        _once()
        return work(*arguments, **options)


_once = cache(begun)
"""A worker begins once, whatever it is handed."""
