"""Whether the enemies that authored items name are there."""

from __future__ import annotations

from collections.abc import Iterator

from quizgen.authored import Concepts
from quizgen.catalog.finding import authored, listed
from quizgen.model import Level
from quizgen.reading.advice import advice


def strangers(source: Concepts, level: Level | None = None) -> Iterator[str]:
    """A sentence for each enemy that an item, of the level if one is given, names and that there is not."""
    every = ((item, name) for item in source.items if level in (None, item.level) for name in item.enemies)
    for item, name in every:
        if not _known(source, name):
            meant = advice(name, _names(source, name), "'quizgen families' lists families and files")
            yield f"{source.path}: item '{item.id}'.enemies: there is no item or family '{name}'; {meant}"


def _known(source: Concepts, name: str) -> bool:
    """Whether it is an item of the file, the whole id of one that comes with quizgen or a plug-in, or a family."""
    whole = source.whole_id(name)
    if whole != name or any(name == family.id for family in listed() if not family.authored):
        return True
    return any(name.startswith(f"{other.id}-") and other.find(name) for other in (source, *authored()))


def _names(source: Concepts, name: str) -> list[str]:
    """What may have been meant: items of the file and families, or whole ids where the name begins like one."""
    others = [other for other in authored() if name.startswith(f"{other.id}-")]
    whole = [f"{other.id}-{item.id}" for other in others for item in other.items]
    return whole or [*(item.id for item in source.items), *(family.id for family in listed() if not family.authored)]
