"""What a card judges by, and what it says afterwards."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, TypeAlias, assert_never

from quizgen.answers import Answer, Choice, Grid, Matching, Multiple, Numerical, Option, Ordering, Slip
from quizgen.answers.numerical import components_of
from quizgen.answers.values import Number, components, written
from quizgen.diagnosis.saying import of_slip, within
from quizgen.formats.html.asked import drawings, html
from quizgen.formats.html.trees import formulas
from quizgen.formats.html.words import Words
from quizgen.model import Question
from quizgen.model.hints import hints
from quizgen.templating import encoded_whole
from quizgen.text import Text
from quizgen.text.pages import PAGE
from quizgen.text.terminal import TERMINAL

Json: TypeAlias = dict[str, Any]


def key(question: Question, words: Words) -> Json:
    """Keys, foreseen mistakes and formulas of all parts, and hints, solution and source as HTML."""
    slips = _Slips(question)
    parts = [_part(part.answer, slips) | {"points": _number(part.points)} for part in question.parts]
    solved = [(question.letter(place), part.solution) for place, part in enumerate(question.parts)]
    return {
        "item": question.id,
        "parts": parts,
        "slips": slips.told,
        "offered": list(dict.fromkeys(str(slip.concept.id) for slip in question.slips)),
        "hints": [_text(hint) for hint in hints(question)],
        "solution": html("solution", parts=solved, drawings=drawings(question, "solution")),
        "source": html("source", source=question.source, id=question.id, w=words),
    }


class _Slips:
    """The mistakes of a question, each told once; parts name them by their numbers."""

    def __init__(self, question: Question) -> None:
        self._question = question
        self._known: dict[tuple[str, str], int] = {}
        self.told: list[Json] = []

    def number(self, slip: Slip | None) -> int | None:
        """A mistake's number; a new one is told."""
        if slip is None:
            return None
        said = _line(slip.reason) if slip.reason else ""
        if (slip.id, said) not in self._known:
            self._known[slip.id, said] = len(self.told)
            self.told.append(self._told(slip, said))
        return self._known[slip.id, said]

    def _told(self, slip: Slip, said: str) -> Json:
        """What is said afterwards, and what before a second try: that tells no key, and may be nothing."""
        first = of_slip(self._question, slip)
        concept = slip.concept
        return {
            "id": str(slip.id),
            "concept": str(concept.id),
            "name": str(concept.name),
            "meaning": _line(concept.meaning),
            "said": said,
            "first": _line(within(first)) if first else "",
        }


def _part(answer: Answer, slips: _Slips) -> Json:
    told: Json = {"kind": answer.kind}
    match answer:
        case Choice(options) | Multiple(options):
            marks = {"right": sorted(answer.correct), "slips": [slips.number(one.slip) for one in options]}
            if any(one.overlooked for one in options):
                marks["overlooked"] = [slips.number(one.overlooked) for one in options]
            return told | marks | {"again": isinstance(answer, Multiple) and len(options) > FEW}
        case Numerical():
            return told | {"gaps": [_gap(answer, slips)], "again": True}
        case Matching(_, options, places):
            marks = {"right": list(places), "slips": [slips.number(options[place].slip) for place in places]}
            return told | marks | {"again": len(options) > FEW}
        case Ordering(steps, places, slip):
            return told | {"right": list(places), "slips": [slips.number(slip)], "again": len(steps) > FEW}
        case Grid():
            gaps = [_gap(cell, slips) for cell in answer.open]
            headings = [TERMINAL.line(answer.heading(place)) for place in range(len(gaps))]
            return told | {"gaps": gaps, "headings": headings, "again": True}
        case _:
            assert_never(answer)


FEW = 2
"""Of so many options a second try would only be the other way round."""


def _gap(answer: Numerical, slips: _Slips) -> Json:
    """A number or a shape: the key, how far an answer may be off, and what gives other values."""
    return {
        "key": [_number(one) for one in components(answer.key)],
        "within": _number(answer.tolerance),
        "names": list(answer.names),
        "follows": formulas(answer.follows),
        "foreseen": list(_foreseen(answer.foreseen, slips)),
        "shown": _line(written(answer.key)),
    }


def _foreseen(options: Sequence[Option], slips: _Slips) -> Iterator[Json]:
    for one in options:
        yield {
            "values": [_number(number) for number in components_of(one)],
            "within": _number(one.tolerance),
            "follows": formulas(one.follows),
            "slip": slips.number(one.slip),
        }


def _number(number: Number) -> str:
    """A whole number, or two with a slash."""
    return str(number)


def _text(text: Text) -> str:
    """Paragraphs as HTML, without what no page can hold."""
    return encoded_whole(PAGE.text(text)).decode()


def _line(text: Text) -> str:
    """The same of one line."""
    return encoded_whole(PAGE.line(text)).decode()
