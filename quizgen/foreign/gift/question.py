"""One question of GIFT."""

from __future__ import annotations

import re

from msgspec import Struct
from msgspec.structs import replace

from quizgen.foreign.gift import chosen, typed
from quizgen.foreign.gift.blocks import Block
from quizgen.foreign.gift.braces import Found, found
from quizgen.foreign.gift.comments import said
from quizgen.foreign.gift.masking import shown
from quizgen.foreign.gift.passages import beside, passage
from quizgen.foreign.model import Asked, Foreign, Markup, Passage, Remark, Unasked
from quizgen.foreign.pieces import Piece

_SIDE = re.compile(r"\s*(?:T|TRUE|F|FALSE)\s*(?:#|$)")
_TAG = re.compile(r"<[^<>]*>")
_LONGEST_NAME = 80
BLANK = "_____"
"""What Moodle shows where the answers stand within a sentence."""


class _Parts(Struct, frozen=True):
    """A question's text without its answers, these, and the feedback for everybody."""

    stem: Piece
    inside: Piece | None
    general: Piece | None


def question(block: Block, category: str) -> tuple[Foreign | None, list[Remark]]:
    """The question, None where importers refuse it; with remarks that name it."""
    remarks = list(block.remarks)
    name, body = _named(block.body, remarks)
    braces = found(body.text)
    if braces.unclosed is not None:
        _remark_unclosed(body, braces.unclosed, remarks)
        return None, _of(name, remarks)
    parts = _parts(body, braces, remarks)
    stem = passage(parts.stem, "moodle", remarks)
    sort, asked = _asked(parts.inside, stem.markup, remarks)
    name = name or _shortened(stem)
    about = said(block.comments)
    general = beside(parts.general, stem.markup, remarks)
    stated = Foreign(
        sort, name, body.line, stem, asked, about.points,
        general=general, tags=about.tags, idnumber=about.id, category=category,
    )  # fmt: skip
    return stated, _of(name, remarks)


def _of(name: str, remarks: list[Remark]) -> list[Remark]:
    return [replace(remark, question=name) for remark in remarks]


def _named(body: Piece, remarks: list[Remark]) -> tuple[str, Piece]:
    if not body.text.startswith("::"):
        return "", body
    name, rest = body.at(2).parted("::")
    if rest is None:
        fault = "The name has no :: at its end, and so is read as part of the question; write it."
        remarks.append(Remark("name-unclosed", "error", fault, body.line))
        return "", name.stripped()
    return " ".join(shown(name.text).split()), rest.stripped()


def _remark_unclosed(body: Piece, place: int, remarks: list[Remark]) -> None:
    opened = body.text[place] == "{"
    fault = f"This {'{ is never closed' if opened else '} was never opened'}, and Moodle refuses the question; "
    fault += f"write \\{body.text[place]} where a text holds a brace."
    remarks.append(Remark("brace-unclosed", "error", fault, body.line_of(place)))


def _parts(body: Piece, braces: Found, remarks: list[Remark]) -> _Parts:
    if braces.stray is not None:
        fault = "Moodle takes an unescaped brace for the answers and so reads another question; write \\{ and \\}."
        remarks.append(Remark("brace-unescaped", "error", fault, body.line_of(braces.stray)))
    if braces.group is None:
        return _Parts(body, None, None)
    group = braces.group
    before, after = body.at(0, group.start), body.at(group.end + 1)
    inside = body.at(group.start + 1, group.end).stripped()
    place = inside.text.rfind("####")
    answers, general = (inside, None) if place < 0 else (inside.at(0, place).trimmed(), inside.at(place + 4))
    gap = BLANK if after.text.strip() else ""
    stem = Piece(before.text + gap + after.text, before.line)
    if "=" in stem.text:
        fault = "Moodle takes the equals sign in the question, other readers of GIFT refuse the file; write \\=."
        remarks.append(Remark("equals-unescaped", "warning", fault, stem.line_of(stem.text.index("="))))
    return _Parts(stem, answers, general)


def _asked(inside: Piece | None, markup: Markup, remarks: list[Remark]) -> tuple[str, Asked]:
    """The kind in Moodle's word, and what is asked."""
    match _sort(inside):
        case "numerical" if inside:
            return "numerical", typed.numeric(inside.at(1), markup, remarks)
        case "multichoice" if inside:
            return "multichoice", chosen.options(inside, markup, remarks)
        case "match" if inside:
            return "match", chosen.pairs(inside, markup, remarks)
        case "truefalse" if inside:
            return "truefalse", chosen.sides(inside, markup, remarks)
        case "shortanswer" if inside:
            return "shortanswer", typed.words(inside, markup, remarks)
        case sort:
            return sort, Unasked(sort)


def _sort(inside: Piece | None) -> str:
    """What begins so, or holds these marks, is of that kind."""
    text = inside.text if inside else ""
    if not text:
        return "description" if inside is None else "essay"
    if text.startswith("#"):
        return "numerical"
    if "~" in text:
        return "multichoice"
    if "=" in text and "->" in text:
        return "match"
    return "truefalse" if _SIDE.match(text) else "shortanswer"


def _shortened(stem: Passage) -> str:
    """A name made of the question, where the file gives none."""
    words = " ".join(_TAG.sub(" ", stem.source).split())
    return words if len(words) <= _LONGEST_NAME else words[: _LONGEST_NAME - 1].rsplit(" ", 1)[0] + "…"
