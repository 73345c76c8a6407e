"""How large a picture of pixels is, and of which kind, from its first bytes."""

from __future__ import annotations

from typing import NamedTuple

from quizgen.errors import FormulaError

_PNG, _JPEG = b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff"
_SIZES = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
"""Marks of JPEG before its size."""
_ALONE = frozenset({0x01, *range(0xD0, 0xD9)})
"""Marks that nothing follows."""
LARGEST = 5_000_000
"""Bytes."""
_SIDE = 20_000


class Raster(NamedTuple):
    """Its kind in the words of the web, and its sides in pixels."""

    kind: str
    width: int
    height: int


def raster(content: bytes) -> Raster:
    """What a picture is; raises FormulaError for one that is no PNG or JPEG, or too large."""
    if len(content) > LARGEST:
        raise FormulaError(f"it has {len(content):,} bytes, and {LARGEST:,} are enough")
    if content.startswith(_PNG) and content[12:16] == b"IHDR":
        found = Raster("image/png", int.from_bytes(content[16:20]), int.from_bytes(content[20:24]))
    elif content.startswith(_JPEG):
        found = _jpeg(content)
    else:
        raise FormulaError("it is no PNG and no JPEG")
    if not (0 < found.width <= _SIDE and 0 < found.height <= _SIDE):
        raise FormulaError(f"it is {found.width} by {found.height} pixels large")
    return found


def _jpeg(content: bytes) -> Raster:
    place = 2
    while place + 9 < len(content) and content[place] == 0xFF:
        mark = content[place + 1]
        if mark in _SIZES:
            height, width = (int.from_bytes(content[start : start + 2]) for start in (place + 5, place + 7))
            return Raster("image/jpeg", width, height)
        place += 2 if mark in _ALONE else 1 if mark == 0xFF else 2 + int.from_bytes(content[place + 2 : place + 4])
    raise FormulaError("it is a JPEG that does not say how large it is")
