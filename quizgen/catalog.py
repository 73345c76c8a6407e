"""Finds families and formats: every module of their packages, then plugins by their entry points."""

from __future__ import annotations

import pkgutil
from collections.abc import Iterable, Iterator, Mapping
from difflib import get_close_matches
from functools import cache
from importlib import import_module
from importlib.metadata import entry_points
from types import ModuleType

from quizgen import families
from quizgen.errors import QuizgenError, UsageError
from quizgen.formats.protocol import Format
from quizgen.source import Source

TOPICS = ("output-size", "parameters", "receptive-field", "dilation")


@cache
def sources() -> tuple[Source, ...]:
    """Every source of questions, by topic and id."""
    found = [*_shipped(), *_plugged()]
    return tuple(sorted(found, key=lambda source: (_rank(source.topic), source.topic, source.id)))


def _rank(topic: str) -> int:
    """The tutorial's order for its topics, others after them."""
    return TOPICS.index(topic) if topic in TOPICS else len(TOPICS)


def _shipped() -> Iterator[Source]:
    for module in pkgutil.walk_packages(families.__path__, f"{families.__name__}."):
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
    from quizgen import formats as package

    for module in pkgutil.iter_modules(package.__path__, f"{package.__name__}."):
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


def advice(name: str, known: Iterable[str]) -> str:
    """What to write instead of an unknown name."""
    every = list(known)
    near = get_close_matches(name, every, n=1, cutoff=0.5)
    return f"did you mean '{near[0]}'?" if near else f"known are {', '.join(every)}"
