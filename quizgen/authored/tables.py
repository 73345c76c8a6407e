"""What may stand in a file of authored items, table by table; what is asked is in ``answering``."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Annotated, Any, ClassVar, Literal, Self, TypeAlias

from msgspec import Meta, field

from quizgen.asking.source import Weight
from quizgen.authored.numbers import Worth
from quizgen.model import Level
from quizgen.reading.records import Record
from quizgen.reading.shapes import Lines, Slug, Unfit, Words

_LANGUAGE = re.compile("[a-z]{2,3}")
ONE = Worth(1)


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


PartForm: TypeAlias = Literal["choice", "multiple", "true-false", "matching", "ordering", "numerical", "grid"]
ItemForm: TypeAlias = Literal["choice", "multiple", "true-false", "matching", "ordering", "numerical", "grid", "parts"]


class HeadTable(Record, frozen=True, kw_only=True):
    """The whole file, of which items, concepts and pictures are read one by one.

    ``imported`` names the sort of file that its items come from: then they are read by looser rules.
    """

    title: Words
    topic: Slug
    description: Words
    weight: Weight = "common"
    language: Language | None = None
    imported: Slug | None = None
    item: Any = ()
    concept: Any = ()
    picture: Any = ()


class AskedTable(Record, frozen=True, kw_only=True):
    """What a table ``[[item]]`` holds whoever wrote it."""

    id: Slug
    kind: ItemForm
    stem: Words
    language: Language | None = None
    covers: Lines = field(default_factory=Lines)
    tags: Lines = field(default_factory=Lines)
    enemies: Lines = field(default_factory=Lines)
    points: Worth = ONE
    signed: bool = False
    picture: Any = ()


class ItemTable(AskedTable, frozen=True, kw_only=True):
    """What every table ``[[item]]`` of an author holds; where several things are asked, each part has its working."""

    level: Level
    source: Words
    hint: Words | None = None


class WorkedTable(ItemTable, frozen=True, kw_only=True):
    """The same where one thing is asked, which is worked once."""

    explanation: Words


class ImportedTable(AskedTable, frozen=True, kw_only=True):
    """What a table ``[[item]]`` holds in a file that was imported.

    ``hints`` are all there are; ``topic`` is its own, where it has another one than the file.
    """

    level: Level = "medium"
    topic: Slug | None = None
    source: str = ""
    explanation: Words | None = None
    hints: Lines = field(default_factory=Lines)


class PartTable(Record, frozen=True, kw_only=True):
    """What a table ``[[item.part]]`` holds beside its answer."""

    kind: PartForm
    prompt: Words
    explanation: Words | None = None
    points: Worth = ONE


class PictureTable(Record, frozen=True, kw_only=True):
    """A table ``[[item.picture]]``: a file beside this one, what it shows in words, and where it stands.

    One of pixels may be shown so many of a screen's pixels wide.
    """

    file: Words
    alt: str
    place: Literal["stem", "solution"] = "stem"
    width: Annotated[int, Meta(ge=1, le=2000, description="a whole number from 1 to 2000")] = 0


class DataTable(Record, frozen=True, kw_only=True):
    """A table ``[[picture]]`` of a file that carries its pictures along: the bytes of one, as base64."""

    file: Words
    data: Lines
