"""What a format shows, beside what it was given: its files, the items that it takes, and the characters of words."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from typing import Any

from lxml import html
from msgspec.structs import replace

from quizgen.formats.limits import is_refused
from quizgen.formats.protocol import Format, Options
from quizgen.model import Form, Item
from quizgen.text import Text
from quizgen.text.terminal import TERMINAL

DRAWN = "│─┼•"
"""What the terminal draws around tables and lists."""


def files(fmt: Format, form: Form, **wishes: Any) -> dict[str, bytes]:
    """The files of a form by their names."""
    return {file.name: b"".join(file.chunks) for file in fmt.write([form], Options("exam", **wishes))}


def taken(fmt: Format, items: Iterable[Item]) -> tuple[Item, ...]:
    """Those that the format holds and its target can show."""
    return tuple(item for item in items if item.kind in fmt.kinds and not is_refused(fmt, item.question))


def fitting(fmt: Format, form: Form) -> Form:
    """The form with the items that the format takes, each worth a point."""
    return replace(form, items=tuple(replace(item, worth=None) for item in taken(fmt, form.items)), ordered=False)


def letters(words: str) -> Counter[str]:
    """How often each character stands in words, whatever stands between them and around tables."""
    return Counter(re.sub(rf"[\s{DRAWN}]", "", words))


def said(*texts: Text) -> Counter[str]:
    """The same of texts as the terminal prints them."""
    return letters(" ".join(map(TERMINAL.text, texts)))


def read(markup: str) -> str:
    """The words of HTML, as an HTML parser reads them."""
    return str(html.fragment_fromstring(markup, create_parent="div").text_content())


def flat(text: Text) -> str:
    """A text on one line."""
    return " ".join(TERMINAL.text(text).split())
