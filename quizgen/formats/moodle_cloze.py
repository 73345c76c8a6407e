"""Questions of several parts, and tables, as Moodle's embedded answers: text with gaps.

A gap is ``{weight:TYPE:=right#feedback~%0%wrong#feedback}``. Weights are whole numbers, and their sum is the mark of
the question: Moodle reads no other.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from fractions import Fraction
from math import lcm
from typing import assert_never

from markupsafe import Markup

from quizgen.answers import (
    CORRECT,
    Answer,
    Choice,
    Grid,
    Matching,
    Multiple,
    Numerical,
    Ordering,
)
from quizgen.answers.values import written
from quizgen.errors import QuizgenError
from quizgen.formats import moodle_rules as rules
from quizgen.formats.moodle_answers import Graded, graded, numbers, several
from quizgen.model import Item, Part
from quizgen.text import Text
from quizgen.text.html import HTML
from quizgen.text.terminal import TERMINAL

_ENDS = re.compile(r"[}#~]")
_OPENS = re.compile(r"\{(?=[^{}]{0,20}:[A-Z_]+:)")
_TAG = re.compile(r"&lt;(?=\S)")


@dataclass(frozen=True, slots=True)
class Line:
    """A gap in a list, after what it is beside."""

    about: Text
    gap: Markup


@dataclass(frozen=True, slots=True)
class Gapped:
    """A part with its gaps: one alone, a list of them, or a grid whose cells are gaps or given.

    ``filled`` is the grid with its keys, row by row.
    """

    letter: str
    prompt: Markup
    gap: Markup | None = None
    lines: tuple[Line, ...] = ()
    grid: Grid | None = None
    cells: tuple[tuple[Markup, ...], ...] = ()
    filled: tuple[tuple[Markup, ...], ...] = ()
    solution: tuple[Text, ...] = ()


def gapped(item: Item, wrong: str) -> list[Gapped]:
    """The parts of an item; ``wrong`` is the grade in percent of a wrong option of a choice."""
    parts = item.question.parts
    weights = _weights(item)
    return [_part(item.question.letter(place), part, weights[place], wrong) for place, part in enumerate(parts)]


def _weights(item: Item) -> list[int]:
    """The weight of each gap of each part: gaps of a part share its points."""
    shares = [item.points_of(place) / _gaps(part.answer) for place, part in enumerate(item.question.parts)]
    scale = lcm(*(share.denominator for share in shares))
    return [int(share * scale) for share in shares]


def _gaps(answer: Answer) -> int:
    """How many gaps an answer has."""
    match answer:
        case Choice() | Multiple() | Numerical():
            return 1
        case Matching(prompts):
            return len(prompts)
        case Ordering(steps):
            return len(steps)
        case Grid():
            return len(answer.open)
        case _:
            assert_never(answer)


def _part(letter: str, part: Part, weight: int, wrong: str) -> Gapped:
    answer, prompt = part.answer, shielded(HTML.text(part.prompt)) if part.prompt.template else Markup()
    match answer:
        case Choice(options, right):
            gap = _gap(weight, "MULTICHOICE_V", graded(options, frozenset([right]), wrong))
            return Gapped(letter, prompt, gap, solution=part.solution)
        case Multiple(options, right_ones):
            loss = several(options, right_ones)
            gap = _gap(weight, "MULTIRESPONSE", graded(options, right_ones, loss))
            return Gapped(letter, prompt, gap, solution=part.solution)
        case Numerical():
            return Gapped(letter, prompt, _written(weight, answer), solution=part.solution)
        case Matching():
            return Gapped(letter, prompt, lines=tuple(_menus(weight, answer)), solution=part.solution)
        case Ordering():
            return Gapped(letter, prompt, lines=tuple(_places(weight, answer)), solution=part.solution)
        case Grid():
            return _grid(letter, prompt, part, answer, weight)
        case _:
            assert_never(answer)


def _grid(letter: str, prompt: Markup, part: Part, grid: Grid, weight: int) -> Gapped:
    cells = tuple(
        tuple(_shown(cell) if isinstance(cell, Text) else _written(weight, cell) for cell in row) for row in grid.cells
    )
    filled = tuple(
        tuple(_shown(cell if isinstance(cell, Text) else cell.key_words()) for cell in row) for row in grid.cells
    )
    return Gapped(letter, prompt, grid=grid, cells=cells, filled=filled, solution=part.solution)


def _shown(text: Text) -> Markup:
    return shielded(HTML.line(text))


def _written(weight: int, answer: Numerical) -> Markup:
    """A gap for a number; for a shape, which no gap of Moodle reads, a menu with the shapes that are foreseen."""
    if isinstance(answer.key, int | Fraction):
        return _gap(weight, "NUMERICAL", numbers(answer))
    if not answer.foreseen:
        raise QuizgenError(
            f"Moodle asks for the shape {TERMINAL.line(written(answer.key))} in a menu: foresee a wrong one"
        )
    offered = [(answer.key, Graded("100", written(answer.key), CORRECT))]
    offered += [
        (option.value, Graded("0", option.text, option.feedback))
        for option in answer.foreseen
        if isinstance(option.value, tuple)
    ]
    return _gap(weight, "MULTICHOICE", [one for _, one in sorted(offered, key=lambda pair: pair[0])])


def _menus(weight: int, answer: Matching) -> Iterator[Line]:
    """For each prompt a menu of all answers; the feedback is that on what belongs there."""
    words = rules.menu([TERMINAL.line(option.text) for option in answer.options])
    for prompt, place in zip(answer.prompts, answer.places, strict=True):
        said = answer.options[place].feedback
        offered = [
            Graded("100", word, CORRECT) if number == place else Graded("0", word, said)
            for number, word in enumerate(words)
        ]
        yield Line(prompt, _gap(weight, "MULTICHOICE", offered))


def _places(weight: int, answer: Ordering) -> Iterator[Line]:
    """For each step a menu of places."""
    for shown, step in enumerate(answer.steps):
        right = answer.places.index(shown)
        offered = [
            Graded(
                "100" if place == right else "0", str(place + 1), CORRECT if place == right else answer.slip.feedback
            )
            for place in range(len(answer.steps))
        ]
        yield Line(step, _gap(weight, "MULTICHOICE", offered))


def _gap(weight: int, kind: str, answers: Iterable[Graded]) -> Markup:
    inner = "~".join(_alternative(answer, numeric=kind == "NUMERICAL") for answer in answers)
    return Markup(f"{{{weight}:{kind}:{inner}}}")  # noqa: S704 - each piece is escaped as gaps want it


def _alternative(answer: Graded, *, numeric: bool) -> str:
    grade = "=" if answer.grade == "100" else f"%{answer.grade}%"
    words = answer.text if isinstance(answer.text, str) else escaped(HTML.line(answer.text))
    if numeric:
        words = f"{words}:{answer.tolerance}"
    elif isinstance(answer.text, str):
        words = escaped(str(Markup.escape(answer.text)))
    return f"{grade}{words}#{escaped(HTML.line(answer.feedback))}"


def escaped(html: str) -> str:
    """HTML within a gap: what would end an answer is escaped, and a ``<``, which Moodle decodes, opens no tag."""
    return _ENDS.sub(lambda end: f"\\{end[0]}", _TAG.sub("&lt; ", html))


def shielded(html: str) -> Markup:
    """HTML around gaps: a brace that would open a gap is written as an entity."""
    return Markup(_OPENS.sub("&#123;", html))  # noqa: S704 - the printer's own HTML
