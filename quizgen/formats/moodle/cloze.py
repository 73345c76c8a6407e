"""Questions of several parts, and tables, as Moodle's embedded answers: text with gaps.

The weights of gaps are whole numbers, and their sum is the mark of the question: Moodle reads no other.
"""

from __future__ import annotations

from collections.abc import Iterator
from math import gcd, lcm
from typing import assert_never

from markupsafe import Markup
from msgspec import Struct

from quizgen.answers import CORRECT, Answer, Choice, Grid, Matching, Multiple, Numerical, Ordering
from quizgen.answers.values import written
from quizgen.errors import QuizgenError
from quizgen.formats.moodle import rules
from quizgen.formats.moodle.answers import Graded, graded, numbers, several
from quizgen.formats.moodle.gaps import GapType, gap, shielded
from quizgen.formats.moodle.rules import Wishes
from quizgen.formats.shuffling import may_shuffle
from quizgen.model import Item, Part
from quizgen.text import Text
from quizgen.text.html import HTML
from quizgen.text.terminal import TERMINAL


class Line(Struct, frozen=True):
    """A gap in a list, and what stands beside it."""

    gap: Markup
    about: Markup


class Row(Struct, frozen=True):
    """A row of a table: its heading, its cells with gaps, and the same cells with their keys."""

    heading: Markup
    cells: tuple[Markup, ...]
    filled: tuple[Markup, ...]


class Board(Struct, frozen=True):
    """A table to fill in."""

    about: Markup
    corner: Markup
    columns: tuple[Markup, ...]
    rows: tuple[Row, ...]


class Gaps(Struct, frozen=True):
    """Where a part is answered: in one gap, in a list of them, or in a table."""

    gap: Markup | None = None
    lines: tuple[Line, ...] = ()
    board: Board | None = None


class Gapped(Struct, frozen=True):
    """A part with its gaps, and how it is worked."""

    letter: str
    prompt: Markup
    gaps: Gaps
    solution: tuple[Text, ...]


def gapped(item: Item, wishes: Wishes) -> list[Gapped]:
    """The parts of an item."""
    question, weights = item.question, _weights(item)
    return [
        Gapped(question.letter(place), _blocks(part), _gaps(part.answer, weights[place], wishes), part.solution)
        for place, part in enumerate(question.parts)
    ]


def _weights(item: Item) -> list[int]:
    """The weight of the gaps of each part, which share its points: as they are, or least weights in proportion."""
    shares = [item.points_of(place) / _count(part.answer) for place, part in enumerate(item.question.parts)]
    scale = lcm(*(share.denominator for share in shares))
    whole = [int(share * scale) for share in shares]
    return whole if scale == 1 else [weight // gcd(*whole) for weight in whole]


def _count(answer: Answer) -> int:
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


def _blocks(part: Part) -> Markup:
    return shielded(HTML.text(part.prompt))


def _line(text: Text) -> Markup:
    return shielded(HTML.line(text))


def _gaps(answer: Answer, weight: int, wishes: Wishes) -> Gaps:
    """The gaps of an answer, each of this weight."""
    match answer:
        case Choice(options, right):
            column: GapType = "MULTICHOICE_VS" if wishes.shuffle and may_shuffle(answer) else "MULTICHOICE_V"
            return Gaps(gap(weight, column, graded(options, frozenset([right]), wishes.wrong)))
        case Multiple(options, right_ones):
            boxes: GapType = "MULTIRESPONSE_S" if wishes.shuffle and may_shuffle(answer) else "MULTIRESPONSE"
            return Gaps(gap(weight, boxes, graded(options, right_ones, several(options, right_ones))))
        case Numerical():
            return Gaps(_number(answer, weight))
        case Matching():
            return Gaps(lines=tuple(_matched(answer, weight)))
        case Ordering():
            return Gaps(lines=tuple(_ordered(answer, weight)))
        case Grid():
            return Gaps(board=_board(answer, weight))
        case _:
            assert_never(answer)


def _number(answer: Numerical, weight: int) -> Markup:
    """A gap for a number; for a shape, which no gap of Moodle reads, a menu with the shapes that are foreseen."""
    if not isinstance(answer.key, tuple):
        return gap(weight, "NUMERICAL", numbers(answer))
    wrong = [(option.value, option) for option in answer.foreseen if isinstance(option.value, tuple)]
    if not wrong:
        shown = TERMINAL.line(written(answer.key))
        raise QuizgenError(f"Moodle asks for the shape {shown} in a menu: foresee a wrong one")
    words = rules.menu([TERMINAL.line(text) for text in (written(answer.key), *(one.text for _, one in wrong))])
    offered = [(answer.key, _graded(words[0], CORRECT, right=True))]
    offered += [(value, _graded(word, one.feedback)) for word, (value, one) in zip(words[1:], wrong, strict=True)]
    return gap(weight, "MULTICHOICE", [one for _, one in sorted(offered, key=lambda pair: pair[0])])


def _graded(words: str, feedback: Text, *, right: bool = False) -> Graded:
    """An answer in a menu, where nothing is typeset."""
    return Graded("100" if right else "0", Text("{words}", {"words": words}), CORRECT if right else feedback)


def _menu(words: list[str], right: int, feedback: Text, weight: int) -> Markup:
    """A menu of all these, one of which is right, with the same feedback on each of the others."""
    offered = [_graded(word, feedback, right=place == right) for place, word in enumerate(words)]
    return gap(weight, "MULTICHOICE", offered)


def _matched(answer: Matching, weight: int) -> Iterator[Line]:
    """For each prompt a menu of all answers; the feedback is that on what belongs there."""
    words = rules.menu([TERMINAL.line(option.text) for option in answer.options])
    for prompt, place in zip(answer.prompts, answer.places, strict=True):
        yield Line(_menu(words, place, answer.options[place].feedback, weight), _line(prompt))


def _ordered(answer: Ordering, weight: int) -> Iterator[Line]:
    """For each step a menu of places."""
    words = [str(place) for place in range(1, len(answer.steps) + 1)]
    for shown, step in enumerate(answer.steps):
        yield Line(_menu(words, answer.places.index(shown), answer.slip.feedback, weight), _line(step))


def _board(grid: Grid, weight: int) -> Board:
    rows = tuple(
        Row(
            _line(heading),
            tuple(_line(cell) if isinstance(cell, Text) else _number(cell, weight) for cell in cells),
            tuple(_line(cell if isinstance(cell, Text) else cell.key_words()) for cell in cells),
        )
        for heading, cells in zip(grid.rows, grid.cells, strict=True)
    )
    return Board(_line(grid.about), _line(grid.corner), tuple(map(_line, grid.columns)), rows)
