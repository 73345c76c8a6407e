"""Filters whose words are markup in every dialect: of what they write nothing is left to escape.

``{{ text | line }}`` is a text as one line, ``{{ text | label }}`` the same before what is said about it,
``{{ words | cdata }}`` one CDATA section for a reader that wants no HTML, ``{{ x | px }}`` a number of pixels to the
hundredth, ``{{ words | base64 }}`` a file within another one.
"""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Callable, Mapping
from typing import Any, TypeAlias

from quizgen.text import Text
from quizgen.text.joining import labelling
from quizgen.text.pixels import pixels
from quizgen.text.printer import Printer

Writer: TypeAlias = Callable[[Any], str]


def filters(printer: Printer) -> Mapping[str, Writer]:
    """The filters by name; texts are printed by this printer."""

    def labelled(text: Text) -> str:
        return printer.line(labelling(text))

    return {"line": printer.line, "label": labelled, "cdata": cdata, "px": pixels, "base64": base64}


def cdata(words: str) -> str:
    """Words as one section of XML, which cannot end early."""
    return f"<![CDATA[{words.replace(']]>', ']]]]><![CDATA[>')}]]>"


def base64(words: str) -> str:
    """Words as UTF-8 in letters that every markup holds."""
    return b64encode(words.encode()).decode()
