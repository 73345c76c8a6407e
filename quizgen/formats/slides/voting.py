"""How a hall votes on an answer, and what is said of each option or answer afterwards."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from string import ascii_uppercase
from typing import assert_never

from msgspec import Struct

from quizgen.answers import Answer, Choice, Grid, Matching, Multiple, Numerical, Option, Ordering
from quizgen.answers.values import components
from quizgen.formats.frames import Frame
from quizgen.formats.keys import remarks_on
from quizgen.text import Text
from quizgen.text.joining import joined

NOTHING = ""


class Voted(Struct, frozen=True):
    """The macro of ``slides/answers.typ.j2`` that shows what is on offer, and what a hall is asked to do with it.

    ``tally`` stands above the places for counts.
    """

    macro: str
    ask: str
    tally: str = ""


def voted(answer: Answer, words: Frame) -> Voted:
    """How a hall votes on an answer of each kind."""
    match answer:
        case Choice():
            return Voted("choosing", words.vote_one, words.hands)
        case Multiple():
            return Voted("choosing", words.vote_all, words.hands)
        case Numerical():
            return Voted("calling", words.vote_number)
        case Matching():
            return Voted("matching", words.vote_match)
        case Ordering():
            return Voted("ordering", words.vote_order)
        case Grid():
            return Voted("filling", words.vote_grid)
        case _:
            assert_never(answer)


class Row(Struct, frozen=True):
    """An option or another answer, and what is said about it; words of the frame are strings."""

    letter: str
    about: Text | str
    said: Text | str
    right: bool = False


class Verdict(Struct, frozen=True):
    """What is right, beside all that was on offer where one chooses, and what is said about other answers."""

    rows: tuple[Row, ...]
    others: tuple[Row, ...] = ()


def verdict(answer: Answer, words: Frame) -> Verdict:
    """What the solution's page says of an answer; the table of a grid shows itself what is right."""
    match answer:
        case Choice() | Multiple():
            return Verdict(tuple(_options(answer, words)))
        case Numerical():
            return Verdict((Row("", answer.key_words(), words.right, right=True),), _remarks(answer, words))
        case Matching(places=places):
            pairs = enumerate(zip(places, answer.pairs, strict=True), start=1)
            rows = (
                Row(f"{number} {ascii_uppercase[place]}", prompt, option.text, right=True)
                for number, (place, (prompt, option)) in pairs
            )
            return Verdict(tuple(rows), _remarks(answer, words))
        case Ordering(places=places):
            steps = (Row(ascii_uppercase[place], answer.options[place].text, NOTHING, right=True) for place in places)
            return Verdict(tuple(steps), _remarks(answer, words))
        case Grid():
            return Verdict((), _remarks(answer, words))
        case _:
            assert_never(answer)


def _options(answer: Choice | Multiple, words: Frame) -> Iterator[Row]:
    for place, option in enumerate(answer.options):
        right = place in answer.correct
        words_of = _right(option, words) if right else _wrong(option)
        yield Row(ascii_uppercase[place], option.text, words_of, right=right)


def _wrong(option: Option) -> Text | str:
    """What is said of it, if anybody said anything."""
    return (option.slip and option.slip.reason) or NOTHING


def _right(option: Option, words: Frame) -> Text | str:
    """That it is right, and why, where some overlook it."""
    left = option.overlooked
    return joined([Text(words.right), left.feedback], " ") if left else words.right


def _remarks(answer: Answer, words: Frame) -> tuple[Row, ...]:
    return tuple(
        Row(one.letter, one.about or (NOTHING if one.letter else words.other_orders), one.slip.feedback)
        for one in remarks_on(answer)
    )


def numbered(grid: Grid) -> Mapping[tuple[int, int], int]:
    """The number of each cell that is asked for, from 1, by its row and column; 0 for those that are given."""
    return defaultdict(int, {place: number for number, place in enumerate(grid.places, start=1)})


def asked(answer: Numerical) -> int:
    """How many numbers a hall calls out: one, or those of a shape."""
    return len(components(answer.key))
