"""Lists that quizgen keeps beside what it wrote: each file with a digest of its bytes, and the run that wrote it.

A folder's list is ``.quizgen``; that of what belongs to a named file, such as ``x.md``, is ``.x.md.quizgen`` beside it.
"""

from __future__ import annotations

import json
import os
import shlex
import stat
from collections.abc import Iterable, Mapping
from contextlib import suppress
from hashlib import blake2b
from pathlib import Path, PurePosixPath

from msgspec import Struct
from msgspec.structs import replace

from quizgen import resources
from quizgen.asking.source import Source
from quizgen.errors import UsageError

NAME = ".quizgen"
ABOUT = "What quizgen wrote here in one run; --replace removes these files and no others."


class Run(Struct, frozen=True):
    """What was asked, by option, and ``parts``: all else that decides which bytes come of it.

    Formats are no part of it: the same items in a further one go with the others. ``advice`` is for whoever is refused
    because another run's files are there.
    """

    asked: Mapping[str, str]
    parts: tuple[object, ...] = ()
    advice: str = ""

    @property
    def digest(self) -> str:
        """The same for runs that give the same files."""
        return hashed(repr((resources.version(), sorted(self.asked.items()), self.parts)).encode()).hexdigest()


class Listed(Struct, frozen=True):
    """A list, the run that wrote its files, as asked and as a digest, and the digest of each file by its name."""

    path: Path
    asked: Mapping[str, str]
    run: str
    files: Mapping[str, str]

    @property
    def words(self) -> str:
        """The run as somebody typed it."""
        return shlex.join(word for pair in self.asked.items() for word in pair if word)

    def differences(self, run: Run) -> list[str]:
        """The options in which a run is another one, or what else makes it so."""
        keys = [key for key in {**self.asked, **run.asked} if self.asked.get(key) != run.asked.get(key)]
        options = [key for key in keys if key.startswith("-")]
        return [*["what is asked"] * (len(options) < len(keys)), *options] or ["a file that it reads, or the version"]


def hashed(content: bytes = b"") -> blake2b:
    """The digest by which files and runs are known."""
    return blake2b(content, digest_size=16)


def digest_of(path: Path) -> str:
    """The digest of a file."""
    digest = hashed()
    with path.open("rb") as file:
        while block := file.read(1 << 20):
            digest.update(block)
    return digest.hexdigest()


def contents(sources: Iterable[Source]) -> tuple[tuple[str, str], ...]:
    """Sources by their ids, each file of items with a digest of what it holds."""
    from quizgen.authored import Concepts

    return tuple((one.id, digest_of(one.path) if isinstance(one, Concepts) else "") for one in sources)


def every(folder: Path) -> list[Listed]:
    """All lists in a folder that have files there; raises UsageError for one that is none."""
    found = (read(path) for path in (folder / NAME, *sorted(folder.glob(f".*{NAME}"))))
    return [one for one in found if one.files]


def read(path: Path) -> Listed:
    """What a list says, with the files that are still there; raises UsageError for what is none."""
    listed = whole(path)
    there = {name: one for name, one in listed.files.items() if os.path.lexists(path.parent / name)}
    return replace(listed, files=there)


def whole(path: Path) -> Listed:
    """What a list says, with files that are there no more; raises UsageError for what is none."""
    listed: Listed | None = None
    if not os.path.lexists(path):
        return Listed(path, {}, "", {})
    with suppress(AttributeError, KeyError, OSError, RecursionError, TypeError, ValueError):
        if stat.S_ISREG(path.lstat().st_mode):
            found = json.loads(path.read_bytes())
            listed = Listed(path, _words(found["asked"]), str(found["run"]), _words(found["files"]))
    if listed is None or not all(map(_inside, listed.files)):
        raise UsageError(f"{path} is not a list that quizgen keeps: remove it, or give another folder")
    return listed


def holding(path: Path) -> Listed | None:
    """The list in a file's folder, or in the one above, that holds it."""
    for folder in path.parents[:2]:
        name = path.relative_to(folder).as_posix()
        for listed in every(folder):
            if name in listed.files:
                return listed
    return None


def text(run: Run, files: Mapping[str, str]) -> bytes:
    """A list as it is kept."""
    content = {"about": ABOUT, "asked": dict(run.asked), "run": run.digest, "files": dict(sorted(files.items()))}
    return f"{json.dumps(content, indent=1)}\n".encode()


def _words(found: Mapping[str, object]) -> dict[str, str]:
    return {str(key): str(one) for key, one in found.items()}


def _inside(name: str) -> bool:
    """Whether a name is that of a file in the folder."""
    path = PurePosixPath(name)
    return bool(path.parts) and not path.is_absolute() and ".." not in path.parts and "\0" not in name
