"""A short digest: the same on every machine for the same words."""

from __future__ import annotations

from base64 import b32encode
from collections.abc import Iterable
from hashlib import blake2b


class Fingerprint:
    """Small letters and digits, eight for five bytes, from what is put in, one after the other."""

    def __init__(self, size: int = 5) -> None:
        self._digest = blake2b(digest_size=size)

    def add(self, piece: bytes) -> None:
        """Puts bytes in."""
        self._digest.update(piece)

    def __str__(self) -> str:
        return b32encode(self._digest.digest()).decode().lower()


def fingerprint(pieces: Iterable[str], size: int = 5) -> str:
    """The fingerprint of words."""
    found = Fingerprint(size)
    for piece in pieces:
        found.add(piece.encode(errors="surrogatepass"))
    return str(found)
