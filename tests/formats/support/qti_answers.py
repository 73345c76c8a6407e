"""Answers to a QTI item: what a test taker does, and what quizgen's own marking says of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from fractions import Fraction
from string import ascii_uppercase
from typing import assert_never

from kept import kept
from lxml import etree
from qti_player import Player

from quizgen.answers import (
    Answer,
    Choice,
    Chosen,
    Filled,
    Given,
    Grid,
    Matching,
    Multiple,
    Numerical,
    Ordering,
    Placed,
    Slip,
    Written,
)
from quizgen.answers.numerical import components_of
from quizgen.answers.values import components
from quizgen.marking.marks import QuestionMark, Shown, marked
from quizgen.model import Item, Question
from quizgen.text import Text
from quizgen.text.joining import joined
from quizgen.text.xhtml import XHTML


def attempts(question: Question) -> Iterator[tuple[Given, ...]]:
    """All right, nothing at all, and each wrong answer to each part, the other parts right."""
    samples = [part.answer.samples() for part in question.parts]
    right = tuple(one.right[0] for one in samples)
    yield right
    yield (None,) * len(right)
    for place, one in enumerate(samples):
        for wrong in one.wrong:
            if wrong is not None:
                yield (*right[:place], wrong, *right[place + 1 :])


def mistaken(question: Question) -> Iterator[tuple[Given, ...]]:
    """A foreseen mistake in each cell of each table, all else right."""
    right = tuple(part.answer.samples().right[0] for part in question.parts)
    for place, part in enumerate(question.parts):
        if isinstance(part.answer, Grid):
            for cells in _mistaken(part.answer.open):
                yield (*right[:place], Filled(cells), *right[place + 1 :])


def _mistaken(cells: Sequence[Numerical]) -> Iterator[tuple[Written, ...]]:
    right = tuple(Written(components(one.key)) for one in cells)
    for number, cell in enumerate(cells):
        wrong = map(components_of, cell.foreseen)
        found = next((one for one in wrong if len(one) == len(right[number].values)), None)
        if found:
            yield (*right[:number], Written(found), *right[number + 1 :])


def act(player: Player, question: Question, given: Sequence[Given]) -> None:
    """Does what gives these answers."""
    choice = match = order = entry = 0
    for part, wrote in zip(question.parts, given, strict=True):
        match part.answer:
            case Choice() | Multiple():
                if isinstance(wrote, Chosen):
                    player.choose(choice, [ascii_uppercase[one] for one in sorted(wrote.places)])
                choice += 1
            case Matching():
                if isinstance(wrote, Placed):
                    player.match(match, [f"P{n} {ascii_uppercase[one]}" for n, one in enumerate(wrote.places, 1)])
                match += 1
            case Ordering():
                if isinstance(wrote, Placed):
                    player.order(order, [ascii_uppercase[one] for one in wrote.places])
                order += 1
            case Numerical() | Grid() as answer:
                entry = _type(player, answer, wrote, entry)
            case unknown:
                assert_never(unknown)


def _type(player: Player, answer: Numerical | Grid, wrote: Given, entry: int) -> int:
    """Types numbers into boxes from that one on, and gives the next one."""
    cells = answer.open if isinstance(answer, Grid) else (answer,)
    filled = wrote.cells if isinstance(wrote, Filled) else (wrote,) * len(cells)
    for cell, one in zip(cells, filled, strict=True):
        if isinstance(one, Written):
            for place, value in enumerate(one.values):
                player.type(entry + place, str(Decimal(value.numerator) / Decimal(value.denominator)))
        entry += len(components(cell.key))
    return entry


def ours(item: Item, given: Sequence[Given], wrong: Fraction) -> QuestionMark:
    """What quizgen's marking of tables says; steps that nobody moves are handed in as they stand."""
    question = item.question
    cells = [_cell(part.answer, one) for part, one in zip(question.parts, given, strict=True)]
    return marked(kept(question, item.points), cells, wrong)


def _cell(answer: Answer, given: Given) -> str:
    if given is None and isinstance(answer, Ordering):
        return "".join(ascii_uppercase[: len(answer.steps)])
    return _typed(given)


def _typed(given: Given) -> str:
    match given:
        case None:
            return ""
        case Chosen(places):
            return "".join(ascii_uppercase[place] for place in sorted(places))
        case Placed(places):
            return "".join(ascii_uppercase[place] for place in places)
        case Written(values):
            return " x ".join(map(str, values))
        case Filled(cells):
            return "; ".join(map(_typed, cells))
        case unknown:
            assert_never(unknown)


def said(question: Question, mark: QuestionMark) -> set[str]:
    """The feedback on what was answered wrongly, in words."""
    every = ((part.answer, shown) for part, one in zip(question.parts, mark.parts, strict=True) for shown in one.shown)
    return {plain(XHTML.line(_told(answer, shown))) for answer, shown in every}


def _told(answer: Answer, shown: Shown) -> Text:
    """Of a cell its row and column come first."""
    feedback = _slip(answer, shown).feedback
    return joined([answer.heading(shown.place), feedback], ": ") if isinstance(answer, Grid) else feedback


def _slip(answer: Answer, shown: Shown) -> Slip:
    """The mistake that an answer shows at a place."""
    match answer:
        case Choice(options) | Multiple(options):
            found = [slip for slip in options[shown.place].slips if slip.id == shown.misconception]
        case Matching(_, options, places):
            found = list(options[places[shown.place]].slips)
        case Ordering(slip=slip):
            found = [slip]
        case Numerical() | Grid():
            cell = answer.open[shown.place] if isinstance(answer, Grid) else answer
            found = [one.slip for one in cell.foreseen if one.slip and one.slip.id == shown.misconception]
        case unknown:
            assert_never(unknown)
    (one,) = {repr(slip): slip for slip in found}.values()
    return one


def plain(html: str) -> str:
    """The words of a text."""
    return " ".join("".join(etree.fromstring(f"<div>{html}</div>").itertext()).split())
