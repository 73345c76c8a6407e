"""Numbers that are given in hundredths."""

from __future__ import annotations

from fractions import Fraction

from quizgen.math.tree import Expr, Num, Op, Sym

HUNDREDTHS = 100


def hundredths(name: str) -> Expr:
    """A parameter that counts hundredths, as the number that it stands for."""
    return Op("/", Sym(name), Num(HUNDREDTHS))


def shown(value: int) -> Fraction:
    """A whole number of hundredths as the number that a text shows."""
    return Fraction(value, HUNDREDTHS)
