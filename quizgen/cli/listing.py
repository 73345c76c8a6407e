"""The list that quizgen keeps in a folder of what it wrote there: each file with a digest of its bytes."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from hashlib import blake2b
from pathlib import Path, PurePosixPath

from quizgen import resources
from quizgen.asking.source import Source
from quizgen.errors import UsageError

NAME = ".quizgen"
ABOUT = "What quizgen wrote into this folder; --replace removes these files and no others."


@dataclass(frozen=True, slots=True)
class Run:
    """What was asked, for messages, and ``parts``: all else that decides which items come of it."""

    asked: str
    parts: tuple[object, ...]

    @property
    def digest(self) -> str:
        """The same for runs that give the same items."""
        return hashed(repr((resources.version(), self.asked, self.parts)).encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class Listed:
    """The run that wrote a folder's files, in words and as a digest, and the digest of each file by its name."""

    asked: str
    run: str
    files: Mapping[str, str]


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


def read(folder: Path) -> Listed:
    """What a folder's list says, with the files that are still there; raises UsageError for a list that is none."""
    try:
        found = json.loads((folder / NAME).read_bytes())
        files = {name: str(digest) for name, digest in found["files"].items()}
        listed: Listed | None = Listed(str(found["asked"]), str(found["run"]), files)
    except FileNotFoundError:
        return Listed("", "", {})
    except (AttributeError, KeyError, RecursionError, TypeError, ValueError):
        listed = None
    if listed is None or not all(map(_inside, listed.files)):
        raise UsageError(f"{folder / NAME} is not the list that quizgen keeps: remove it, or give another folder")
    return replace(listed, files={name: one for name, one in listed.files.items() if (folder / name).exists()})


def text(run: Run, files: Mapping[str, str]) -> bytes:
    """A list as it is kept."""
    content = {"about": ABOUT, "asked": run.asked, "run": run.digest, "files": dict(sorted(files.items()))}
    return f"{json.dumps(content, indent=1)}\n".encode()


def _inside(name: str) -> bool:
    """Whether a name is that of a file in the folder."""
    path = PurePosixPath(name)
    return bool(path.parts) and not path.is_absolute() and ".." not in path.parts and "\0" not in name
