"""A TOML table as a record: the types of its fields say what may stand under each key, in words and as a schema."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Annotated, Any, ClassVar, Literal, TypeVar, cast, get_args, get_origin

import msgspec
from msgspec import Meta, Struct, ValidationError, structs
from msgspec.structs import replace

from quizgen.errors import Faults, UsageError
from quizgen.reading.advice import advice
from quizgen.reading.files import text
from quizgen.reading.shapes import Shape, Unfit, called
from quizgen.reading.toml import TomlTable, parsed

R = TypeVar("R", bound=Struct)
S = TypeVar("S", bound=Struct)
T = TypeVar("T")
G = TypeVar("G")


class Record(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A table whose fields are its keys; ``instead`` says for keys that it has not what to write."""

    instead: ClassVar[Mapping[str, str]] = {}


def filled(kind: type[R], entries: TomlTable) -> R:
    """The table as a record of that kind; raises Faults with everything that does not fit, in the table's order.

    What is missing is told where every key is known: else it may be one that is spelt otherwise.
    """
    fields = _fields(kind)
    known = entries.values.keys() <= fields.keys()
    missing = [key for key, field in fields.items() if field.required and key not in entries and known]
    wanted = [*entries.values, *missing]
    values = every(lambda key: _value(kind, entries, key), wanted)
    return kind(**{fields[key].name: value for key, value in zip(wanted, values, strict=True)})


def _value(kind: type[R], entries: TomlTable, key: str) -> object:
    fields = _fields(kind)
    if key not in fields:
        meant = kind.instead.get(key.lower()) if issubclass(kind, Record) else None
        raise entries.error(key, f"there is no such key; {meant or advice(key, fields)}")
    return one(entries, key, fields[key].type)


def fitting(kind: type[R], entries: TomlTable) -> tuple[TomlTable, list[UsageError]]:
    """The entries that a record of that kind may have, and what is wrong with each of the others."""
    kept, faults = {}, []
    for key, value in entries.values.items():
        try:
            _value(kind, entries, key)
            kept[key] = value
        except UsageError as fault:
            faults.append(fault)
    return replace(entries, values=kept), faults


def held(kind: type[R], path: Path) -> R:
    """What a whole file holds, as a record of that kind; raises Faults as ``filled`` does."""
    return filled(kind, parsed(text(path), str(path)))


@cache
def _fields(kind: type[Struct]) -> Mapping[str, structs.FieldInfo]:
    """By their keys; a file has hundreds of tables of one kind."""
    return {field.encode_name: field for field in structs.fields(kind)}


def keys(kind: type[Struct]) -> Collection[str]:
    """All keys that such a table may have."""
    return _fields(kind).keys()


def both(kind: type[R], other: type[S], entries: TomlTable) -> tuple[R, S]:
    """The table as two records that share its keys; raises Faults as ``filled`` does, each key told once."""
    first, second = _fields(kind), _fields(other)
    known = entries.values.keys() <= first.keys() | second.keys()

    def part(fields: Mapping[str, structs.FieldInfo]) -> Iterator[tuple[str, structs.FieldInfo]]:
        yield from ((key, field) for key, field in fields.items() if key in entries or (field.required and known))

    def read(found: tuple[str, structs.FieldInfo | None]) -> object:
        key, field = found
        if field is None:
            raise entries.error(key, f"there is no such key; {advice(key, [*first, *second])}")
        return one(entries, key, field.type)

    wanted = [*part(first), *part(second)]
    strange = [(key, None) for key in entries.values if key not in first and key not in second]
    values = every(read, [*strange, *wanted])
    named = {field.name: value for (_, field), value in zip(wanted, values, strict=True)}
    return (
        kind(**{field.name: named[field.name] for field in first.values() if field.name in named}),
        other(**{field.name: named[field.name] for field in second.values() if field.name in named}),
    )


def one(entries: TomlTable, key: str, kind: Any) -> Any:
    """What stands under a key that must be there, as that type; raises UsageError."""
    if key not in entries:
        raise entries.error(key, f"this key is missing; write {_wanted(kind)}")
    value = entries.values[key]
    try:
        return msgspec.convert(value, kind, dec_hook=_shaped)
    except Unfit as unfit:
        raise entries.error(key, str(unfit) or _stands(value, _wanted(kind))) from None
    except ValidationError:
        raise entries.error(key, _reason(value, kind)) from None


def every(read: Callable[[G], T], given: Iterable[G]) -> list[T]:
    """What is read of each; raises Faults with everything that is wrong with all of them."""
    found, faults = [], []
    for one in given:
        try:
            found.append(read(one))
        except UsageError as fault:
            faults.append(fault)
    if faults:
        raise Faults.of(faults)
    return found


def tried(read: Callable[[], T], faults: list[UsageError]) -> T | None:
    """What is read, or None, and one more of the ``faults``."""
    try:
        return read()
    except UsageError as fault:
        faults.append(fault)
        return None


def together(read: Callable[[], T], and_read: Callable[[], G]) -> tuple[T, G]:
    """What two readers give; raises Faults with everything that is wrong for either."""
    first, second = every(lambda reader: reader(), (read, and_read))
    return cast(T, first), cast(G, second)


def schema(kind: type[Struct]) -> dict[str, Any]:
    """What editors are told of such a table, as JSON Schema."""
    return msgspec.json.schema(kind, schema_hook=lambda shape: dict(cast(type[Shape], shape).schema))


def _shaped(kind: type[Shape], value: object) -> Shape:
    return kind.read(value)


def _reason(value: object, kind: Any) -> str:
    """Why a value is none of a kind that msgspec knows."""
    wanted, words = _wanted(kind), _words(kind)
    if not isinstance(value, _base(kind)) or isinstance(value, bool):
        return _stands(value, wanted)
    if isinstance(value, str) and not value.strip():
        return "the text is empty; write one"
    if isinstance(value, list | dict):
        return f"{wanted} is expected"
    given = f"'{value}'" if isinstance(value, str) else str(value)
    return f"{given} is not {wanted}" + (f"; {advice(str(value), words, 'write one of them')}" if words else "")


def _stands(value: object, wanted: str) -> str:
    return f"{called(value)} stands where {wanted} is expected"


def _wanted(kind: Any) -> str:
    """What is expected, in words."""
    if isinstance(kind, type) and isinstance(kind, Shape):
        return kind.wanted
    for one in get_args(kind):
        if isinstance(one, Meta) and one.description:
            return one.description
    for one in get_args(kind):
        if get_origin(one) is Annotated:
            return _wanted(one)
    if words := _words(kind):
        return "one of " + ", ".join(f'"{word}"' for word in words)
    return _BUILT_IN.get(_base(kind)) or _wanted(get_args(kind)[0])


_BUILT_IN: Mapping[type, str] = {
    bool: "true or false",
    int: "a whole number",
    str: "a text in quotes",
    list: "a list",
    dict: "a table",
}


def _words(kind: Any) -> tuple[str, ...]:
    """The words among which the value is, if these are all."""
    return get_args(kind) if get_origin(kind) is Literal else next(filter(None, map(_words, get_args(kind))), ())


def _base(kind: Any) -> type:
    """The type of a value."""
    if get_origin(kind) is Literal:
        return str
    if isinstance(kind, type):
        return kind
    return get_origin(kind) if get_origin(kind) in _BUILT_IN else _base(get_args(kind)[0])
