"""Writes tables as TOML: for people, with texts as they are wherever that is possible."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from typing import TypeAlias

Plain: TypeAlias = "str | int | bool | Fraction | Sequence[Plain]"
Table: TypeAlias = "Mapping[str, Plain | Sequence[Table]]"

_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")
_ESCAPES = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\t": "\\t"}
_LONG = 100
"""Letters of a list on one line."""


def text(head: Table, comment: Sequence[str] = ()) -> str:
    """A file: comments, what is said of the whole, then the arrays of tables."""
    lines = [*(f"# {line}".rstrip() for line in comment), *([""] if comment else []), *_table(head, "")]
    return "\n".join(lines) + "\n"


def _table(table: Table, path: str) -> Iterator[str]:
    for key, value in table.items():
        if not _is_array(value):
            yield f"{key} = {written(value)}"  # type: ignore[arg-type]  # no tables
    for key, value in table.items():
        if _is_array(value):
            for one in value:  # type: ignore[union-attr]  # tables
                if not path:
                    yield ""
                yield f"[[{path}{key}]]"
                yield from _table(one, f"{path}{key}.")  # type: ignore[arg-type]  # a table


def _is_array(value: object) -> bool:
    return isinstance(value, list | tuple) and bool(value) and isinstance(value[0], Mapping)


def written(value: Plain) -> str:
    """A value."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int):
        return str(value)
    if isinstance(value, Fraction):
        return _number(value)
    if isinstance(value, str):
        return _words(value)
    parts = [written(one) for one in value]
    line = f"[{', '.join(parts)}]"
    if len(line) <= _LONG or len(parts) < 2:
        return line
    return "[\n" + "".join(f"    {part},\n" for part in parts) + "]"


def _number(value: Fraction) -> str:
    """As a decimal where it is one of few digits, else as a fraction in quotes."""
    if value.denominator == 1:
        return str(value.numerator)
    for digits in range(1, 16):
        scaled = value * 10**digits
        if scaled.denominator == 1:
            whole = f"{abs(scaled.numerator):0{digits + 1}}"
            return f"{'-' if value < 0 else ''}{whole[:-digits]}.{whole[-digits:]}"
    return f'"{value.numerator}/{value.denominator}"'


def _words(words: str) -> str:
    """Between apostrophes, in which nothing has to be escaped, where that is possible."""
    if _CONTROL.search(words) or "'''" in words or words.endswith("'"):
        return _escaped(words)
    if "\n" in words:
        return f"'''\n{words}'''"
    if "'" not in words:
        return f'"{words}"' if "\\" not in words and '"' not in words else f"'{words}'"
    return f'"{words}"' if "\\" not in words and '"' not in words else f"'''{words}'''"


def _escaped(words: str) -> str:
    return '"' + "".join(_letter(letter) for letter in words) + '"'


def _letter(letter: str) -> str:
    if letter in _ESCAPES:
        return _ESCAPES[letter]
    return f"\\u{ord(letter):04X}" if _CONTROL.match(letter) else letter
