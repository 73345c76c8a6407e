"""Plug-ins: modules of other packages behind entry points; one that cannot be used is a sentence, never a traceback."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from importlib.metadata import EntryPoint, entry_points
from typing import Generic, TypeGuard, TypeVar

from quizgen.catalog.blame import reason
from quizgen.errors import QuizgenError

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Wanted(Generic[T]):
    """What a group's modules hold under ``name``; ``fits`` tells it, ``called`` is its own name, which is unique."""

    group: str
    name: str
    fits: Callable[[object], TypeGuard[T]]
    called: Callable[[T], str]


@dataclass(frozen=True, slots=True)
class Plugged(Generic[T]):
    """What plug-ins hold, and a sentence for each that cannot be used."""

    found: tuple[T, ...]
    broken: tuple[str, ...]


def plugged(wanted: Wanted[T], taken: Iterable[str]) -> Plugged[T]:
    """What all entry points of the group hold; a name that is ``taken`` cannot be taken again."""
    names, found, broken = set(taken), [], []
    for entry in entry_points(group=wanted.group):
        try:
            held, name = _held(entry, wanted)
            if name in names:
                raise refused(entry, f"holds another {wanted.name} called '{name}'")
        except QuizgenError as error:
            broken.append(str(error))
        else:
            names.add(name)
            found.append(held)
    return Plugged(tuple(found), tuple(broken))


def _held(entry: EntryPoint, wanted: Wanted[T]) -> tuple[T, str]:
    """What the entry point's module holds, and its name; raises QuizgenError whatever the author's code raises."""
    try:
        found = getattr(entry.load(), wanted.name, None)
        if wanted.fits(found):
            return found, wanted.called(found)
    except (Exception, SystemExit) as error:
        raise refused(entry, f"cannot be imported: {reason(error, _package(entry))}") from error
    if found is None:
        raise refused(entry, f"holds no {wanted.name}: '{entry.value}' has to be a module that names one")
    raise refused(entry, f"holds a {wanted.name} of the type {type(found).__name__}, which is none")


def _package(entry: EntryPoint) -> str:
    """The first name of what the entry point names."""
    return entry.value.partition(":")[0].partition(".")[0].strip()


def refused(entry: EntryPoint, reason: str) -> QuizgenError:
    """What is wrong with an entry point, with its package, in one line."""
    package = entry.dist.name if entry.dist else "its package"
    sentence = f"the entry point '{entry.name}' ({entry.group}) of {package} {reason}; mend it or uninstall {package}"
    return QuizgenError(" ".join(sentence.split()))
