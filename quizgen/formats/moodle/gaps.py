r"""The gaps of Moodle's embedded answers: ``{weight:TYPE:=right#feedback~%0%wrong#feedback}`` within a text.

Moodle ends an answer at ``~``, ``#`` or ``}``, and feedback at ``~`` or ``}``, unless a backslash stands before them.
Then it decodes all entities once, and takes ``\}`` and ``\#`` for what is escaped, but leaves ``\~`` as it is.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import Literal, TypeAlias

from markupsafe import Markup

from quizgen.formats.moodle.answers import Graded
from quizgen.text import Text
from quizgen.text.html import HTML

GapType: TypeAlias = Literal[
    "NUMERICAL", "MULTICHOICE", "MULTICHOICE_V", "MULTICHOICE_VS", "MULTIRESPONSE", "MULTIRESPONSE_S"
]
"""A number to write, a menu, one of a column, several of a column; those that end in S are shuffled."""

_SPECIAL = {"&": "&amp;", "}": "\\}", "#": "\\#", "~": "&#126;"}
_SPECIALS = re.compile(f"[{''.join(_SPECIAL)}]")
# '{1:SA:' opens a gap, and '{#1}' is what Moodle itself leaves in a gap's place.
_OPENS = re.compile(r"\{(?=\d*:|#)")


def gap(weight: int, kind: GapType, answers: Iterable[Graded]) -> Markup:
    """A gap of so many points."""
    inner = "~".join([_answer(answer) for answer in answers])
    return Markup(f"{{{weight}:{kind}:{inner}}}")  # noqa: S704 - each piece is escaped as gaps want it


def _answer(answer: Graded) -> str:
    grade = "=" if answer.grade == "100" else f"%{answer.grade}%"
    return f"{grade}{_content(answer)}#{escaped(HTML.line(answer.feedback))}"


def _content(answer: Graded) -> str:
    """What is chosen, or a number and how far it may be off."""
    return escaped(HTML.line(answer.text)) if isinstance(answer.text, Text) else f"{answer.text}:{answer.tolerance}"


@lru_cache(maxsize=1024)
def escaped(html: str) -> str:
    """HTML within a gap; a backslash at its end would escape what follows.

    The gaps of a table say the same of many values.
    """
    inner = _SPECIALS.sub(lambda found: _SPECIAL[found[0]], html)
    return f"{inner[:-1]}&#92;" if inner.endswith("\\") else inner


def shielded(html: str) -> Markup:
    """HTML around gaps, in which no brace opens one."""
    return Markup(_OPENS.sub("&#123;", html) if "{" in html else html)  # noqa: S704 - the printer's own HTML
