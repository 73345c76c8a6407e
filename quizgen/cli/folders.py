"""What a run writes is one set: files of another run in its place are refused, or removed if that is wished.

What somebody changed since, or never had from quizgen, is neither removed nor written over.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from itertools import chain
from pathlib import Path, PurePosixPath

from msgspec import Struct, field

from quizgen.cli import listing
from quizgen.cli.errors import shortened
from quizgen.cli.listing import Listed, Run
from quizgen.cli.output import Target, resolved, write_all
from quizgen.errors import UsageError
from quizgen.formats.protocol import File

ROOM = 90
"""Characters for how another run was asked."""


def admitted(folder: Path, run: Run, *, replace: bool) -> Folder:
    """The folder for the files of a run; raises UsageError where there are others that stay."""
    if resolved(folder).exists() and not folder.is_dir():
        raise UsageError(f"{folder} is a file, and several files need a folder: give another name")
    found = Folder(folder, run, folder / listing.NAME, listing.every(folder))
    _refuse(found, found.others, replace=replace)
    for name in [name for one in found.others for name in one.files]:
        found.own(name)
    return found


def beside(path: Path, run: Run, *, replace: bool) -> Folder:
    """The folder of a named file, for what belongs to it: parts, or figures, which come and go with their page.

    Raises UsageError where the file, or what is called like it, is another run's and stays.
    """
    every, own = listing.every(path.parent), path.parent / f".{path.name}{listing.NAME}"
    found = Folder(path.parent, run, own, [one for one in every if _concerns(one, path, own)])
    _refuse(found, [one for one in found.others if one.path != own or not _figures(one)], replace=replace)
    for name in [name for one in found.others for name in one.files]:
        found.own(name)
    return found


def spared(path: Path) -> None:
    """Raises UsageError for a file that belongs to what a run wrote."""
    if found := listing.holding(path):
        asked = shortened(found.words, ROOM)
        raise UsageError(f"{path} belongs to what another run wrote ({asked}): give another name")


def _concerns(listed: Listed, path: Path, own: Path) -> bool:
    """Whether what is listed is in the place of a named file: its own, or a folder's that begins with its name."""
    if listed.path == own or path.name in listed.files:
        return True
    alike = f"{path.stem}.", f"{path.stem}-"
    return listed.path.name == listing.NAME and any(name.startswith(alike) for name in listed.files)


def _figures(listed: Listed) -> bool:
    return all("/" in name for name in listed.files)


def _refuse(folder: Folder, others: Sequence[Listed], *, replace: bool) -> None:
    """Raises UsageError for the first of them, unless all shall be replaced."""
    if not others or replace:
        return
    other = others[0]
    many = f"{len(other.files)} files" if len(other.files) > 1 else "a file"
    different = other.differences(folder.run)
    raise UsageError(
        f"{folder.path} holds {many} of another run ({shortened(other.words, ROOM)}), such as {min(other.files)}; "
        f"this one differs in {_joined(different)}: give another name with -o, or remove them with --replace"
        f"{folder.run.advice}"
    )


def _joined(names: Sequence[str]) -> str:
    *first, last = names
    return f"{', '.join(first)} and {last}" if first else last


class Folder(Struct):
    """A folder, the run that writes to it, its list, the lists before, and digests of what has been written.

    ``named`` are files that no list holds.
    """

    path: Path
    run: Run
    record: Path
    before: Sequence[Listed]
    now: dict[str, str] = field(default_factory=dict)
    named: set[str] = field(default_factory=set)

    @property
    def others(self) -> Sequence[Listed]:
        """The lists of other runs, which this one takes the place of."""
        return [one for one in self.before if one.run != self.run.digest]

    def fill(self, files: Iterable[File]) -> list[Path]:
        """Writes the files, all or none, and removes those of another run; returns their paths."""
        *written, _ = write_all(chain(map(self.target, files), [self.listed()]))
        self.sweep()
        return written

    def target(self, file: File) -> Target:
        """A file to be written here; raises UsageError where quizgen did not write what stands there."""
        return Target(self.own(file.name), self._noted(file))

    def over(self, name: str, chunks: Iterable[bytes]) -> Target:
        """A file that was named: what has the name is written over, unless it was changed since a run listed it."""
        listed = any(name in one.files for one in self.before)
        self.named.add(name)
        return Target(self.own(name) if listed else self.path / name, chunks)

    def listed(self) -> Target:
        """The list of the files, to be written after them."""
        return Target(self.record, self._list())

    def own(self, name: str) -> Path:
        """A file's path; raises UsageError where something stands there that quizgen did not write so."""
        path, known = self.path / name, {one.files[name] for one in self.before if name in one.files}
        if os.path.lexists(path) and (not path.is_file() or listing.digest_of(path) not in known):
            how = (
                "was changed after quizgen wrote it"
                if known
                else "is there already, and not in the list of what quizgen wrote"
            )
            raise UsageError(f"{path} {how}: move it away, or give another folder")
        return path

    def _noted(self, file: File) -> Iterator[bytes]:
        digest = listing.hashed()
        for chunk in file.chunks:
            digest.update(chunk)
            yield chunk
        self.now[file.name] = digest.hexdigest()

    def _list(self) -> Iterator[bytes]:
        """Made when all files are written; a run that is repeated keeps those that it had written before."""
        kept = [one.files for one in self.before if one.path == self.record and one.run == self.run.digest]
        yield listing.text(self.run, {name: digest for files in (*kept, self.now) for name, digest in files.items()})

    def sweep(self) -> None:
        """Removes what another run had written and this one did not, and folders that are empty then."""
        for other in self.others:
            for name in other.files.keys() - self.now.keys() - self.named:
                self._remove(name)
            if other.path != self.record or not self.now:
                other.path.unlink(missing_ok=True)

    def _remove(self, name: str) -> None:
        (self.path / name).unlink(missing_ok=True)
        for above in PurePosixPath(name).parents[:-1]:
            with suppress(OSError):
                (self.path / above).rmdir()
