"""What an exam keeps of an earlier one that it follows: the family of each place, and the letters that were planned."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeAlias

from msgspec import Struct

from quizgen.blueprint.numbered import Keys


class Keyed(Struct, frozen=True):
    """A place of a blueprint by a name that no other one has, which letters its keys have, and its section's number."""

    name: str
    keys: Keys
    section: int = 0


class Earlier(Struct, frozen=True):
    """An exam of the same seed and id: its places in their order, the families of its groups, whether it was shuffled.

    Its letters follow from these, however many forms there are.
    """

    places: tuple[Keyed, ...]
    families: Mapping[str, tuple[str, ...]]
    shuffled: bool


Followed: TypeAlias = tuple[Earlier, ...]
"""The exam that is followed comes last, after those that it followed itself."""
