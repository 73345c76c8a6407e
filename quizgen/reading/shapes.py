"""What may stand under a key of a TOML file, where Python's types and msgspec's limits do not say it.

A ``Shape`` reads its value itself; ``wanted`` says in an error what is expected, ``schema`` what editors are told.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction
from typing import Annotated, ClassVar, Protocol, Self, runtime_checkable

from msgspec import Meta

Words = Annotated[str, Meta(pattern=r"\S", description="a text in quotes")]
SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_CALLED = {
    bool: "true or false",
    int: "a whole number",
    Decimal: "a number",
    str: "a text",
    list: "a list",
    dict: "a table",
}


def called(value: object) -> str:
    """What a value of a TOML file is."""
    return _CALLED.get(type(value), "a date or time")


class Unfit(Exception):  # noqa: N818 - it says what a value is
    """A value is not what its shape wants; in words where that is not enough."""


@runtime_checkable
class Shape(Protocol):
    """A type that reads its value."""

    wanted: ClassVar[str]
    schema: ClassVar[Mapping[str, object]]

    @classmethod
    def read(cls, value: object) -> Self:
        """The value; raises Unfit."""


class Slug(str):
    """A name in small letters, digits and hyphens."""

    __slots__ = ()
    wanted = "a text in quotes"
    schema: ClassVar[Mapping[str, object]] = {"type": "string", "pattern": f"^{SLUG.pattern}$"}

    @classmethod
    def read(cls, value: object) -> Self:
        """Raises Unfit."""
        if not isinstance(value, str):
            raise Unfit
        if not SLUG.fullmatch(value):
            raise Unfit(f"'{value}' is not a slug; write small letters and digits with hyphens between words")
        return cls(value)


class Lines(tuple[str, ...]):
    """Texts: one, or a list of them."""

    __slots__ = ()
    wanted = "a text or a list of texts"
    schema: ClassVar[Mapping[str, object]] = {
        "anyOf": [{"type": "string"}, {"type": "array", "items": {"type": "string"}}]
    }

    @classmethod
    def read(cls, value: object) -> Self:
        """One text is a list of one."""
        found = [value] if isinstance(value, str) else value
        if not isinstance(found, list) or not all(isinstance(line, str) for line in found):
            raise Unfit
        return cls(found)


class Filled(Lines):
    """The same with at least one of them, where none would say nothing or, as a choice of items, leave all."""

    __slots__ = ()
    schema: ClassVar[Mapping[str, object]] = {
        "anyOf": [{"type": "string"}, {"type": "array", "items": {"type": "string"}, "minItems": 1}]
    }

    @classmethod
    def read(cls, value: object) -> Self:
        """Raises Unfit for an empty list, too."""
        if value == []:
            raise Unfit("the list is empty; write something into it, or leave the key out")
        return super().read(value)


class Date(str):
    """A date, or words for it."""

    __slots__ = ()
    wanted = "a date such as 2026-03-18, or a text in quotes"
    schema: ClassVar[Mapping[str, object]] = {"type": "string"}

    @classmethod
    def read(cls, value: object) -> Self:
        """A date as the standard writes it."""
        if isinstance(value, dt.date) and not isinstance(value, dt.datetime):
            return cls(value.isoformat())
        if not isinstance(value, str):
            raise Unfit
        return cls(value)


class Points(Fraction):
    """What something is worth, exactly."""

    wanted = "a number above zero, from 0.001 to 1,000"
    schema: ClassVar[Mapping[str, object]] = {"type": "number", "minimum": 0.001, "maximum": 1000}

    @classmethod
    def read(cls, value: object) -> Self:
        """A whole number or a decimal."""
        if isinstance(value, bool) or not isinstance(value, int | Decimal):
            raise Unfit
        if not Decimal(value).is_finite() or not Decimal("0.001") <= value <= 1000:
            raise Unfit(f"{value} is not {cls.wanted}")
        return cls(value)
