"""What is chosen from in GIFT: options, true or false, and what belongs together."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction

from quizgen.foreign.gift.masking import shown
from quizgen.foreign.gift.passages import beside, passage
from quizgen.foreign.gift.shares import shared
from quizgen.foreign.gift.typed import unescaped
from quizgen.foreign.model import Choosable, Choosing, Markup, Pair, Pairs, Passage, Remark
from quizgen.foreign.pieces import Piece

_MARK = re.compile("[~=]")
_SPACED = re.compile(r"~[ \t]")
_INNER = re.compile(r"(?<=[^\s~=])=|(?<=[^\s~=][ \t])=(?=[ \t])")


def options(inside: Piece, markup: Markup, remarks: list[Remark]) -> Choosing:
    """Options after ``~`` and ``=``: one is to be chosen where any has an equals sign."""
    spaced = _SPACED.search(inside.text) is not None
    for stray in _INNER.finditer(inside.text):
        if not spaced or inside.text[stray.start() - 1] not in " \t":
            unescaped(inside.line_of(stray.start()), remarks)
            break
    found = tuple(_option(mark, piece, markup, remarks) for mark, piece in _marked(inside))
    return Choosing(found, single="=" in inside.text)


def _marked(inside: Piece) -> Iterator[tuple[str, Piece]]:
    """Each option with the mark before it; the first may have none."""
    places = [found.start() for found in _MARK.finditer(inside.text)]
    before = inside.at(0, places[0]).stripped()
    if before:
        yield "", before
    bounds = zip((place + 1 for place in places), [*places[1:], len(inside.text)], strict=True)
    for place, piece in zip(places, inside.cut(bounds), strict=True):
        if found := piece.stripped():
            yield inside.text[place], found


def _option(mark: str, piece: Piece, markup: Markup, remarks: list[Remark]) -> Choosable:
    if not mark:
        fault = "The first option has neither ~ nor = before it, and Moodle takes it as wrong; write one."
        remarks.append(Remark("mark-missing", "error", fault, piece.line))
    share, written, rest = shared(piece, Fraction(mark == "="), remarks)
    if mark == "=" and written:
        fault = f"After = Moodle gives the full mark and shows '%{written}%' as words; write ~%{written}%."
        remarks.append(Remark("weight-after-equals", "error", fault, piece.line))
    answer, feedback = rest.parted("#")
    return Choosable(
        passage(answer, markup, remarks), share, piece.line, beside(feedback, markup, remarks), written or mark
    )


def sides(inside: Piece, markup: Markup, remarks: list[Remark]) -> Choosing:
    """True or false: then what is said to who is wrong, then to who is right."""
    side, feedback = inside.parted("#")
    wrong, right = feedback.parted("#") if feedback else (None, None)
    true = side.text.strip().startswith("T")
    said = {True: beside(right, markup, remarks), False: beside(wrong, markup, remarks)}
    return Choosing(
        tuple(
            Choosable(Passage(word, "plain", side.line), Fraction(is_it), side.line, said[is_it], "")
            for word, is_it in (("True", true), ("False", not true))
        ),
        two_sided=True,
        shuffle=False,
    )


def pairs(inside: Piece, markup: Markup, remarks: list[Remark]) -> Pairs:
    """Prompts and what belongs to them, ``=prompt -> answer``; answers without a prompt belong to none."""
    found = []
    for piece in (one.stripped() for one in inside.split(re.compile("="))):
        prompt, answer = piece.parted("->")
        if answer is None:
            if piece:
                fault = "There is no -> in this pair, and Moodle refuses the question; write '=prompt -> answer'."
                remarks.append(Remark("arrow-missing", "error", fault, piece.line))
            continue
        answer = answer.stripped()
        text = Passage(shown(answer.text), "plain", answer.line)
        found.append(Pair(beside(prompt, markup, remarks), text, piece.line))
    return Pairs(tuple(found))
