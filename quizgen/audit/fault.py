"""Something that does not agree."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Fault:
    """Something that does not agree; ``size`` tells small counterexamples from large ones."""

    size: int
    message: str
