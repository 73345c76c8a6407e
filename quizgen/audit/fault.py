"""Something that does not agree."""

from __future__ import annotations

from msgspec import Struct


class Fault(Struct, frozen=True):
    """Something that does not agree; ``size`` tells small counterexamples from large ones."""

    size: int
    message: str
