"""What may stand in a file of authored items, table by table."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, ClassVar, Literal, Self, TypeAlias

from msgspec import field

from quizgen.asking.source import Weight
from quizgen.model import Level
from quizgen.reading.records import Record
from quizgen.reading.shapes import Lines, Slug, Unfit, Words

_LANGUAGE = re.compile("[a-z]{2,3}")


class Language(str):
    """A language by its short name in ISO 639: ``fr``."""

    __slots__ = ()
    wanted = "a text in quotes"
    schema: ClassVar[Mapping[str, object]] = {"type": "string", "pattern": f"^{_LANGUAGE.pattern}$"}

    @classmethod
    def read(cls, value: object) -> Self:
        """Raises Unfit."""
        if not isinstance(value, str):
            raise Unfit
        if not _LANGUAGE.fullmatch(value):
            raise Unfit(f"'{value}' names no language; write two or three small letters, such as \"fr\" for French")
        return cls(value)


ItemForm: TypeAlias = Literal["choice", "multiple", "true-false", "matching", "ordering"]


class HeadTable(Record, frozen=True, kw_only=True):
    """The whole file, of which items and concepts are read one by one."""

    title: Words
    topic: Slug
    description: Words
    weight: Weight = "common"
    language: Language | None = None
    item: Any = ()
    concept: Any = ()


class ItemTable(Record, frozen=True, kw_only=True):
    """What every table ``[[item]]`` holds."""

    id: Slug
    kind: ItemForm
    level: Level
    stem: Words
    explanation: Words
    source: Words
    hint: Words | None = None
    language: Language | None = None
    covers: Lines = field(default_factory=Lines)
    tags: Lines = field(default_factory=Lines)
    enemies: Lines = field(default_factory=Lines)


class SlipTable(Record, frozen=True, kw_only=True):
    """What is told of a wrong answer."""

    misconception: Slug
    concept: Slug
    feedback: Words


class DistractorTable(SlipTable, frozen=True, kw_only=True):
    """A table ``[[item.distractor]]``."""

    text: Words


class PairTable(SlipTable, frozen=True, kw_only=True):
    """A table ``[[item.pair]]``."""

    prompt: Words
    answer: Words


class ChoiceTable(ItemTable, frozen=True, kw_only=True):
    """An item with one right option."""

    key: Words
    distractor: Any = ()


class MultipleTable(ItemTable, frozen=True, kw_only=True):
    """An item of which one or several options are right."""

    key: Lines
    distractor: Any = ()


class OneSlipTable(ItemTable, frozen=True, kw_only=True):
    """An item with one misconception, as in a ``SlipTable``."""

    misconception: Slug
    concept: Slug
    feedback: Words


class TrueFalseTable(OneSlipTable, frozen=True, kw_only=True):
    """A statement."""

    key: bool


class OrderingTable(OneSlipTable, frozen=True, kw_only=True):
    """Steps in their order."""

    key: Lines


class MatchingTable(ItemTable, frozen=True, kw_only=True):
    """Prompts with their answers, and answers left over."""

    pair: Any = ()
    extra: Lines = field(default_factory=Lines)


TABLES: Mapping[ItemForm, type[ItemTable]] = {
    "choice": ChoiceTable,
    "multiple": MultipleTable,
    "true-false": TrueFalseTable,
    "ordering": OrderingTable,
    "matching": MatchingTable,
}
