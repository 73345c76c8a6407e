"""All decimals between two numbers as a regular expression, for targets that compare words and know no tolerance.

Only what all dialects have is used: classes, groups, ``?`` and ``*``.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from quizgen.answers import Number
from quizgen.errors import QuizgenError

DEEP = 9
"""So many decimals are told apart; a number with more is judged by these."""
WIDE = 30
"""So many whole numbers may lie between both."""
MARK, MINUS = "[.,]", "[-\N{MINUS SIGN}\N{EN DASH}]"


def within(key: Number, tolerance: Number) -> str:
    """Matches every decimal no further from the key, with a point or a comma, and nothing else.

    Raises QuizgenError where numbers of both signs are meant, or very many.
    """
    low, high = Fraction(key - tolerance), Fraction(key + tolerance)
    if low < 0 < high or high - low > WIDE:
        raise QuizgenError(f"a pattern for all numbers from {low} to {high} would be too long")
    minus = MINUS if high <= 0 else ""
    if minus:
        low, high = -high, -low
    return f"^ *{minus}(?:{'|'.join(_wholes(low, high))}) *$"


def _wholes(low: Fraction, high: Fraction) -> Iterator[str]:
    """For each whole part what may follow it."""
    for whole in range(int(low), int(high) + 1):
        digits = _digits(Fraction(whole), 1, low, high)
        alone = low <= whole
        if not digits and not alone:
            continue
        tail = f"{MARK}{digits}" if digits else f"{MARK}0*"
        shown = f"{whole}(?:{tail})?" if alone else f"{whole}{tail}"
        yield shown if whole else _zero(tail, optional=alone)


def _zero(tail: str, *, optional: bool) -> str:
    """A nought before the point may be left out."""
    return f"(?:0?{tail}|0)" if optional else f"0?{tail}"


def _digits(begin: Fraction, depth: int, low: Fraction, high: Fraction) -> str:
    """What may follow the digits of ``begin``, the next of which counts ``10**-depth``; nothing where no digit may."""
    step = Fraction(1, 10**depth)
    if low <= begin and begin + 10 * step <= high:
        return "[0-9]*"
    if depth > DEEP:
        return "0*" if low <= begin <= high else ""
    ways: list[str] = []
    full: list[int] = []
    for digit in range(10):
        first = begin + digit * step
        if low <= first and first + step <= high:
            full.append(digit)
        elif first <= high and first + step > low:
            rest = _digits(first, depth + 1, low, high)
            ways += [f"{digit}{rest}" if low <= first else f"{digit}(?:{rest})"] if rest else []
            ways += [str(digit)] if low <= first and not rest else []
    ways += [f"[{full[0]}-{full[-1]}][0-9]*"] if full else []
    if not ways:
        return ""
    every = ways[0] if len(ways) == 1 else f"(?:{'|'.join(ways)})"
    return f"{every}?" if low <= begin and len(ways) > 1 else f"(?:{every})?" if low <= begin else every
