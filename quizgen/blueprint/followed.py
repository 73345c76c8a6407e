"""What an exam keeps of an earlier one that it follows: the family of each place, and the letters that were planned."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TypeAlias

from quizgen.blueprint.numbered import Keys


@dataclass(frozen=True, slots=True)
class Keyed:
    """A place of a blueprint by a name that no other one has, which letters its keys have, and its section's number."""

    name: str
    keys: Keys
    section: int = 0


@dataclass(frozen=True, slots=True)
class Earlier:
    """An exam of the same seed and id: its places in their order, the families of its groups, whether it was shuffled.

    Its letters follow from these, however many forms there are.
    """

    places: tuple[Keyed, ...]
    families: Mapping[str, tuple[str, ...]]
    shuffled: bool


Followed: TypeAlias = tuple[Earlier, ...]
"""The exam that is followed comes last, after those that it followed itself."""
