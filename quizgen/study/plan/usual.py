"""What is usual for learners: how much earlier answers say of the next one, and how soon they say less."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal, TypeAlias

Effect: TypeAlias = Literal["always", "hard", "right", "wrong", "practice", "gap"]

USUAL: Mapping[Effect, tuple[float, float]] = {
    "always": (-0.6, 1.2),
    "hard": (-0.4, 0.4),
    "right": (1.1, 0.5),
    "wrong": (0.5, 0.5),
    "practice": (0.3, 0.3),
    "gap": (-0.1, 0.15),
}
"""Mean and deviation of each number's effect on the log odds, over learners, before anything of one is known."""
FADING, HALF = 0.35, 3.0
LATEST = 12
"""So many right and wrong answers to each kind are remembered; what is before them says nothing more."""


def left(days: float) -> float:
    """How much an answer so many days ago counts: memory fades by a power of time, not by halves."""
    return float((1 + max(days, 0.0) / HALF) ** -FADING)
