"""An item as files of a package, and what its manifest and test say of it."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from quizgen import resources
from quizgen.formats.frames import frame
from quizgen.formats.qti.item import Wishes, qti
from quizgen.formats.qti.model import QtiItem
from quizgen.formats.qti.naming import category
from quizgen.formats.titles import titled
from quizgen.model import Item
from quizgen.templating import QTI, Templates, encoded_whole

INTERACTION = {
    "choice": "choiceInteraction",
    "match": "matchInteraction",
    "order": "orderInteraction",
    "entries": "textEntryInteraction",
    "board": "textEntryInteraction",
}


class Shelf(Struct, frozen=True):
    """A section of a test: its title and what stands above its items."""

    title: str
    notes: tuple[str, ...] = ()


class Meta(Struct, frozen=True):
    """What is said of an item: ``categories`` are identifiers, ``kinds`` its interactions."""

    id: str
    title: str
    language: str
    keywords: tuple[str, ...]
    categories: tuple[str, ...]
    kinds: tuple[str, ...]
    files: tuple[str, ...]


class Packed(Struct, frozen=True):
    """An item that is ready for a package."""

    meta: Meta
    shelf: Shelf
    content: bytes
    drawings: tuple[tuple[str, bytes], ...]


def packed(dialect: str, item: Item, place: str, shelf: Shelf | None, wishes: Wishes) -> Packed:
    """An item in a version of QTI, in its section, or in that of its topic and level."""
    made = qti(item, place, wishes)
    content = encoded_whole(Templates(QTI).render(f"{dialect}/item.xml.j2", q=made, version=resources.version()))
    drawings = tuple((one.name, encoded_whole(one.svg)) for one in (*made.stem_drawings, *made.solution_drawings))
    own = Shelf(f"{titled(item.topic)}: {frame(wishes.language).level(item.level)}")
    return Packed(_meta(item, made), shelf or own, content, drawings)


def _meta(item: Item, made: QtiItem) -> Meta:
    return Meta(
        made.id,
        made.title,
        made.language,
        tuple(dict.fromkeys(filter(str.strip, (titled(item.topic), *item.tags)))),
        tuple(dict.fromkeys(map(category, (item.topic, item.level)))),
        tuple(sorted({INTERACTION[one.asked.kind] for one in made.pieces})),
        tuple(_files(made)),
    )


def _files(made: QtiItem) -> Iterator[str]:
    yield f"{made.id}.xml"
    yield from (one.name for one in (*made.stem_drawings, *made.solution_drawings))
