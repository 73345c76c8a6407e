"""The files that a module depends on as they are now, by what Python files import."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache, cached_property
from pathlib import Path, PurePosixPath

from msgspec import Struct

from quizgen.memory import places
from quizgen.memory.syntax import code, digest, imported

COUNTING = (
    *("quizgen/counting/counts.py", "quizgen/asking/inputs.py"),
    *(f"quizgen/memory/{name}.py" for name in ("files", "places", "syntax")),
)
"""Whose code says what the stored digests and counts mean."""
DEALING = ("quizgen/decks", "quizgen/guessing", "quizgen/space")
"""Folders whose code makes choices of every table, also where no family's module imports it."""
FRONT = "quizgen/__init__.py"
"""The door for programs, which imports late what no family needs: it leads to all rooms, and back to none."""


class SourceFile(Struct, frozen=True):
    """Digests of a file's bytes and of its code, and the names of the files that it imports."""

    bytes: str
    code: str
    imports: tuple[str, ...] = ()


def of_files(files: Mapping[str, SourceFile]) -> str:
    """One fingerprint for the code of all these files."""
    return digest("\n".join(f"{name} {files[name].code}" for name in sorted(files)).encode())


@cache
def dealing() -> tuple[str, ...]:
    """The names of the files that make choices."""
    return tuple(f"{folder}/{path.name}" for folder in DEALING for path in sorted((places.ROOT / folder).glob("*.py")))


class Files:
    """Files as they are now; one whose bytes are ``known`` is not parsed again, others come into ``found``."""

    def __init__(self, known: Sequence[Mapping[str, SourceFile]]) -> None:
        self._known = known
        self._folders: dict[Path, _Folder] = {}
        self.found: dict[str, SourceFile] = {}

    def behind(self, module: str) -> dict[str, SourceFile]:
        """Every file that a module depends on, and all that deal; empty where its own cannot be read."""
        found = places.origin(module)
        if found is None:
            return {}
        base, start = found
        reached = self._folder(base).reached(start)
        return self._dealing | reached if reached else {}

    @cached_property
    def _dealing(self) -> dict[str, SourceFile]:
        """The files that make choices."""
        folder = self._folder(places.ROOT)
        return {name: file for name in dealing() if (file := folder.file(name)) is not None}

    def counting(self) -> dict[str, SourceFile]:
        """The files that say what is stored."""
        folder = self._folder(places.ROOT)
        return {name: file for name in COUNTING if (file := folder.file(name)) is not None}

    def _folder(self, base: Path) -> _Folder:
        return self._folders.setdefault(base, _Folder(base, self._known, self.found))


class _Folder:
    """Files by the names that they have from one folder on, and what each needs."""

    def __init__(self, base: Path, known: Sequence[Mapping[str, SourceFile]], found: dict[str, SourceFile]) -> None:
        self._base, self._known, self._found = base, known, found
        self._now: dict[str, SourceFile | None] = {}
        self._needs: dict[str, tuple[str, ...]] = {}

    def reached(self, start: str) -> dict[str, SourceFile]:
        """The file and all that it needs, directly or not."""
        seen, waiting = {start}, [start]
        while waiting:
            more = [name for name in self._needed(waiting.pop()) if name not in seen]
            seen.update(more)
            waiting += more
        reached = {name: file for name in seen if (file := self._now[name]) is not None}
        return reached if start in reached else {}

    def _needed(self, name: str) -> tuple[str, ...]:
        """What a file needs directly."""
        if name not in self._needs:
            file = self.file(name)
            more = (*file.imports, *places.packages(name), *places.data(self._base, name)) if file else ()
            self._needs[name] = tuple(dict.fromkeys(more))
        return self._needs[name]

    def file(self, name: str) -> SourceFile | None:
        """The file as it is, or None where there is none."""
        if name not in self._now:
            self._now[name] = self._read(name)
        return self._now[name]

    def _read(self, name: str) -> SourceFile | None:
        try:
            data = places.path(self._base, name).read_bytes()
        except OSError:
            return None
        raw = digest(data)
        for known in self._known:
            if name in known and known[name].bytes == raw:
                return known[name]
        self._found[name] = _parsed(self._base, name, data, raw)
        return self._found[name]


def _parsed(base: Path, name: str, data: bytes, raw: str) -> SourceFile:
    path = PurePosixPath(name)
    inside = path.suffix == ".py" and name != FRONT
    names = imported(data, ".".join(path.parent.parts)) if inside else ()
    files = {file for one in names if (file := places.module_file(base, name, one)) is not None}
    return SourceFile(raw, code(data, path.suffix), tuple(sorted(files - {name})))
