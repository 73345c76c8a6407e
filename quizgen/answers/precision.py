"""How many digits count of a number that has to be written, and how far a rounded one may be off."""

from __future__ import annotations

from fractions import Fraction
from functools import cache

from msgspec import Struct

from quizgen.answers.values import Number

APART = 100
"""Options that are not both whole numbers differ by at least this part of the larger one."""
_WORDS = ("no", "one", "two", "three", "four", "five", "six")


class Precision(Struct, frozen=True):
    """So many digits after the point, or so many significant ones; with ``digits`` None all there are."""

    digits: int | None = None
    significant: bool = False

    def tolerance(self, value: Number) -> Number:
        """Half a unit in the last digit that counts; nothing for 0, whose digits are all known."""
        if self.digits is None or not value:
            return 0
        last = _exponent(value) - self.digits + 1 if self.significant else -self.digits
        return _half(last)

    @property
    def asked(self) -> str:
        """What a stem says about it: true for a value with fewer digits, too. Nothing where all digits count."""
        if self.digits is None:
            return ""
        noun = "significant digit" if self.significant else "decimal"
        return f"Round to {_WORDS[self.digits]} {noun}{'' if self.digits == 1 else 's'} if there are more."


@cache
def _half(place: int) -> Fraction:
    """Half a unit in the place of that power of ten."""
    return Fraction(10) ** place / 2


def _exponent(value: Number) -> int:
    """The power of ten of the first digit."""
    above, below = abs(value.numerator), value.denominator
    found = len(str(above)) - len(str(below))  # or one too many
    reached = above >= below * 10**found if found >= 0 else above * 10**-found >= below
    return found if reached else found - 1


def near(one: Number, other: Number) -> bool:
    """Whether two options are a near miss: not whole, and closer than a hundredth of the larger.

    Whole numbers are counted, so a key among them is exact, with all its digits, and no stem says how many count. What
    lies beside it is a mistake of its own and no rounding of the key: parameters without the biases, or one step less.
    """
    if isinstance(one, int) and isinstance(other, int):
        return False
    a, b = one.numerator * other.denominator, other.numerator * one.denominator
    return abs(a - b) * APART < max(abs(a), abs(b))
