"""Plug-ins: modules of other packages behind entry points; one that cannot be used is a sentence, never a traceback."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from importlib.metadata import EntryPoint, entry_points
from traceback import walk_tb
from typing import Generic, TypeVar

from msgspec import Struct

from quizgen.catalog.blame import reason
from quizgen.catalog.foreign import prints_aside
from quizgen.catalog.staying import staying
from quizgen.errors import QuizgenError
from quizgen.sparing import TORCH

T = TypeVar("T")
GROUPS = ("quizgen.families", "quizgen.items", "quizgen.formats")


class ItemsError(QuizgenError):
    """Files that a plug-in's module names are not as they should be."""


class Wanted(Struct, Generic[T], frozen=True):
    """What a group's modules hold under ``name``, and ``what`` that is in words.

    ``held`` are the things that it stands for, or None where it is something else; ``called`` is a thing's own name,
    which is unique.
    """

    group: str
    name: str
    what: str
    held: Callable[[object], tuple[T, ...] | None]
    called: Callable[[T], str]


class Plugged(Struct, Generic[T], frozen=True):
    """What plug-ins hold, or a sentence for what cannot be used, each with the module that the entry point names."""

    held: tuple[tuple[str, tuple[T, ...]], ...]
    refused: tuple[tuple[str, str], ...]

    @property
    def found(self) -> tuple[T, ...]:
        """All that can be used."""
        return tuple(one for _, held in self.held for one in held)

    @property
    def broken(self) -> tuple[str, ...]:
        """A sentence for each that cannot be used."""
        return tuple(sentence for _, sentence in self.refused)

    def of(self, module: str) -> tuple[T, ...]:
        """What a module holds, nothing for one that no entry point names; raises QuizgenError for a broken one."""
        for name, sentence in self.refused:
            if name == module:
                raise QuizgenError(sentence)
        return tuple(one for name, held in self.held if name == module for one in held)


def plugged(wanted: Wanted[T], taken: Iterable[str]) -> Plugged[T]:
    """What all entry points of the group hold; a name that is ``taken`` cannot be taken again."""
    names, found, broken = set(taken), [], []
    for entry in entry_points(group=wanted.group):
        try:
            held = _held(entry, wanted)
            names |= _new(entry, wanted, [name for name, _ in held], names)
        except QuizgenError as error:
            broken.append((entry.value, str(error)))
        else:
            found.append((entry.value, tuple(one for _, one in held)))
    return Plugged(tuple(found), tuple(broken))


def _held(entry: EntryPoint, wanted: Wanted[T]) -> list[tuple[str, T]]:
    """What the entry point's module holds, with its names; raises QuizgenError whatever the author's code raises."""
    TORCH.complete()
    try:
        with prints_aside(), staying():
            found = getattr(entry.load(), wanted.name, None)
        held = wanted.held(found)
        if held is not None:
            return [(wanted.called(one), one) for one in held]
    except ItemsError as error:
        raise refused(entry, f"holds {wanted.name} that cannot be read: {error}") from error
    except (Exception, SystemExit) as error:
        raise refused(entry, f"cannot be imported: {reason(error, _package(entry))}") from error
    if found is None:
        raise refused(entry, f"holds no {wanted.name}: '{entry.value}' has to be a module that names one")
    raise refused(
        entry, f"holds as {wanted.name} something of the type {type(found).__name__}, which is not {wanted.what}"
    )


def _new(entry: EntryPoint, wanted: Wanted[T], names: Sequence[str], taken: Collection[str]) -> set[str]:
    """The names; raises QuizgenError for one that is taken, also by another of them."""
    for place, name in enumerate(names):
        if name in taken or name in names[:place]:
            raise refused(entry, f"holds another {wanted.name} called '{name}'")
    return set(names)


def author(error: BaseException) -> str:
    """The package of the plug-in whose code ran last before the error, or nothing where none's did."""
    packages = {_package(entry) for group in GROUPS for entry in entry_points(group=group)}
    modules = [str(frame.f_globals.get("__name__")) for frame, _ in walk_tb(error.__traceback__)]
    return next((name for name in (module.partition(".")[0] for module in reversed(modules)) if name in packages), "")


def fault_of_plugin(error: BaseException) -> str:
    """What a plug-in's code raised and where, or nothing for a fault of quizgen's own."""
    package = author(error)
    return package and f"the plug-in {package} fails: {reason(error, package)}; mend it or uninstall it"


def _package(entry: EntryPoint) -> str:
    """The first name of what the entry point names."""
    return entry.value.partition(":")[0].partition(".")[0].strip()


def refused(entry: EntryPoint, reason: str) -> QuizgenError:
    """What is wrong with an entry point, with its package, in one line."""
    package = entry.dist.name if entry.dist else "its package"
    sentence = f"the entry point '{entry.name}' ({entry.group}) of {package} {reason}; mend it or uninstall {package}"
    return QuizgenError(" ".join(sentence.split()))
