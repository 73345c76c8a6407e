"""A short digest: the same on every machine for the same words."""

from __future__ import annotations

from hashlib import blake2b
from itertools import product

_PAIRS = ["".join(pair) for pair in product("abcdefghijklmnopqrstuvwxyz234567", repeat=2)]


class Fingerprint:
    """Small letters and digits, eight for five bytes, from what is put in, one after the other."""

    def __init__(self, size: int = 5) -> None:
        self._digest = blake2b(digest_size=size)

    def add(self, piece: bytes) -> None:
        """Puts bytes in."""
        self._digest.update(piece)

    def __str__(self) -> str:
        return base32(self._digest.digest())


def base32(raw: bytes) -> str:
    """Bytes, five or a multiple, as RFC 4648 writes them, in small letters; ``base64`` takes ten times as long."""
    number = int.from_bytes(raw)
    return "".join([_PAIRS[number >> shift & 1023] for shift in range(8 * len(raw) - 10, -1, -10)])


def fingerprint(words: str, size: int = 5) -> str:
    """The fingerprint of words."""
    return base32(blake2b(words.encode(errors="surrogatepass"), digest_size=size).digest())
