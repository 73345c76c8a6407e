"""Cells by their names, which reach any process: there the sources are found again."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TypeAlias, TypeGuard

from msgspec import Struct

from quizgen import catalog
from quizgen.asking.about_one import AboutOne
from quizgen.asking.source import Source
from quizgen.authored import OWN, Concepts
from quizgen.authored.pictures import with_pictures
from quizgen.authored.reader import content
from quizgen.blueprint.cells import Cell
from quizgen.blueprint.narrowed import Narrowed, Wanted
from quizgen.catalog.networks import of_text
from quizgen.errors import QuizgenError
from quizgen.model import Kind, Level


class OwnFile(Struct, frozen=True):
    """An author's own file of items, with its text: the process that reads it may be on another machine."""

    path: Path
    text: str


class OwnNetwork(Struct, frozen=True):
    """A family about a network, by its id and what is kept of the network."""

    family: str
    text: str


Alone: TypeAlias = str | OwnFile | OwnNetwork


class Part(Struct, frozen=True):
    """What a slot asks of a source."""

    source: Alone
    wanted: Wanted


class Reference(Struct, frozen=True):
    """A cell: the id of its source or the file that is its source, the level, how it is asked, how many options."""

    source: Alone | Part
    level: Level
    kind: Kind | None
    options: int | None = None

    def cell(self) -> Cell:
        """The cell in this process; raises QuizgenError where its source is not there."""
        return Cell(_found(self.source, self.level), self.level, self.kind, self.options)


@cache
def reference(cell: Cell) -> Reference:
    """What the cell is called in any process that has the same families."""
    return Reference(_called(cell.source), cell.level, cell.kind, cell.options)


def is_own_file(source: Source) -> TypeGuard[Concepts]:
    """Whether it is a file that neither quizgen nor a plug-in brings."""
    return isinstance(source, Concepts) and all(one is not source for one in catalog.authored())


def content_of(source: Concepts) -> str:
    """The text of a file of items with its pictures, which need not be there where it is known."""
    return with_pictures(content(source.path), source.content().pictures) if source.text is None else source.text


def _called(source: Source) -> Alone | Part:
    if isinstance(source, Narrowed):
        return Part(_by_itself(source.inner), source.wanted)
    return _by_itself(source)


def _by_itself(source: Source) -> Alone:
    if isinstance(source, AboutOne):
        return OwnNetwork(source.id, source.text)
    return OwnFile(source.path, content_of(source)) if is_own_file(source) else source.id


@cache
def _found(called: Alone | Part, level: Level) -> Source:
    if isinstance(called, Part):
        return Narrowed(_source(called.source), level, called.wanted)
    return _source(called)


@cache
def _source(called: Alone) -> Source:
    if isinstance(called, OwnNetwork):
        return next(family for family in of_text(called.text) if family.id == called.family)
    if isinstance(called, OwnFile):
        return Concepts(called.path, OWN, text=called.text)
    for source in catalog.named(called):
        if source.id == called:
            return source
    raise QuizgenError(f"there is no '{called}' where the items are made: install its plug-in there, too")
