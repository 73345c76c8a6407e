"""A short digest: the same on every machine for the same words."""

from __future__ import annotations

from base64 import b32encode
from collections.abc import Iterable
from hashlib import blake2b


def fingerprint(pieces: Iterable[str], size: int = 5) -> str:
    """Small letters and digits, eight for five bytes, from the pieces one after the other."""
    digest = blake2b(digest_size=size)
    for piece in pieces:
        digest.update(piece.encode(errors="surrogatepass"))
    return b32encode(digest.digest()).decode().lower()
