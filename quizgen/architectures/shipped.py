"""The networks that ship with quizgen."""

from __future__ import annotations

from functools import cache

from quizgen.architectures.reader import parse
from quizgen.architectures.value import Architecture
from quizgen.errors import UsageError
from quizgen.reading import files
from quizgen.reading.advice import advice
from quizgen.resources import banks

FOLDER = "architectures"


@cache
def names() -> tuple[str, ...]:
    """The name of every network, which is that of its file."""
    return tuple(sorted(file.stem for file in (banks() / FOLDER).glob("*.toml")))


@cache
def load(name: str) -> Architecture:
    """The network of that name; raises UsageError if there is none."""
    if name not in names():
        raise UsageError(f"there is no architecture '{name}'; {advice(name, names())}")
    file = banks() / FOLDER / f"{name}.toml"
    return parse(files.text(file), file.name)
