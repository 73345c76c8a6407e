"""Templates as Jinja has compiled them, kept for the next run as Python keeps its modules."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import suppress
from hashlib import blake2b
from pathlib import Path

import jinja2
from jinja2 import BytecodeCache
from jinja2.bccache import Bucket

from quizgen import keeping

_OURS = Path(__file__).parent.parent
CODE = (*(_OURS / name for name in ("templating", "text", "math")), Path(jinja2.__file__).parent)
"""The packages that say what a template is compiled to; a constant in it is printed when it is compiled."""
SEAL = 16


class Compiled(BytecodeCache):
    """The compiled templates of a dialect in a folder, as long as nothing that they follow from is written anew.

    A file that is damaged, or cannot be read or written, is as none.
    """

    def __init__(self, folder: Path, dialect: str, templates: Iterable[Path]) -> None:
        self._folder = folder / dialect
        self._now = _stamp([*templates, *CODE])

    def load_bytecode(self, bucket: Bucket) -> None:
        """Reads what was compiled, if it is what would be compiled now."""
        with suppress(OSError):
            data = self._path(bucket).read_bytes()
            if data[:SEAL] == self._seal(data[SEAL:]):
                bucket.bytecode_from_string(data[SEAL:])

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keeps what was just compiled."""
        code = bucket.bytecode_to_string()
        keeping.keep(self._path(bucket), self._seal(code) + code)

    def _path(self, bucket: Bucket) -> Path:
        return self._folder / f"{bucket.key}.jinja"

    def _seal(self, code: bytes) -> bytes:
        return blake2b(code, key=self._now, digest_size=SEAL).digest()


def _stamp(folders: Iterable[Path]) -> bytes:
    """A digest of when each file in the folders was written, and how long it is."""
    return blake2b("\n".join(line for folder in folders for line in _files(folder)).encode(), digest_size=32).digest()


def _files(folder: Path) -> Iterator[str]:
    for path in sorted(folder.rglob("*.*")):
        if path.suffix in (".py", ".j2"):
            known = path.stat()
            yield f"{path} {known.st_mtime_ns} {known.st_size}"
