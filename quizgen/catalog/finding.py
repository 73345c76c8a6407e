"""Finds families and the files of authored items that come with quizgen; plug-ins' families by their entry points."""

from __future__ import annotations

import pkgutil
from functools import cache
from importlib import import_module
from types import ModuleType
from typing import TypeGuard

from quizgen import authored as files
from quizgen import families as package
from quizgen.asking.source import TOPICS, Audited
from quizgen.catalog.plugins import Plugged, Wanted, plugged
from quizgen.errors import QuizgenError


@cache
def sources() -> tuple[Audited, ...]:
    """Every source of questions by topic; in each, families by id and then authored items."""
    return tuple(sorted((*families(), *authored()), key=_place))


@cache
def families() -> tuple[Audited, ...]:
    """Every family that can be used, by topic and id."""
    return tuple(sorted((*_shipped(), *_plugged().found), key=_place))


@cache
def authored() -> tuple[files.Concepts, ...]:
    """The files of authored items that come with quizgen."""
    return files.shipped()


def topics() -> tuple[str, ...]:
    """Every topic, in the tutorial's order."""
    return tuple(dict.fromkeys(source.topic for source in sources()))


def broken_families() -> tuple[str, ...]:
    """A sentence for each plug-in whose family cannot be used."""
    return _plugged().broken


@cache
def _shipped() -> tuple[Audited, ...]:
    """The family of every module that stands directly in a topic; a package there holds what its families share."""
    topics = pkgutil.iter_modules(package.__path__, f"{package.__name__}.")
    modules = (
        module
        for topic in topics
        for module in pkgutil.iter_modules(import_module(topic.name).__path__, f"{topic.name}.")
    )
    return tuple(_held(import_module(module.name)) for module in modules if not module.ispkg)


@cache
def _plugged() -> Plugged[Audited]:
    return plugged(WANTED, (source.id for source in (*_shipped(), *authored())))


def _held(module: ModuleType) -> Audited:
    """The module's family; raises QuizgenError, with the module's name, where it holds none."""
    family: Audited | None = getattr(module, "FAMILY", None)
    if family is None:
        raise QuizgenError(f"the module {module.__name__} holds no family: it has to name one FAMILY")
    return family


def _is_family(found: object) -> TypeGuard[Audited]:
    """Whether it is a source that can be placed."""
    return isinstance(found, Audited) and bool(_place(found))


def _place(source: Audited) -> tuple[int, str, bool, str]:
    return _rank(source.topic), source.topic, source.authored, source.id


def _rank(topic: str) -> int:
    """The tutorial's order for its topics, others after them."""
    return TOPICS.index(topic) if topic in TOPICS else len(TOPICS)


WANTED = Wanted("quizgen.families", "FAMILY", _is_family, lambda family: family.id)
