"""What a page holds and does not show at once: packed, so that nobody reads a key by accident, and small.

It is a veil and no secret: whoever wants to can read it, which the page says.
"""

from __future__ import annotations

import json
import zlib
from base64 import b64decode, b64encode
from collections.abc import Mapping, Sequence
from typing import Any

_BARE = -15
"""Deflate without a head, with the largest window."""


def veiled(told: Any) -> str:
    """JSON, deflated, in base64; the same everywhere where Python has the same zlib."""
    packer = zlib.compressobj(9, zlib.DEFLATED, _BARE)
    plain = json.dumps(told, ensure_ascii=False, separators=(",", ":")).encode(errors="replace")
    return b64encode(packer.compress(plain) + packer.flush()).decode()


def unveiled(shown: str) -> Any:
    """What was veiled."""
    return json.loads(zlib.decompress(b64decode(shown), _BARE))


def by_field(records: Sequence[Mapping[str, Any]]) -> dict[str, list[Any]]:
    """Each field of all records, None where one has none: alike things lie close enough for deflate's window."""
    return {name: [one.get(name) for one in records] for name in dict.fromkeys(name for one in records for name in one)}
