"""Finds families and files of authored items: those that come with quizgen, and plug-ins' by their entry points."""

from __future__ import annotations

import pkgutil
from collections.abc import Collection, Mapping
from functools import cache
from importlib import import_module
from pathlib import Path
from types import ModuleType
from typing import TypeAlias

from quizgen import authored as files
from quizgen import topics as package
from quizgen.asking.of_module import id_of, topic_of
from quizgen.asking.source import TOPICS, Audited, is_audited
from quizgen.catalog import known_sources
from quizgen.catalog.blame import reason
from quizgen.catalog.listed import Listed
from quizgen.catalog.plugins import ItemsError, Plugged, Wanted, plugged
from quizgen.catalog.trying import failing
from quizgen.errors import QuizgenError, UsageError

Found: TypeAlias = Audited | Listed
"""A source, or a family that is not imported yet."""


@cache
def sources() -> tuple[Audited, ...]:
    """Every source of questions by topic; in each, families by id and then authored items, those that fail too."""
    return tuple(sorted((*families(), *authored()), key=_place))


@cache
def listed() -> tuple[Found, ...]:
    """As ``sources``, the families that come with quizgen not imported as long as it is known what they are called.

    A plug-in's family that cannot be asked is left out.
    """
    able = (source for source in _plugged().found if not failing(source))
    return tuple(sorted((*map(_found, _modules()), *able, *authored()), key=_place))


def fault(source: Found) -> str:
    """Why the family of a plug-in cannot be asked, in a sentence; nothing for all others."""
    return "" if isinstance(source, Listed) or source.id in _shipped_ids() else failing(source)


@cache
def families() -> tuple[Audited, ...]:
    """Every family that can be used, by topic and id."""
    return tuple(sorted((*shipped_families(), *_plugged().found), key=_place))


@cache
def authored() -> tuple[files.Concepts, ...]:
    """The files of authored items that come with quizgen or a plug-in."""
    return (*files.shipped(known_sources.known()), *_plugged_files().found)


def topics() -> tuple[str, ...]:
    """Every topic, in the tutorial's order."""
    return tuple(dict.fromkeys(source.topic for source in listed()))


def broken_sources(told: Collection[str] = ()) -> tuple[str, ...]:
    """A sentence for each plug-in whose family or items cannot be used, but for families whose ids are ``told``."""
    failed = (failing(source) for source in _plugged().found if source.id not in told)
    return (*_plugged().broken, *filter(None, failed), *_plugged_files().broken)


def of_module(module: str) -> tuple[Audited, ...]:
    """What the module of a plug-in holds; raises QuizgenError where that cannot be used."""
    return (*_plugged().of(module), *_plugged_files().of(module))


def named(name: str) -> tuple[Found, ...]:
    """The sources that an id or a topic stands for, by topic and id; only their modules are imported, if any."""
    if name in _shipped_ids():
        return (_family_of(_shipped_ids()[name]),)
    own = (_found(module) for module in _modules() if name == topic_of(module))
    others = (source for source in (*_plugged().found, *authored()) if name in (source.id, source.topic))
    return tuple(sorted((*own, *others), key=_place))


@cache
def shipped_families() -> tuple[Audited, ...]:
    """The families that come with quizgen, by topic and id."""
    return tuple(sorted(map(_family_of, _modules()), key=_place))


@cache
def _found(module: str) -> Found:
    """The family of a module, imported only where nothing is known of it."""
    known = known_sources.known().get(id_of(module))
    return Listed(module=module, known=known, imported=_family_of) if known else _family_of(module)


def shipped_sources() -> tuple[Audited, ...]:
    """The families and files of items that come with quizgen, all that is told of them read from themselves."""
    return (*shipped_families(), *files.shipped())


def whole(source: Found) -> Audited:
    """The source itself, imported if it was not."""
    return source.whole if isinstance(source, Listed) else source


@cache
def _modules() -> tuple[str, ...]:
    """The modules of the families that come with quizgen, none of them imported.

    Every module that stands directly in a topic holds one; a package there holds what its families share.
    """
    topics = pkgutil.iter_modules(package.__path__, f"{package.__name__}.")
    return tuple(
        module.name
        for topic in topics
        for module in pkgutil.iter_modules(import_module(topic.name).__path__, f"{topic.name}.")
        if not module.ispkg
    )


@cache
def _shipped_ids() -> Mapping[str, str]:
    """The modules by the ids of their families."""
    return {id_of(module): module for module in _modules()}


@cache
def _plugged() -> Plugged[Audited]:
    return plugged(FAMILIES, (*_shipped_ids(), *(file.id for file in files.shipped())))


@cache
def _plugged_files() -> Plugged[files.Concepts]:
    every = (*_shipped_ids(), *(source.id for source in (*_plugged().found, *files.shipped())))
    return plugged(ITEMS, every)


def _family_of(module: str) -> Audited:
    """The family that a module holds; raises QuizgenError where it cannot be imported or holds none."""
    return _held(_imported(module))


def _imported(name: str) -> ModuleType:
    """The module of a family; raises QuizgenError, with the place, for whatever stops Python from importing it."""
    try:
        return import_module(name)
    except Exception as error:  # whatever an author's module raises on import is told, with its cause
        raise QuizgenError(
            f"the module {name} cannot be imported: {reason(error, package.__name__)}; mend it"
        ) from error


def _held(module: ModuleType) -> Audited:
    """The module's family; raises QuizgenError, with the module's name, where it holds none."""
    family: object = getattr(module, "FAMILY", None)
    if not is_audited(family):
        raise QuizgenError(f"the module {module.__name__} holds no family: it has to name one FAMILY")
    return family


def _family(found: object) -> tuple[Audited] | None:
    """It, if it is a source that can be placed."""
    return (found,) if is_audited(found) and _place(found) else None


def _files(found: object) -> tuple[files.Concepts, ...] | None:
    """The files, if it is paths; raises ItemsError for one that is not as it should be."""
    if not isinstance(found, tuple) or not all(isinstance(path, Path) for path in found):
        return None
    try:
        return tuple(files.opened(path) for path in found)
    except UsageError as error:
        raise ItemsError(str(error)) from error


def _place(source: Found) -> tuple[int, str, bool, str]:
    return _rank(source.topic), source.topic, source.authored, source.id


def _rank(topic: str) -> int:
    """The tutorial's order for its topics, others after them."""
    return TOPICS.index(topic) if topic in TOPICS else len(TOPICS)


FAMILIES: Wanted[Audited] = Wanted("quizgen.families", "FAMILY", "a family", _family, lambda family: family.id)
ITEMS: Wanted[files.Concepts] = Wanted("quizgen.items", "ITEMS", "a tuple of paths", _files, lambda file: file.id)
