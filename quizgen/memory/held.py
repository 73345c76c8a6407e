"""What the memory needs of a family: whose it is, and what it says of its items."""

from __future__ import annotations

import sys
from typing import Protocol, runtime_checkable

from quizgen.model import Level


class Remembered(Protocol):
    """A family: its id, and the module that holds it."""

    @property
    def id(self) -> str:
        """A slug that no other has."""

    @property
    def module(self) -> str:
        """Where it stands, as FAMILY."""


@runtime_checkable
class LaidOut(Protocol):
    """A family that says what its items follow from."""

    def inputs(self, level: Level) -> str:
        """A fingerprint of all that a level's items follow from; "" where the family cannot say."""


def inputs_of(source: Remembered, level: Level) -> str:
    """What the family says of itself; nothing for a source of another kind."""
    return source.inputs(level) if isinstance(source, LaidOut) else ""


def is_held(source: Remembered) -> bool:
    """Whether it is what its module holds, and not made from something that no file tells."""
    return getattr(sys.modules.get(source.module), "FAMILY", None) is source
