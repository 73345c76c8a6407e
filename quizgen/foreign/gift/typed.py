"""Numbers and texts that are typed, as GIFT foresees them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction

from quizgen.foreign.gift.masking import shown
from quizgen.foreign.gift.passages import beside
from quizgen.foreign.gift.shares import shared
from quizgen.foreign.model import Accepted, Markup, Number, Remark, Words
from quizgen.foreign.numbers import number
from quizgen.foreign.pieces import Piece

_EQUALS = re.compile("=")
_WITHIN = re.compile(r"(?<=[^\s=])=|= (?=\S)(?<=\S = )")


def words(inside: Piece, markup: Markup, remarks: list[Remark]) -> Words:
    """Texts, each after an equals sign; of a lone one it may be left out."""
    if stray := _WITHIN.search(inside.text):
        unescaped(inside.line_of(stray.start()), remarks)
    return Words(tuple(_text(one, markup, remarks) for one in _answers(inside)))


def unescaped(line: int, remarks: list[Remark]) -> None:
    """Remarks on an equals sign that begins another answer."""
    fault = "An equals sign within an answer begins another right one; write \\= instead."
    remarks.append(Remark("equals-unescaped", "error", fault, line))


def _answers(inside: Piece) -> Iterator[Piece]:
    return (piece for piece in (one.stripped() for one in inside.split(_EQUALS)) if piece)


def _text(piece: Piece, markup: Markup, remarks: list[Remark]) -> Accepted:
    share, _, rest = shared(piece, Fraction(1), remarks)
    answer, feedback = rest.parted("#")
    written = shown(answer.text).strip()
    return Accepted(written, number(written), Fraction(0), share, piece.line, beside(feedback, markup, remarks))


def numeric(inside: Piece, markup: Markup, remarks: list[Remark]) -> Number:
    """Numbers after the sign ``#``: ``3:0.5``, ``2.5..3.5``, several after equals signs; ``~#`` is for all others."""
    right, wrong = inside.parted("~")
    accepted = [_number(one, markup, remarks) for one in _answers(right)]
    if wrong:
        _, feedback = wrong.parted("#")
        said = beside(feedback, markup, remarks)
        accepted.append(Accepted("*", None, Fraction(0), Fraction(0), wrong.line, said))
    return Number(tuple(accepted))


def _number(piece: Piece, markup: Markup, remarks: list[Remark]) -> Accepted:
    share, _, rest = shared(piece, Fraction(1), remarks)
    answer, feedback = rest.parted("#")
    written = shown(answer.text).strip()
    value, tolerance = _reach(written, piece.line, remarks)
    return Accepted(written, value, tolerance, share, piece.line, beside(feedback, markup, remarks))


def _reach(written: str, line: int, remarks: list[Remark]) -> tuple[Fraction | None, Fraction]:
    """A number and how far from it an answer may be."""
    if ".." in written[1:]:
        least, _, most = written.partition("..")
        ends = number(least), number(most)
        if ends[0] is not None and ends[1] is not None:
            if ends[0] > ends[1]:
                _swapped(least.strip(), most.strip(), line, remarks)
            return (ends[0] + ends[1]) / 2, abs(ends[1] - ends[0]) / 2
        _unread(written, line, remarks)
        return None, Fraction(0)
    middle, _, around = written.partition(":")
    value, tolerance = number(middle), number(around) if around.strip() else Fraction(0)
    if value is None and middle.strip() != "*":
        _unread(middle.strip(), line, remarks)
    if tolerance is None:
        fault = f"'{around.strip()}' is no tolerance, and Moodle refuses the question; write a number with a point."
        remarks.append(Remark("tolerance-unreadable", "error", fault, line))
    return value, abs(tolerance or Fraction(0))


def _swapped(least: str, most: str, line: int, remarks: list[Remark]) -> None:
    fault = f"{least}..{most} begins with the larger number, which Moodle turns round and other readers need not; "
    remarks.append(Remark("bounds-swapped", "warning", f"{fault}write {most}..{least}.", line))


def _unread(written: str, line: int, remarks: list[Remark]) -> None:
    fault = f"'{written[:60]}' is no number, and Moodle then takes every answer as right; write one with a point."
    remarks.append(Remark("number-unreadable", "error", fault, line))
