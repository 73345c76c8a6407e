"""Characters: what a wrong encoding has left, and what nobody can see."""

from __future__ import annotations

import re
from collections.abc import Iterator

from quizgen.foreign.model import Foreign, Passage
from quizgen.linting.parts import passages
from quizgen.linting.rule import EVERY, About, Found
from quizgen.linting.saying import shown

_AFTER = (
    "\u0080-\u00bf\u20ac\u201a\u0192\u201e\u2026\u2020\u2021\u02c6\u2030\u0160\u2039\u0152\u017d"
    "\u2018\u2019\u201c\u201d\u2022\u2013\u2014\u02dc\u2122\u0161\u203a\u0153\u017e\u0178"
)
"""What Windows' code page has for the bytes that come second in UTF-8."""
_MOJIBAKE = re.compile(
    rf"[\u00c2\u00c3][{_AFTER}]|\u00e2[\u20ac\u201a\u2020\u2021\u2030\u02c6\u0160\u201e\u0192\u2026][{_AFTER}]|[\u00ce\u00cf][{_AFTER}](?=[\u00ce\u00cf][{_AFTER}])"
)
_CONTROL = re.compile("[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\ufffe\uffff]")


def _texts(question: Foreign) -> Iterator[tuple[str, Passage]]:
    yield "the name", Passage(question.name, "plain", question.line)
    yield from passages(question)


@About(
    "mojibake",
    "warning",
    "A text was read in another encoding than it was written in.",
    "“Ã¼” was “ü”: read the file as UTF-8, and write it as UTF-8.",
    EVERY,
).question
def mojibake(question: Foreign) -> Iterator[Found]:
    """Pairs of signs that UTF-8 leaves when it is read as Windows' code page; of each text the first."""
    for what, passage in _texts(question):
        found = _MOJIBAKE.search(passage.source)
        if found and (meant := _meant(found[0])):
            yield Found(
                _line(passage, found.start()), f"In {what} {shown(found[0])} was {shown(meant)} once: save it as UTF-8"
            )


def _meant(text: str) -> str:
    """What was written, empty where it cannot be told."""
    raw = bytearray()
    for sign in text:
        try:
            raw += sign.encode("cp1252")
        except UnicodeEncodeError:
            raw += bytes((ord(sign),)) if ord(sign) < 256 else b"?"
    try:
        found = raw.decode()
    except UnicodeDecodeError:
        return ""
    return found if found.isprintable() or found == "\u00a0" else ""


@About(
    "replacement-character",
    "warning",
    "A text has a sign that stands for one which was lost.",
    "A wrong encoding was used on the way: look the text up where it came from.",
    EVERY,
).question
def replacement_character(question: Foreign) -> Iterator[Found]:
    """Of each text the first."""
    for what, passage in _texts(question):
        place = passage.source.find("\N{REPLACEMENT CHARACTER}")
        if place >= 0:
            around = passage.source[max(0, place - 8) : place + 9]
            yield Found(
                _line(passage, place), f"In {what} a sign was lost, in {shown(around)}: look it up and write it"
            )


@About(
    "control-character",
    "warning",
    "A text has a character that controls something and is not seen.",
    "XML forbids most of them: copied from a PDF or a terminal, they make an import break off.",
    EVERY,
).question
def control_character(question: Foreign) -> Iterator[Found]:
    """Tabs and ends of lines apart; of each text the first."""
    for what, passage in _texts(question):
        if found := _CONTROL.search(passage.source):
            words = f"In {what} stands U+{ord(found[0]):04X}, which nobody sees: take it away"
            yield Found(_line(passage, found.start()), words)


def _line(passage: Passage, place: int) -> int:
    return passage.line + passage.source.count("\n", 0, place)
