"""The ways in which a right number or shape is likely to be typed, for targets that compare words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from fractions import Fraction

from quizgen.answers import Number, Numerical
from quizgen.answers.values import components
from quizgen.math.printing import grouped

MINUS = ("-", "\N{MINUS SIGN}", "\N{EN DASH}")
THOUSANDS = (",", " ", ".", "'", "\N{NO-BREAK SPACE}")
"""What people write between groups of three digits."""
BETWEEN = (" x ", "x", " × ", "×", ", ", ",", " ", " X ", "X", "*", " by ")
"""What they write between the numbers of a shape."""
AROUND = ("{}", "({})", "[{}]")
"""What they write around those."""
SIZE = "torch.Size([{}])"
LONGEST = 12
"""Decimals of a number that is typed."""


def spellings(answer: Numerical) -> tuple[str, ...]:
    """What is right, the likeliest first; none of a number that no decimal ends but its fraction."""
    values = components(answer.key)
    if len(values) == 1:
        return tuple(dict.fromkeys(_number(values[0])))
    return tuple(dict.fromkeys(_shape([plain(value) or str(value) for value in values])))


def in_any_case(numbers: Sequence[str]) -> list[str]:
    """A shape in the ways in which people write it, for who tells no capitals from small letters."""
    small = [between for between in BETWEEN if between == between.lower()]
    return [
        *(around.format(mark.join(numbers)) for mark in small for around in AROUND),
        SIZE.format(", ".join(numbers)),
    ]


def whole(value: int) -> Iterator[str]:
    """A whole number that is not negative, without and with marks between thousands."""
    yield str(value)
    if value >= 1000:
        yield from (grouped(value, mark) for mark in THOUSANDS)


def signed(value: Number, sizes: Iterable[str]) -> Iterator[str]:
    """The ways to write a number, from those to write its size: with each minus where it is negative."""
    return (f"{minus}{size}" for size in sizes for minus in (MINUS if value < 0 else ("",)))


def plain(value: Number) -> str:
    """A number with a decimal point and a hyphen; nothing where no decimal ends it."""
    found = Fraction(value)
    shown = Decimal(found.numerator) / found.denominator
    ended = Fraction(shown) == found and -int(shown.as_tuple().exponent) <= LONGEST
    return f"{shown:f}" if ended else ""


def _number(value: Number) -> Iterator[str]:
    return signed(value, _size(abs(Fraction(value))))


def _size(value: Fraction) -> Iterator[str]:
    """The ways to write a number that is not negative."""
    shown = plain(value)
    if value.denominator == 1:
        yield from whole(int(value))
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
