"""Finds families, files of authored items and formats; plugins by their entry points."""

from __future__ import annotations

import pkgutil
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from importlib import import_module
from importlib.metadata import entry_points
from types import ModuleType

from quizgen import authored
from quizgen import families as package
from quizgen.asking.source import TOPICS, Source
from quizgen.errors import QuizgenError, UsageError
from quizgen.formats.protocol import Format
from quizgen.reading.advice import advice


@cache
def sources() -> tuple[Source, ...]:
    """Every source of questions by topic; in each, families by id and then authored items."""
    return tuple(sorted((*families(), *authored.sources()), key=_place))


@cache
def families() -> tuple[Source, ...]:
    """Every family, by topic and id."""
    return tuple(sorted((*_shipped(), *_plugged()), key=_place))


def _place(source: Source) -> tuple[int, str, bool, str]:
    return _rank(source.topic), source.topic, source.authored, source.id


def _rank(topic: str) -> int:
    """The tutorial's order for its topics, others after them."""
    return TOPICS.index(topic) if topic in TOPICS else len(TOPICS)


def _shipped() -> Iterator[Source]:
    """The family of every module that stands directly in a topic; a package there holds what its families share."""
    for topic in pkgutil.iter_modules(package.__path__, f"{package.__name__}."):
        for module in pkgutil.iter_modules(import_module(topic.name).__path__, f"{topic.name}."):
            if not module.ispkg:
                yield _held(import_module(module.name))


def _plugged() -> Iterator[Source]:
    for entry in entry_points(group="quizgen.families"):
        yield _held(entry.load())


def _held(module: ModuleType) -> Source:
    """The module's family; raises QuizgenError, with the module's name, where it holds none."""
    family: Source | None = getattr(module, "FAMILY", None)
    if family is None:
        raise QuizgenError(f"the module {module.__name__} holds no family: it has to name one FAMILY")
    return family


@cache
def formats() -> Mapping[str, Format]:
    """Every format by the name that ``--format`` takes, in the order of the names.

    Raises QuizgenError for a name that is taken twice.
    """
    found: dict[str, Format] = {}
    for module in _format_modules():
        plugin: Format | None = getattr(module, "FORMAT", None)
        if plugin is not None and found.setdefault(plugin.name, plugin) is not plugin:
            raise QuizgenError(f"two formats are called '{plugin.name}'; the second is in {module.__name__}")
    return dict(sorted(found.items()))


def _format_modules() -> Iterator[ModuleType]:
    from quizgen import formats as modules

    for module in pkgutil.iter_modules(modules.__path__, f"{modules.__name__}."):
        yield import_module(module.name)
    for entry in entry_points(group="quizgen.formats"):
        yield entry.load()


def topics() -> tuple[str, ...]:
    """Every topic, in the tutorial's order."""
    return tuple(dict.fromkeys(source.topic for source in sources()))


def select(names: Iterable[str]) -> tuple[Source, ...]:
    """The sources that names of families or topics stand for, each once; ``all`` stands for every one.

    Raises UsageError for an unknown name, with the nearest that there is.
    """
    chosen: dict[str, Source] = {}
    for name in names:
        for source in _named(name):
            chosen[source.id] = source
    return tuple(chosen.values())


def _named(name: str) -> list[Source]:
    found = [source for source in sources() if name in ("all", source.id, source.topic)]
    if not found:
        known = [*topics(), *(source.id for source in sources())]
        raise UsageError(f"there is no family or topic '{name}'; {advice(name, known)}")
    return found
