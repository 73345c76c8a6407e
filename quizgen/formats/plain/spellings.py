"""The ways in which a right number or shape is likely to be typed, for targets that compare words."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction

from quizgen.answers import Number, Numerical
from quizgen.answers.values import components
from quizgen.math.printing import grouped

MINUS = ("-", "\N{MINUS SIGN}", "\N{EN DASH}")
BETWEEN = (" x ", "x", " × ", "×", ", ", ",", " ", " X ", "X", "*", " by ")
SIZE = "torch.Size([{}])"
LONGEST = 12
"""Decimals of a number that is typed."""


def spellings(answer: Numerical) -> tuple[str, ...]:
    """What is right, the likeliest first; none of a number that no decimal ends but its fraction."""
    values = components(answer.key)
    if len(values) == 1:
        return tuple(dict.fromkeys(_number(values[0])))
    return tuple(dict.fromkeys(_shape([plain(value) or str(value) for value in values])))


def plain(value: Number) -> str:
    """A number with a decimal point and a hyphen; nothing where no decimal ends it."""
    found = Fraction(value)
    shown = Decimal(found.numerator) / found.denominator
    ended = Fraction(shown) == found and -int(shown.as_tuple().exponent) <= LONGEST
    return f"{shown:f}" if ended else ""


def _number(value: Number) -> Iterator[str]:
    for size in _size(abs(Fraction(value))):
        yield from (f"{minus}{size}" for minus in (MINUS if value < 0 else ("",)))


def _size(value: Fraction) -> Iterator[str]:
    """The ways to write a number that is not negative."""
    shown = plain(value)
    if value.denominator == 1:
        yield shown
        if value >= 1000:
            commas = grouped(int(value))
            yield from (commas.replace(",", mark) for mark in (",", " ", ".", "'", "\N{NO-BREAK SPACE}"))
        yield from (f"{shown}.0", f"{shown},0")
        return
    if shown:
        yield from (shown, shown.replace(".", ","))
        if value < 1:
            yield from (shown[1:], shown[1:].replace(".", ","))
    yield f"{value.numerator}/{value.denominator}"
    if value > 1:
        yield f"{int(value)} {value.numerator % value.denominator}/{value.denominator}"


def _shape(numbers: list[str]) -> Iterator[str]:
    yield from (mark.join(numbers) for mark in BETWEEN)
    for inner in (", ".join(numbers), ",".join(numbers)):
        yield from (f"({inner})", f"[{inner}]")
    yield SIZE.format(", ".join(numbers))
