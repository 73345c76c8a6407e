"""A field of GIFT as a passage: ``[html]`` and its like before it, escapes within it."""

from __future__ import annotations

import re

from quizgen.foreign.gift.masking import ENDED_LINE, shown
from quizgen.foreign.model import Markup, Passage, Remark
from quizgen.foreign.pieces import Piece

_MARKUPS: dict[str, Markup] = {"html": "html", "moodle": "moodle", "plain": "plain", "markdown": "markdown"}
_NAMED = re.compile(r"\[([^\]\n]*)]")
_TEX = re.compile(rf"{ENDED_LINE}(?:abla|eq|ot|u|mid|leq|geq|i)(?![A-Za-z])")


def passage(piece: Piece, usual: Markup, remarks: list[Remark]) -> Passage:
    """The text of a masked field; ``usual`` is its markup where it names none."""
    piece = piece.stripped()
    markup, named = usual, _NAMED.match(piece.text)
    if named and named[1] in _MARKUPS:
        markup = _MARKUPS[named[1]]
        piece = piece.at(named.end()).stripped()
    elif named and named[1].lower() in _MARKUPS:
        fault = f"Moodle shows '{named[0]}' as words; write [{named[1].lower()}]."
        remarks.append(Remark("markup-unknown", "error", fault, piece.line))
    if tex := _TEX.search(piece.text):
        word = tex[0].replace(ENDED_LINE, "\\n")
        fault = f"'{word}' is read as the end of a line and '{word[2:]}'; write \\{word}."
        remarks.append(Remark("backslash-lost", "error", fault, piece.line_of(tex.start())))
    return Passage(shown(piece.text).strip(), markup, piece.line)


def beside(piece: Piece | None, usual: Markup, remarks: list[Remark]) -> Passage | None:
    """The same of feedback, which need not be there."""
    return passage(piece, usual, remarks) if piece and piece.text.strip() else None
