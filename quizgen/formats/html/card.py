"""An item as a card: what is seen, and veiled what it is judged by, with the same question in new numbers."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from quizgen.formats.frames import Frame, spoken
from quizgen.formats.html.asked import asked
from quizgen.formats.html.key import Json, key
from quizgen.formats.html.veil import by_field, veiled
from quizgen.formats.html.words import Words
from quizgen.formats.protocol import VARIANTS
from quizgen.formats.titles import titled
from quizgen.model import Item, Question

ROOM = 15_000
"""Bytes of a card: where nobody says how many variants it has, a longer one has fewer. Fifty make less than 900 KB."""


class Card(Struct, frozen=True):
    """A card without its number: its topic and level in words, what it is worth, what it asks, and what it veils."""

    id: str
    language: str
    about: str
    points: str
    asked: str
    veiled: str


def card(item: Item, frame: Frame, words: Words, language: str, variants: int | None) -> Card:
    """The card, with so many ``variants``, fewer where the question's source has fewer; None: as many as there is room.

    Raises Disagreement where a witness of one finds another value than its formula.
    """
    question, own = item.question, spoken(item, language)
    around = language if own != language else ""
    told = {
        "source": question.family,
        "topic": question.topic,
        "topicName": titled(question.topic),
        "level": question.level,
        "kind": question.kind,
        "worth": str(item.points),
    }
    shown = asked(question, frame, words, around)
    others = _anew(question, frame, words, around, VARIANTS if variants is None else variants)
    records = [key(question, words), *others]
    packed = _packed(told, records)
    while variants is None and len(records) > 1 and len(shown) + len(packed) > ROOM:
        records.pop()
        packed = _packed(told, records)
    return Card(
        id=question.id,
        language=own,
        about=f"{titled(question.topic)}, {frame.level(question.level)}",
        points=frame.points_of(item.points),
        asked=shown,
        veiled=packed,
    )


def _packed(told: Json, records: list[Json]) -> str:
    """What the card veils, with the question's and each variant's records."""
    return veiled(told | {"asked": by_field(records)})


def _anew(question: Question, frame: Frame, words: Words, around: str, count: int) -> Iterator[Json]:
    """The same question in new numbers, each with what it shows; they follow from the question's id and kind."""
    if question.anew is None or not count:
        return
    for one in question.anew(f"page {question.id} {question.kind}", count):
        yield key(one, words) | {"html": asked(one, frame, words, around)}
