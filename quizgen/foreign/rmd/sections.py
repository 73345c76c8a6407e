"""An exercise of R/exams in its sections: question, solution, their lists, and what is said of it."""

from __future__ import annotations

import re

from msgspec import Struct, field

from quizgen.foreign.pieces import Piece

_NAMES = r"Question|Solution|Meta-?information|Answer-?list"
_HEADING = re.compile(
    rf"^(?:[ ]{{0,3}}#{{1,3}}[ \t]+({_NAMES})[ \t]*#*[ \t]*|({_NAMES})[ \t]*\n[ ]{{0,3}}(?:={{2,}}|-{{2,}})[ \t]*)$",
    re.MULTILINE | re.IGNORECASE,
)
_FENCE = re.compile(r"^[ ]{0,3}(`{3,}|~{3,})[^\n]*\n.*?(?:^[ ]{0,3}\1[`~]*[ \t]*$|\Z)", re.MULTILINE | re.DOTALL)
_META = re.compile(r"^[ \t]*(ex[A-Za-z]+(?:\[[^\]\n]*\])?)[ \t]*:[ \t]*(.*?)[ \t]*$", re.MULTILINE)
_ITEM = re.compile(r"^[*+-](?:[ \t]+|$)", re.MULTILINE)


class Section(Struct, frozen=True):
    """What stands under a heading, and the list at its end, None where there is none."""

    text: Piece
    list: tuple[Piece, ...] | None = None


class Sections(Struct, frozen=True):
    """An exercise; ``meta`` has each entry by its name in small letters, with the line it stands in."""

    question: Section | None
    solution: Section | None
    meta: dict[str, Piece] = field(default_factory=dict)


def sections(text: str) -> Sections:
    """The sections of a file."""
    whole, parts = Piece(text, 1), dict[str, Piece]()
    headings = list(_HEADING.finditer(_without_fences(text)))
    ends = [*(found.start() for found in headings[1:]), None]
    under = ""
    for found, end in zip(headings, ends, strict=False):
        name = (found[1] or found[2]).lower().replace("-", "")
        under, key = (under, f"{under}list") if name == "answerlist" else (name, name)
        parts.setdefault(key, whole.at(found.end(), end))
    return Sections(
        _section(parts, "question"), _section(parts, "solution"), _meta(parts.get("metainformation", whole))
    )


def _without_fences(text: str) -> str:
    """The text with blanks for blocks of code, so that each place stays where it is."""
    return _FENCE.sub(lambda found: re.sub(r"[^\n]", " ", found[0]), text)


def _section(parts: dict[str, Piece], name: str) -> Section | None:
    if name not in parts:
        return None
    listed = parts.get(f"{name}list")
    return Section(parts[name].stripped(), None if listed is None else items(listed))


def items(listed: Piece) -> tuple[Piece, ...]:
    """The items of a list, without their marks; an empty item stays in its place."""
    starts = [(found.start(), found.end()) for found in _ITEM.finditer(_without_fences(listed.text))]
    ends = [*(start for start, _ in starts[1:]), None]
    return tuple(listed.at(start, end).stripped() for (_, start), end in zip(starts, ends, strict=False))


def _meta(piece: Piece) -> dict[str, Piece]:
    return {found[1].lower(): Piece(found[2], piece.line_of(found.start(1))) for found in _META.finditer(piece.text)}
