"""What an exercise of R/exams asks for, by its ``extype``, ``exsolution`` and list."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from quizgen.foreign.model import Accepted, Choosable, Choosing, Number, Passage, Remark, Words
from quizgen.foreign.numbers import number
from quizgen.foreign.pieces import Piece

_JUDGED = re.compile(r"\s*(?:True|False|Correct|Wrong)\b[.:]?\s*", re.IGNORECASE)
_BITS = re.compile("[01]+")
_TRUE = {"TRUE", "T", "1", "YES"}


@dataclass(frozen=True, slots=True)
class Unusable(Exception):  # noqa: N818 - it names what the question is
    """The question cannot be read, and why."""

    remark: Remark


def passage(piece: Piece) -> Passage:
    """Pandoc's Markdown."""
    return Passage(piece.text, "markdown", piece.line)


def shuffled(meta: dict[str, Piece]) -> bool:
    """Whether options change their places; a number says how many of them are drawn, too."""
    written = meta["exshuffle"].text.upper() if "exshuffle" in meta else ""
    return written in _TRUE or (written.isdecimal() and written.strip("0") != "")


def chosen(sort: str, options: Sequence[Piece], said: Sequence[Piece], solution: Piece, *, shuffle: bool) -> Choosing:
    """Options with their shares, those that R/exams' own writer for Moodle gives; raises Unusable."""
    bits = solution.text.replace(" ", "")
    if not _BITS.fullmatch(bits):
        raise _unusable("solution-unread", f"'{solution.text[:40]}' is no solution of {sort}; write 0100.", solution)
    if len(bits) != len(options):
        fault = f"The solution has {len(bits)} places and the list {len(options)} options; write a 0 or 1 for each."
        raise _unusable("solution-length", fault, solution)
    right = bits.count("1")
    if sort == "schoice" and right != 1:
        fault = f"A single choice has one right option, and the solution names {right}; write one 1, or mchoice."
        raise _unusable("solution-unread", fault, solution)
    less = Fraction(0) if sort == "schoice" else Fraction(-1, max(len(bits) - right, 2))
    shares = [Fraction(1, right) if bit == "1" else less for bit in bits]
    return Choosing(
        tuple(
            Choosable(passage(option), share, option.line, _feedback(said, place), bits[place])
            for place, (option, share) in enumerate(zip(options, shares, strict=True))
        ),
        single=sort == "schoice",
        shuffle=shuffle,
    )


def _feedback(said: Sequence[Piece], place: int) -> Passage | None:
    """What the solution's list says of an option beyond true and false."""
    if place >= len(said):
        return None
    judged = _JUDGED.match(said[place].text)
    rest = said[place].at(judged.end() if judged else 0).stripped()
    return passage(rest) if rest else None


def numeric(solution: Piece, tolerance: str, feedback: Passage | None = None) -> Number:
    """A number with what it may differ by to both sides; raises Unusable."""
    value, around = number(solution.text), number(tolerance) if tolerance.strip() else Fraction(0)
    if value is None:
        fault = f"'{solution.text[:40]}' is no number; write one with a decimal point."
        raise _unusable("number-unreadable", fault, solution)
    if around is None:
        raise _unusable("tolerance-unreadable", f"'{tolerance[:40]}' is no tolerance; write a number.", solution)
    return Number((Accepted(solution.text, value, abs(around), Fraction(1), solution.line, feedback),))


def words(solution: Piece, feedback: Passage | None = None) -> Words:
    """The one text that is right."""
    text = solution.text
    return Words((Accepted(text, number(text), Fraction(0), Fraction(1), solution.line, feedback),), case=True)


def _unusable(rule: str, fault: str, at: Piece) -> Unusable:
    return Unusable(Remark(rule, "error", fault, at.line))
