"""A folder holds the files of one run: what another run wrote there is refused, or removed if that is wished.

What somebody changed since, or never had from quizgen, is neither removed nor written over.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from itertools import chain
from pathlib import Path, PurePosixPath

from quizgen.cli import listing
from quizgen.cli.listing import Listed, Run
from quizgen.cli.output import Target, resolved, write_all
from quizgen.errors import UsageError
from quizgen.formats.protocol import File


def admitted(folder: Path, run: Run, *, replace: bool) -> Folder:
    """The folder for the files of a run; raises UsageError where there are others that stay."""
    if resolved(folder).exists() and not folder.is_dir():
        raise UsageError(f"{folder} is a file, and several files need a folder: give another name")
    before = listing.read(folder)
    found = Folder(folder, run, before)
    if not before.files or before.run == run.digest:
        return found
    if not replace:
        many = f"{len(before.files)} files" if len(before.files) > 1 else "a file"
        advice = "give another folder with -o, or remove them with --replace"
        raise UsageError(f"{folder} holds {many} of another run ({before.asked}): {advice}")
    for name in before.files:
        found.own(name)
    return found


@dataclass(slots=True)
class Folder:
    """A folder, the run that writes to it, what stood there before, and the digests of what has been written."""

    path: Path
    run: Run
    before: Listed
    now: dict[str, str] = field(default_factory=dict)

    def fill(self, files: Iterable[File]) -> list[Path]:
        """Writes the files, all or none, and removes those of another run; returns their paths."""
        *written, _ = write_all(chain(map(self.target, files), [self.listed()]))
        self.sweep()
        return written

    def target(self, file: File) -> Target:
        """A file to be written here; raises UsageError where quizgen did not write what stands there."""
        return Target(self.own(file.name), self._noted(file))

    def listed(self) -> Target:
        """The list of the files, to be written after them."""
        return Target(self.path / listing.NAME, self._list())

    def own(self, name: str) -> Path:
        """A file's path; raises UsageError where something stands there that quizgen did not write so."""
        path, known = self.path / name, self.before.files.get(name)
        if path.exists() and (not path.is_file() or listing.digest_of(path) != known):
            how = (
                "is there already, and not in the list of what quizgen wrote"
                if known is None
                else "was changed after quizgen wrote it"
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
        kept = self.before.files if self.before.run == self.run.digest else {}
        yield listing.text(self.run, {**kept, **self.now})

    def sweep(self) -> None:
        """Removes what another run had written and this one did not, and folders that are empty then."""
        if self.before.run == self.run.digest:
            return
        for name in self.before.files.keys() - self.now.keys():
            (self.path / name).unlink(missing_ok=True)
            for above in PurePosixPath(name).parents[:-1]:
                with suppress(OSError):
                    (self.path / above).rmdir()
