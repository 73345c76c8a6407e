"""Markups that templates put out: how a text is printed in each, and how data are escaped."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

from msgspec import Struct, field
from msgspec.structs import replace

from quizgen.text.html import HTML
from quizgen.text.printer import Printer
from quizgen.text.remembered import Remembered

_SHORT = 32
"""Letters of words that templates are likely to put out again: colours, names, numbers."""


class Brackets(NamedTuple):
    """Around a value, a statement and a comment."""

    value: tuple[str, str]
    statement: tuple[str, str]
    comment: tuple[str, str]


BRACES = Brackets(("{{", "}}"), ("{%", "%}"), ("{#", "#}"))
ANGLES = Brackets(("<<", ">>"), ("<%", "%>"), ("<#", "#>"))


class Dialect(Struct, frozen=True, eq=False):
    """A markup: ``printer`` prints a Text, ``data`` escapes all else that is no markup yet.

    What ``data`` gives is escaped as XML unless it is a ``markupsafe.Markup``. It does not see values of the types in
    ``writers``, which make markup of them at once; a subclass of such a type is no such value. ``by_letter`` says that
    words are escaped letter by letter, so that several in a row may be escaped one by one. ``plain`` says that
    templates get objects of Python alone: a point is Python's, no key of a mapping, and no name that may be missing.
    ``brackets`` are what templates write around what is theirs, in a markup that has braces of its own.
    """

    name: str
    printer: Printer
    data: Callable[[object], object]
    writers: Mapping[type, Callable[[Any], str]] = field(default_factory=dict)
    by_letter: bool = False
    plain: bool = False
    brackets: Brackets = BRACES


def escaped(words: str) -> str:
    """What ``markupsafe.escape`` gives, without the cost of making a ``Markup``; not for what is one already."""
    return _ESCAPED[words] if len(words) <= _SHORT else _escaped(words)


def _escaped(words: str) -> str:
    shown = words.replace("&", "&amp;").replace(">", "&gt;").replace("<", "&lt;")
    return shown.replace("'", "&#39;").replace('"', "&#34;")


_ESCAPED = Remembered(_escaped, 1 << 12)


def _xml(value: object) -> object:
    """Data as it is: XML's own escaping is what comes after."""
    return value


NUMBERS: Mapping[type, Callable[[Any], str]] = {int: str, float: str}
"""Of whole numbers and floats nothing comes but digits, signs, points, ``e``, ``inf`` and ``nan``."""
XML = Dialect("xml", HTML, _xml, {**NUMBERS, str: escaped}, by_letter=True)
PLAIN = replace(XML, name="plain", plain=True)
