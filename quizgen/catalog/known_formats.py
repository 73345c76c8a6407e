"""Finds formats: the modules of ``quizgen.formats``, the module ``format`` of its packages, and plug-ins."""

from __future__ import annotations

import pkgutil
from collections.abc import Mapping
from functools import cache
from importlib import import_module
from importlib.util import find_spec

from quizgen import formats as package
from quizgen.catalog.plugins import Plugged, Wanted, plugged
from quizgen.formats.protocol import Format


@cache
def formats() -> Mapping[str, Format]:
    """Every format that can be used, by the name that ``--format`` takes, in the order of the names."""
    return {fmt.name: fmt for fmt in sorted((*_shipped(), *_plugged().found), key=lambda fmt: fmt.name)}


def shipped_formats() -> Mapping[str, Format]:
    """Every format that comes with quizgen, by its name and in the order of the names."""
    return {fmt.name: fmt for fmt in sorted(_shipped(), key=lambda fmt: fmt.name)}


def format_called(name: str) -> Format | None:
    """The format of that name, if there is one; of those that come with quizgen no other one is imported for that."""
    if module := _modules().get(name.replace("-", "_")):
        found = _held(module)
        if found and found.name == name:
            return found
    return formats().get(name)


def broken_formats() -> tuple[str, ...]:
    """A sentence for each plug-in whose format cannot be used."""
    return _plugged().broken


def formats_of(module: str) -> tuple[Format, ...]:
    """What the module of a plug-in holds; raises QuizgenError where that cannot be used."""
    return _plugged().of(module)


@cache
def _shipped() -> tuple[Format, ...]:
    """What modules name as their FORMAT; the others are what formats are made of."""
    return tuple(fmt for fmt in map(_held, _modules().values()) if fmt is not None)


@cache
def _modules() -> Mapping[str, str]:
    """The modules that may hold a format, by the names that it would have; what it is made of may lie beside it."""
    found = pkgutil.iter_modules(package.__path__, f"{package.__name__}.")
    modules = {one.name: f"{one.name}.format" if one.ispkg else one.name for one in found}
    return {name.rpartition(".")[2]: module for name, module in modules.items() if find_spec(module)}


def _held(module: str) -> Format | None:
    return getattr(import_module(module), "FORMAT", None)


@cache
def _plugged() -> Plugged[Format]:
    return plugged(WANTED, (fmt.name for fmt in _shipped()))


def _format(found: object) -> tuple[Format] | None:
    """It, if it is a format that can be named."""
    return (found,) if isinstance(found, Format) and isinstance(found.name, str) else None


WANTED: Wanted[Format] = Wanted("quizgen.formats", "FORMAT", "a format", _format, lambda fmt: fmt.name)
