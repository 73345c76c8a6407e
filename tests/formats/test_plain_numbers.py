"""What is accepted as a right number where words are compared: no more and no less than what quizgen itself reads."""

from __future__ import annotations

import re
from fractions import Fraction
from random import Random

import pytest

from quizgen.answers import Numerical
from quizgen.answers.typed import readings
from quizgen.answers.values import Number, Values, components
from quizgen.errors import QuizgenError
from quizgen.formats.h5p.blanks import gaps
from quizgen.formats.plain.intervals import within
from quizgen.formats.plain.spellings import plain, signed, spellings, whole
from quizgen.formats.qti12.rules import spellings as in_canvas

KEYS: list[Number | Values] = [
    *(0, 7, -3, 1024, 25_088, 138_357_544, -1_000),
    *(Fraction(1, 2), Fraction(-21, 25), Fraction(5, 2), Fraction(1, 3), Fraction(7, 1000), Fraction(100, 3)),
    *((8, 10), (3, 224, 224), (64, 1024, 7)),
]
CLOSE = [
    *((8, Fraction(1, 20)), (Fraction(-21, 25), Fraction(1, 2000)), (Fraction(1, 3), Fraction(1, 200))),
    *((Fraction(1, 20), Fraction(1, 20)), (Fraction(9995, 1000), Fraction(1, 20)), (12, 1), (Fraction(25, 2), 3)),
    (Fraction(100, 3), Fraction(1, 20)),
]


@pytest.mark.parametrize("key", KEYS, ids=str)
def test_each_spelling_is_read_as_the_key(key: Number | Values) -> None:
    values = tuple(map(Fraction, components(key)))
    every = spellings(Numerical(key))
    assert len(set(every)) == len(every) > 0
    for one in every:
        assert values in [reading.values for reading in readings(one, len(values))], one


@pytest.mark.parametrize(
    ("key", "typed"),
    [
        (25_088, ["25088", "25,088", "25 088", "25.088"]),
        (-3, ["-3", "−3", "–3"]),
        (Fraction(5, 2), ["2.5", "2,5", "5/2", "2 1/2"]),
        (Fraction(1, 4), ["0.25", ".25", "0,25", "1/4"]),
        ((3, 8, 8), ["3 x 8 x 8", "3x8x8", "3 × 8 × 8", "(3, 8, 8)", "3,8,8", "torch.Size([3, 8, 8])"]),
    ],
)
def test_usual_ways_to_write_a_number_are_right(key: Number | Values, typed: list[str]) -> None:
    assert set(typed) <= set(spellings(Numerical(key)))


def test_a_number_that_no_decimal_ends_is_a_fraction() -> None:
    assert plain(Fraction(1, 3)) == ""
    assert spellings(Numerical(Fraction(1, 3))) == ("1/3",)
    assert plain(Fraction(-1, 8)) == "-0.125"


@pytest.mark.parametrize(("key", "tolerance"), CLOSE, ids=str)
def test_a_pattern_matches_what_is_near_enough_and_nothing_else(key: Number, tolerance: Number) -> None:
    pattern = re.compile(within(key, tolerance))
    ends = (Fraction(key - tolerance), Fraction(key), Fraction(key + tolerance))
    dice = Random(7)  # noqa: S311 - no secret
    tried = {(number, digits) for digits in range(8) for end in ends for number in _near(end, digits, dice)}
    found = set[bool]()
    for number, digits in tried:
        inside = ends[0] <= Fraction(number, 10**digits) <= ends[2]
        for shown in _written(number, digits):
            assert bool(pattern.match(shown)) == inside, shown
        found.add(inside)
    assert found == {True, False}


def _near(end: Fraction, digits: int, dice: Random) -> set[int]:
    middle = round(end * 10**digits)
    return {middle + step for step in (*range(-3, 4), dice.randrange(-999, 999), dice.randrange(-9999, 9999))}


def _written(number: int, digits: int) -> list[str]:
    shown = f"{abs(number):0{digits + 1}}"
    minus = "-" if number < 0 else ""
    if not digits:
        return [f"{minus}{shown}"]
    whole, part = shown[:-digits], shown[-digits:]
    short = [f"{minus}.{part}"] if whole == "0" else []
    return [f"{minus}{whole}.{part}", f"{minus}{whole},{part}", f" {minus}{whole}.{part} ", *short]


@pytest.mark.parametrize("wrong", ["8x", "8.0.0", "", ".", "8,0,0", "+8", "08"])
def test_a_pattern_matches_no_other_words(wrong: str) -> None:
    assert not re.match(within(8, Fraction(1, 20)), wrong)


@pytest.mark.parametrize(("key", "tolerance"), [(0, 1), (1000, 500)])
def test_a_pattern_that_would_be_too_long_is_none(key: int, tolerance: int) -> None:
    with pytest.raises(QuizgenError, match="would be too long"):
        within(key, tolerance)


@pytest.mark.parametrize("number", [0, 7, 1234, -8, -1234567])
def test_whole_numbers_are_spelled_alike_wherever_letters_are_compared(number: int) -> None:
    every = set(signed(number, whole(abs(number))))
    assert every <= set(spellings(Numerical(number)))
    assert every == set(in_canvas(number))
    assert str(gaps(Numerical(number))) == f"*{'/'.join(signed(number, whole(abs(number))))}*"
