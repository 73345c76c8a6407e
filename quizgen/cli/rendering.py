"""From forms to files: which formats, which places."""

from __future__ import annotations

import os
import pickle
import sys
from codecs import getincrementaldecoder
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

import click
from msgspec.structs import replace

from quizgen.cli.errors import remark
from quizgen.cli.folders import Folder, admitted, beside
from quizgen.cli.listing import Run
from quizgen.cli.output import Target, resolved, write_all
from quizgen.cli.places import STDOUT, Place, by_end, end, has_end
from quizgen.cli.watching import watched
from quizgen.errors import QuizgenError, UsageError
from quizgen.formats.protocol import File, Format, Spool, Streaming
from quizgen.model import Form, Item
from quizgen.reading.advice import advice, alternatives

if TYPE_CHECKING:
    from quizgen.jobs.recipe import Made, Recipe


def formats(names: Sequence[str]) -> tuple[Format, ...]:
    """The formats of those names; raises UsageError for an unknown one, with the nearest that there is."""
    from quizgen import catalog

    found: list[Format] = []
    for name in names:
        fmt = catalog.format_called(name)
        if fmt is None:
            _missing(f"there is no format '{name}'", name)
            raise UsageError(f"there is no format '{name}'; {advice(name, catalog.formats())}")
        found.append(fmt)
    return tuple(found)


def by_suffix(output: str) -> str:
    """The format that a file's name asks for; Markdown for standard output. Raises UsageError where it says nothing."""
    from quizgen import catalog

    if output == STDOUT:
        return "markdown"
    known = catalog.formats()
    if name := by_end(output, {name: fmt.suffix for name, fmt in known.items()}):
        return name
    _missing(f"no format has the end of '{output}'")
    if end(output):
        every = sorted({fmt.suffix for fmt in known.values() if fmt.suffix})
        near = [one for one in every if has_end(one, Path(output).suffix)]
        usual = [one for one in every if one.count(".") == 1]
        ends = alternatives(near) if near else f"{alternatives(usual)}, or add --format"
        raise UsageError(f"no format's files end as '{output}' does: give a name that ends in {ends}")
    raise UsageError(f"'{output}' does not say which format it shall have; add --format")


def _missing(reason: str, name: str = "") -> None:
    """Raises QuizgenError where what was asked for may be the format of a plug-in that cannot be used.

    Raises UsageError where a plug-in in this folder declares it and is not installed.
    """
    from quizgen import catalog

    if project := catalog.declaring(name, catalog.projects(Path())):
        project.formats()
    if broken := catalog.broken_formats():
        raise QuizgenError(f"{reason}, and a plug-in is missing: {catalog.first_of(broken)}")


def files(form: Form, made: Iterable[Made], recipe: Recipe, spool: Spool) -> Iterator[File]:
    """The files of a form that is still without its items, in every format.

    A single format that streams gets what it made of each item as it comes. What several made waits in spools; a format
    that does not stream gets all items at once.
    """
    if len(recipe.streaming) == len(recipe.formats) == 1:
        (only,) = recipe.streaming
        yield from only.joined(form, (one.pieces[0] for one in made), recipe.options, spool)
        return
    kept = [Kept(spool()) for _ in recipe.streaming]
    items: list[Item] = []
    for one in made:
        for pieces, piece in zip(kept, one.pieces, strict=True):
            pieces.add(piece)
        items += [one.item] if one.item else []
    waiting = iter(kept)
    whole = replace(form, items=tuple(items))
    for fmt in recipe.formats:
        if isinstance(fmt, Streaming):
            yield from fmt.joined(form, next(waiting), recipe.options, spool)
        else:
            yield from watched(fmt.write([whole], recipe.options), "files")


class Kept:
    """Values that wait in a spool; when all are there, they are read as often as is wished."""

    def __init__(self, file: IO[bytes]) -> None:
        self._file = file
        self._count = 0

    def add(self, value: object) -> None:
        """Writes one more."""
        pickle.dump(value, self._file)
        self._count += 1

    def __len__(self) -> int:
        return self._count

    def __iter__(self) -> Iterator[Any]:
        self._file.seek(0)
        return (pickle.load(self._file) for _ in range(self._count))  # noqa: S301 - written by this very object


class Written:
    """What one run writes to the place that ``-o`` names; raises UsageError where there are files of another run."""

    def __init__(self, where: Place, output: str, run: Run, *, replace: bool) -> None:
        self._path = Path(output)
        self._replace = replace
        self._folder = admitted(self._path, run, replace=replace) if where == "folder" else None
        self._beside = beside(self._path, run, replace=replace) if where == "file" else None

    def write(self, made: Iterator[File], name: str, *, named: bool) -> None:
        """Writes the files of a format of that name, and says which; see ``to_file`` for ``named``."""
        if self._folder:
            paths = self._folder.fill(made)
        elif self._beside:
            paths = to_file(self._path, made, self._beside, named=named, replace=self._replace)
        else:
            paths = []
            to_stdout(made, name)
        for path in paths:
            click.echo(path)


def to_file(path: Path, made: Iterable[File], folder: Folder, *, named: bool, replace: bool) -> list[Path]:
    """Writes the files of one form to a path; further files stand beside the main one, in that ``folder``.

    Without ``named`` the main one is called as the format says too, since the path is the name of all parts together.
    What stood at the path is no part then: raises UsageError, unless it shall be replaced.
    """
    written = write_all(_targets(path, made, folder, named=named, replace=replace))
    folder.sweep()
    if resolved(path) not in written:
        path.unlink(missing_ok=True)
    return written[:-1] if folder.now else written


def _targets(path: Path, made: Iterable[File], folder: Folder, *, named: bool, replace: bool) -> Iterator[Target]:
    whole = False
    for number, file in enumerate(made):
        main = file.name == path.name or (named and not number)
        whole = whole or main
        if "/" in file.name or not (named or main):
            yield folder.target(file)
        else:
            yield folder.over(path.name if main else file.name, file.chunks)
    if not (whole or replace) and os.path.lexists(path):
        raise UsageError(f"{path} would stay beside its parts: move it away, or remove it with --replace")
    if folder.now:
        yield folder.listed()


def to_stdout(made: Iterator[File], name: str) -> None:
    """Writes the main file of one form to standard output as it is made, and names the others.

    Raises UsageError where that is a terminal and cannot show the format of that ``name``.
    """
    main = next(made)
    shown = _readable(main.chunks, name) if sys.stdout.isatty() else main.chunks
    for chunk in shown:
        sys.stdout.buffer.write(chunk)
        sys.stdout.buffer.flush()
    if others := [file.name for file in made]:
        what = others[0] if len(others) == 1 else f"{len(others)} files, such as {others[0]}"
        remark(f"Left out beside {main.name}: {what}; -o writes all.")


def _readable(chunks: Iterable[bytes], name: str) -> Iterator[bytes]:
    """The pieces as long as they are text; raises UsageError for the first that is none."""
    decoder = getincrementaldecoder("utf-8")()
    for chunk in chunks:
        try:
            decoder.decode(chunk)
        except UnicodeDecodeError:
            raise UsageError(f"{name} is not for the terminal: give -o a file's name") from None
        yield chunk
