"""What may stand in a line of a log that comes from anywhere: a record for each event, made of its fields."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Annotated, Any, Literal, TypeAlias, get_type_hints

from msgspec import Meta, Struct, defstruct
from msgspec.structs import fields

from quizgen.study.log.events import Event
from quizgen.study.log.stored import KINDS, VERSION

Uid: TypeAlias = Annotated[str, Meta(pattern="^[0-9a-f]{16}$", max_length=16)]
Name: TypeAlias = Annotated[str, Meta(pattern=r"^[^\x00-\x1f\x7f-\x9f]+$(?!\n)", max_length=200)]
"""A line without control characters: it is shown on terminals. Python's ``$`` is also before a last line feed."""
Names: TypeAlias = Annotated[tuple[Name, ...], Meta(max_length=1000)]
_LIMITED: Mapping[str, Any] = {
    **dict.fromkeys(("uid", "voided"), Uid),
    **dict.fromkeys(("sitting", "item", "source", "topic", "version"), Name),
    **dict.fromkeys(("misconceptions", "concepts", "offered"), Names),
    "time": Annotated[datetime, Meta(tz=True)],
    "attempt": Annotated[int, Meta(ge=1, le=1000)],
    "answer": Annotated[str, Meta(max_length=20_000)],
    "share": Annotated[float, Meta(ge=0, le=1)],
    "hints": Annotated[int, Meta(ge=0, le=1000)],
    "seconds": Annotated[float, Meta(ge=0, le=1e9)],
}
"""The fields of which not every value of their type is one."""


def _record(name: str, kind: type[Event]) -> type[Struct]:
    hints = get_type_hints(kind)
    every: list[Any] = [("log", Literal[VERSION]), ("event", Literal[name])]
    for field in fields(kind):
        told = _LIMITED.get(field.name, hints[field.name])
        told = told | None if hints[field.name] == str | None else told
        every.append((field.name, told) if field.required else (field.name, told, field.default))
    return defstruct(kind.__name__, every, kw_only=True, forbid_unknown_fields=True)


RECORDS: Mapping[str, type[Struct]] = {name: _record(name, kind) for name, kind in KINDS.items()}
