"""Plug-ins: modules of other packages behind entry points; one that cannot be used is a sentence, never a traceback."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from importlib.metadata import EntryPoint, entry_points
from traceback import walk_tb
from typing import Generic, TypeGuard, TypeVar

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
        raise refused(entry, f"cannot be imported: {_reason(entry, error)}") from error
    if found is None:
        raise refused(entry, f"holds no {wanted.name}: '{entry.value}' has to be a module that names one")
    raise refused(entry, f"holds a {wanted.name} of the type {type(found).__name__}, which is none")


def refused(entry: EntryPoint, reason: str) -> QuizgenError:
    """What is wrong with an entry point, with its package, in one line."""
    package = entry.dist.name if entry.dist else "its package"
    sentence = f"the entry point '{entry.name}' ({entry.group}) of {package} {reason}; mend it or uninstall {package}"
    return QuizgenError(" ".join(sentence.split()))


def _reason(entry: EntryPoint, error: BaseException) -> str:
    """What the author's code raised, and where."""
    words = error.msg if isinstance(error, SyntaxError) else str(error)
    said = f"{type(error).__name__}: {words}" if words else type(error).__name__
    return ": ".join((*_places(entry, error), said))


def _places(entry: EntryPoint, error: BaseException) -> Iterator[str]:
    """File and line of the last step in the author's package, or of what Python could not read there; or nothing."""
    package = entry.value.partition(":")[0].partition(".")[0].strip()
    steps = [
        (frame.f_code.co_filename, line)
        for frame, line in walk_tb(error.__traceback__)
        if str(frame.f_globals.get("__name__")).partition(".")[0] == package
    ]
    if isinstance(error, SyntaxError) and error.filename and error.lineno:
        steps.append((error.filename, error.lineno))
    for file, line in steps[-1:]:
        yield f"{file}, line {line}"
