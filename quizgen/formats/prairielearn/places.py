"""The questions of a form as folders of a course."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from msgspec import Struct

from quizgen.formats.titles import titled
from quizgen.model import IN_WORDS, Item

_OTHER = re.compile(r"[^A-Za-z0-9_-]+")


class Place(Struct, frozen=True):
    """An item, the folder of its question, and its title."""

    item: Item
    qid: str
    title: str


def places(items: Sequence[Item]) -> Iterator[Place]:
    """The questions in their order; whatever is asked more than once has a folder for each time."""
    met: Counter[str] = Counter()
    for item in items:
        base = _called(item)
        met[base] += 1
        again = f"-{met[base]}" if met[base] > 1 else ""
        yield Place(item, f"{base}{again}", titled(item.question.where if _in_words(item) else item.family))


def _called(item: Item) -> str:
    """``conv-output-size-easy-choice``, or its own id where it is this very item."""
    kin = item.question.kin
    return _slug(item.id if kin.alone else f"{item.family}-{item.level}-{item.kind}")


def _in_words(item: Item) -> bool:
    return item.question.asks == IN_WORDS


def _slug(name: str) -> str:
    return _OTHER.sub("-", name).strip("-") or "question"
