"""Plug-ins as their authors see them: what a ``pyproject.toml`` here or in a folder directly below declares."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from importlib.metadata import entry_points
from pathlib import Path
from shlex import quote

from msgspec import Struct

from quizgen.asking.source import Audited
from quizgen.catalog.finding import FAMILIES, ITEMS, of_module
from quizgen.catalog.known_formats import WANTED as FORMATS
from quizgen.catalog.known_formats import formats_of
from quizgen.errors import UsageError
from quizgen.formats.protocol import Format
from quizgen.reading import files
from quizgen.reading.toml import parsed

FILE = "pyproject.toml"
GROUPS = (FAMILIES.group, ITEMS.group, FORMATS.group)


class Declared(Struct, frozen=True):
    """An entry point that a project declares: its group, its name, and the module that it names."""

    group: str
    name: str
    module: str

    @property
    def installed(self) -> bool:
        """Whether Python finds it, too."""
        return any(entry.value == self.module for entry in entry_points(group=self.group, name=self.name))


class Project(Struct, frozen=True):
    """A folder that is a plug-in, and what it declares for quizgen."""

    folder: Path
    name: str
    declared: tuple[Declared, ...]

    @property
    def names(self) -> frozenset[str]:
        """What its author may call it or what it holds."""
        modules = (one.module.rpartition(".")[2].replace("_", "-") for one in self.declared)
        return frozenset([self.name, self.folder.resolve().name, *modules, *(one.name for one in self.declared)])

    @property
    def command(self) -> str:
        """What installs it."""
        return f"pip install -e {quote(str(self.folder))}"

    def sources(self) -> tuple[Audited, ...]:
        """The families and items that it declares, or none where it declares formats alone.

        Raises UsageError where something is not installed, with the command that installs it, and QuizgenError where
        something cannot be used.
        """
        return tuple(source for one in self._installed() for source in of_module(one.module))

    def formats(self) -> tuple[Format, ...]:
        """The formats that it declares; raises what ``sources`` raises."""
        return tuple(fmt for one in self._installed() for fmt in formats_of(one.module))

    def _installed(self) -> tuple[Declared, ...]:
        for one in self.declared:
            if not one.installed:
                raise UsageError(
                    f"{self.folder / FILE} declares the entry point '{one.name}' ({one.group}), which is not "
                    f"installed here; run: {self.command}"
                )
        return self.declared


def projects(folder: Path) -> tuple[Project, ...]:
    """The plug-ins in a folder: itself, and those directly below it. Raises UsageError for one that cannot be read."""
    return tuple(project for place in (folder, *_below(folder)) if (project := _project(place)) is not None)


def _below(folder: Path) -> Iterator[Path]:
    with suppress(OSError):
        yield from sorted(place for place in folder.iterdir() if place.is_dir())


def _project(folder: Path) -> Project | None:
    path = folder / FILE
    try:
        text = files.text(path)
    except (OSError, UsageError):
        return None
    if not any(group in text for group in GROUPS):
        return None
    project = _table(parsed(text, str(path)).values.get("project"))
    groups = _table(project.get("entry-points"))
    declared = tuple(
        Declared(group, name, str(module)) for group in GROUPS for name, module in _table(groups.get(group)).items()
    )
    return Project(folder, str(project.get("name", folder.name)), declared) if declared else None


def _table(found: object) -> Mapping[str, object]:
    return found if isinstance(found, dict) else {}


def declaring(name: str, found: Iterable[Project]) -> Project | None:
    """The plug-in that a name stands for, or a thing that it declares."""
    return next((project for project in found if name in project.names), None)
