"""The blueprint that a command is given: a path, or the name of one that comes with quizgen."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from quizgen import resources
from quizgen.cli import completion, known
from quizgen.errors import UsageError
from quizgen.reading import files
from quizgen.reading.advice import advice
from quizgen.reading.files import missing


def offered() -> Iterable[str]:
    """What a shell offers where a blueprint is asked for."""
    return (*known.blueprints(), *completion.toml_files())


def schema() -> Path:
    """What editors read."""
    return (resources.banks() / "schema" / "blueprint.schema.json").resolve()


def found(name: str) -> Path:
    """The blueprint's file; raises UsageError where there is none, with the names that there are."""
    path = Path(name)
    if files.is_regular(path):
        return path
    shipped = {file.stem: file for file in sorted((resources.banks() / "blueprints").glob("*.toml"))}
    if name in shipped:
        return shipped[name]
    if path.suffix or path.parent != Path() or files.has_name(path):
        *first, last = shipped
        raise UsageError(f"{missing(path)}; give the path of a blueprint, or {', '.join(first)} or {last}")
    raise UsageError(f"there is no blueprint '{name}'; {advice(name, shipped)}")
