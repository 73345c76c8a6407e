"""The XML in an archive, as far as it is small enough to be what it should be."""

from __future__ import annotations

from io import BytesIO
from zipfile import BadZipFile, ZipFile, ZipInfo

from quizgen.foreign.decoding import decoded
from quizgen.foreign.remarks import Remarks
from quizgen.foreign.xml.parsing import parsed
from quizgen.foreign.xml.tree import Element
from quizgen.linting.rule import Written

_MOST, _LARGEST, _TOGETHER = 20_000, 50_000_000, 400_000_000
"""Members, bytes of one that is read, and bytes of all."""


def unpacked(content: bytes) -> Written:
    """The trees of an archive's XML by name, and the names of all its members; nothing where it cannot be read."""
    try:
        with ZipFile(BytesIO(content)) as archive:
            every = [one for one in archive.infolist() if not one.is_dir()]
            return Written(_trees(archive, every[:_MOST]), tuple(one.filename for one in every))
    except (BadZipFile, NotImplementedError, RuntimeError, OSError, EOFError, ValueError):
        return Written()


def _trees(archive: ZipFile, every: list[ZipInfo]) -> dict[str, Element]:
    found: dict[str, Element] = {}
    left = _TOGETHER
    for one in every:
        left -= one.file_size
        if left < 0:
            break
        if one.filename.lower().endswith(".xml") and one.file_size <= _LARGEST:
            with archive.open(one) as file:
                root = parsed(decoded(file.read(_LARGEST), Remarks()), Remarks())
            if root:
                found[one.filename] = root
    return found
