"""Exercises of R/exams with several answers in one text, ``extype: cloze``."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from fractions import Fraction

from msgspec import Struct

from quizgen.foreign.model import Choosing, Gap, Gaps, Number, Remark, Words
from quizgen.foreign.numbers import number
from quizgen.foreign.pieces import Piece
from quizgen.foreign.rmd import asked
from quizgen.foreign.rmd.asked import Unusable

_PLACE = re.compile(r"##ANSWER(\d+)##")
_KNOWN = {"schoice", "mchoice", "num", "string"}


class _Part(Struct, frozen=True):
    """One answer: its kind, its solution, tolerance and points, and its items of both lists."""

    sort: str
    solution: Piece
    tolerance: str
    points: Fraction
    options: Sequence[Piece]
    said: Sequence[Piece]


def gaps(stem: Piece, listed: Sequence[Piece], said: Sequence[Piece], meta: dict[str, Piece]) -> tuple[Piece, Gaps]:
    """The text with ``{#1}`` where the first answer goes, and the answers; raises Unusable."""
    parts = list(_parts(listed, said, meta))
    found = tuple(Gap(_asked(part, shuffle=asked.shuffled(meta)), part.points, part.solution.line) for part in parts)
    return _placed(stem, parts), Gaps(found)


def _parts(listed: Sequence[Piece], said: Sequence[Piece], meta: dict[str, Piece]) -> Iterator[_Part]:
    solutions = _split(meta["exsolution"])
    sorts = [one.text for one in _split(meta["exclozetype"])] if "exclozetype" in meta else []
    if len(sorts) != len(solutions):
        fault = f"exclozetype names {len(sorts)} answers and exsolution {len(solutions)}; write one of each for each."
        raise Unusable(Remark("solution-length", "error", fault, meta["exsolution"].line))
    tolerances, points = _each(meta, "extol", len(sorts)), _each(meta, "expoints", len(sorts))
    place = 0
    for sort, solution, tolerance, worth in zip(sorts, solutions, tolerances, points, strict=True):
        if sort not in _KNOWN:
            fault = f"An answer of the kind '{sort}' is not read; known are {', '.join(sorted(_KNOWN))}."
            raise Unusable(Remark("kind-unread", "error", fault, solution.line))
        count = len(solution.text.replace(" ", "")) if sort in {"schoice", "mchoice"} else 1
        here = slice(place, place + count)
        place += count
        yield _Part(sort, solution, tolerance, number(worth) or Fraction(1), listed[here], said[here])


def _split(piece: Piece) -> list[Piece]:
    return [one.stripped() for one in piece.split(re.compile(r"\|"))]


def _each(meta: dict[str, Piece], name: str, count: int) -> list[str]:
    """An entry for each answer; a single one is for all."""
    written = [one.text for one in _split(meta[name])] if name in meta else [""]
    return written * count if len(written) == 1 else (written + [""] * count)[:count]


def _asked(part: _Part, *, shuffle: bool) -> Choosing | Number | Words:
    if part.sort in {"schoice", "mchoice"}:
        return asked.chosen(part.sort, part.options, part.said, part.solution, shuffle=shuffle)
    feedback = asked.passage(part.said[0]) if part.said and part.said[0] else None
    if part.sort == "num":
        return asked.numeric(part.solution, part.tolerance, feedback)
    return asked.words(part.solution, feedback)


def _placed(stem: Piece, parts: Sequence[_Part]) -> Piece:
    """The text with its gaps: where it names their places, else each in a paragraph at its end."""
    shown = [_shown(place, part) for place, part in enumerate(parts, start=1)]
    named: set[int] = set()

    def gap(found: re.Match[str]) -> str:
        place = int(found[1])
        named.add(place)
        return shown[place - 1] if 1 <= place <= len(shown) else found[0]

    text = _PLACE.sub(gap, stem.text)
    rest = [words for place, words in enumerate(shown, start=1) if place not in named]
    return Piece("\n\n".join([text, *rest]), stem.line)


def _shown(place: int, part: _Part) -> str:
    """A gap after the words of the list that belong to it; those of a choice are its options."""
    before = part.options[0].text if part.options and part.sort in {"num", "string"} else ""
    return f"{before} {{#{place}}}".strip()
