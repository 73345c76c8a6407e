"""What Canvas takes for a right number: in a question of its own by value, in a gap letter by letter."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import ROUND_HALF_EVEN, Context, Decimal
from fractions import Fraction

from msgspec import Struct

from quizgen.answers import Number, Numerical
from quizgen.answers.values import components
from quizgen.formats.plain.spellings import signed, whole

DIGITS = 15
"""Digits that a floating number keeps, which Canvas reads numbers as."""
SLACK = Fraction(1, 10**6)
"""The part of a tolerance that is added to it: a number that is rounded may be just at its edge, and floats miss it."""
FINER = 10
"""By how much finer than a tolerance a number may be typed into a gap."""
TOO_LONG = f"a number has more than the {DIGITS} digits that Canvas keeps"
ENDLESS = "a number without end has no tolerance, and cannot be typed"
_CONTEXT = Context(prec=60, rounding=ROUND_HALF_EVEN)


class Bounds(Struct, frozen=True):
    """A number with the least and the largest that count for it, as Canvas reads them."""

    exact: str
    low: str
    high: str


def bounds(answer: Numerical) -> Bounds:
    """The key of a number that is written."""
    key, tolerance = components(answer.key)[0], answer.tolerance
    room = tolerance * (1 + SLACK)
    return Bounds(plain(key), plain(key - room), plain(key + room))


def plain(value: Number) -> str:
    """Digits with a decimal point; of a number without end as many as count."""
    if isinstance(value, int):
        return str(value)
    shown = _CONTEXT.divide(Decimal(value.numerator), Decimal(value.denominator))
    if Fraction(shown) != value:
        shown = Context(prec=DIGITS).plus(shown)
    return f"{shown.normalize(_CONTEXT):f}"


def objection(answer: Numerical) -> str | None:
    """Why Canvas cannot mark it, if it cannot."""
    for number in components(answer.key):
        if not answer.tolerance and Fraction(plain(number)) != number:
            return ENDLESS
        if len(plain(number).strip("-0").replace(".", "")) > DIGITS:
            return TOO_LONG
    return None


def spellings(value: Number, tolerance: Number = 0) -> tuple[str, ...]:
    """Every way in which a number is typed that counts for the key, the usual one first.

    A gap knows no tolerance: within it are the decimals with one digit more than it asks for.
    """
    found = dict.fromkeys(way for number in _within(value, tolerance) for way in _spelled(number))
    return tuple(found)


def _within(value: Number, tolerance: Number) -> Iterator[Number]:
    """The key, then the decimals that are near enough."""
    if Fraction(plain(value)) == value:
        yield value
    if tolerance:
        step = _step(Fraction(tolerance) / FINER * 2)
        first, last = (value - tolerance) / step, (value + tolerance) / step
        for count in range(-(-first.numerator // first.denominator), last.numerator // last.denominator + 1):
            yield count * step


def _step(size: Fraction) -> Fraction:
    """The largest power of ten that is no larger."""
    step = Fraction(1)
    while step > size:
        step /= 10
    while step * 10 <= size:
        step *= 10
    return step


def _spelled(value: Number) -> Iterator[str]:
    """With and without marks between thousands, with point and comma, with each minus."""
    before, point, digits = plain(value if value > 0 else -value).partition(".")
    wholes = list(whole(int(before)))
    ends = [f"{mark}{digits}{zero}" for mark in ".," for zero in ("", "0")] if point else [""]
    if point and before == "0":
        wholes.append("")
    return signed(value, (f"{start}{end}" for start in wholes for end in ends if not (end and end[0] in start)))
