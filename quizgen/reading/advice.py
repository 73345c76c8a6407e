"""What to write instead of an unknown name."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches


def advice(name: str, known: Iterable[str]) -> str:
    """What to write instead of an unknown name."""
    every = list(known)
    near = get_close_matches(name, every, n=1, cutoff=0.5)
    return f"did you mean '{near[0]}'?" if near else f"known are {', '.join(every)}"
