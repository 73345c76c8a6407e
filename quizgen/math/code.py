"""Exact arithmetic from a tree: Python code that runs on ints and on numpy columns alike.

A value is a numerator over a denominator, both whole, so that nothing passes through a float; ``floor`` and ``ceil``
become ``//``. Where there is no value, because a root is not exact or something is divided by zero, the denominator is
zero; so it is wherever a part of the expression has none, whatever is done with that part.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from fractions import Fraction
from functools import lru_cache
from math import lcm
from typing import Any, TypeAlias

from msgspec import Struct
from msgspec.structs import replace

from quizgen.errors import FormulaError
from quizgen.math.steps import STEPS
from quizgen.math.tree import Call, Expr, Hole, Neg, Num, Op, Sym, symbols
from quizgen.math.whole import whole_if_so

Columns: TypeAlias = Mapping[str, Any]
Ratio: TypeAlias = tuple[Any, Any]


class _Code(Struct, frozen=True):
    """A numerator and a denominator as Python text; where one of ``needed`` is zero too, there is no value."""

    above: str
    below: str = "1"
    needed: tuple[str, ...] = ()


@lru_cache(maxsize=8192)
def compiled(expr: Expr) -> Callable[[Columns], Ratio]:
    """A function from named whole numbers (ints or int64 columns) to numerator and denominator."""
    code = _code(expr)
    below = f"_present({', '.join([code.below, *code.needed])})" if code.needed else code.below
    lines = [f"    {name} = _columns[{name!r}]" for name in symbols(expr)]
    text = "\n".join(["def evaluate(_columns):", *lines, f"    return {code.above}, {below}"])
    space: dict[str, Any] = {f"_{step.__name__}": step for step in STEPS}
    exec(text, space)  # noqa: S102 - the text is printed from a tree, never taken from outside
    function: Callable[[Columns], Ratio] = space["evaluate"]
    return function


def evaluate(expr: Expr, values: Mapping[str, int | Fraction]) -> int | Fraction:
    """The exact value of ``expr``: an int where it is whole."""
    return value(*compiled(expr)(values))


def value(numerator: int | Fraction, denominator: int | Fraction) -> int | Fraction:
    """The number that a ratio stands for: an int where it is whole; raises ZeroDivisionError where there is none."""
    if denominator == 1 and isinstance(numerator, int):
        return numerator
    return whole_if_so(Fraction(numerator, denominator))


def _code(expr: Expr) -> _Code:
    match expr:
        case Num(value):
            return _Code(str(value))
        case Sym(name) | Hole(name):
            return _Code(name)
        case Neg(operand):
            code = _code(operand)
            return replace(code, above=f"(-{code.above})")
        case Op(op, left, right):
            return _operation(op, _code(left), _code(right))
        case Call(name, args):
            return _call(name, [_code(arg) for arg in args])
        case _:
            raise FormulaError("a relation has no value")


def _operation(op: str, left: _Code, right: _Code) -> _Code:
    (a, b), (c, d) = (left.above, left.below), (right.above, right.below)
    needed = _all(left.needed, right.needed)
    if op == "*":
        return _Code(_times(a, c), _times(b, d), needed)
    if op == "/":
        return _Code(_times(a, d), _times(b, c), _all(needed, _wanted(d)))
    if op == "**":
        return _power(left, right)
    if b == d:
        return _Code(f"({a} {op} {c})", b, needed)
    return _Code(f"({_times(a, d)} {op} {_times(c, b)})", _times(b, d), needed)


def _power(base: _Code, exponent: _Code) -> _Code:
    a, b, c = base.above, base.below, exponent.above
    if exponent.below != "1":
        raise FormulaError("an exponent must be a whole number")
    needed = _all(base.needed, exponent.needed, _wanted(b))
    if c.isdigit():
        return _Code(f"({a}**{c})", "1" if b == "1" else f"({b}**{c})", needed)
    return _Code(f"_raised({a}, {b}, {c})", f"_raised({b}, {a}, {c})", needed)


def _times(a: str, b: str) -> str:
    if a == "1":
        return b
    return a if b == "1" else f"({a}*{b})"


def _all(*needed: tuple[str, ...]) -> tuple[str, ...]:
    """Each once."""
    return tuple(dict.fromkeys(one for some in needed for one in some))


def _wanted(below: str) -> tuple[str, ...]:
    """A denominator that is left out of an operation's own, unless it is a number other than zero."""
    return () if _settled(below) else (below,)


def _settled(below: str) -> bool:
    return below.isdigit() and int(below) > 0


def _call(name: str, args: list[_Code]) -> _Code:
    a, b = args[0].above, args[0].below
    needed = _all(*(arg.needed for arg in args))
    if name in {"floor", "ceil"}:
        whole = a if b == "1" else f"_quotient({a}, {b})" if name == "floor" else f"(-_quotient(-{a}, {b}))"
        return _Code(whole, "1", _all(needed, _wanted(b)))
    if name == "abs" and _settled(b):
        return _Code(f"abs({a})", b, needed)
    if name == "sqrt":
        inner = _times(a, b)
        return _Code(f"_root({inner})", _times(b if _settled(b) else f"abs({b})", f"_square({inner})"), needed)
    if name in {"max", "min"} and all(_settled(arg.below) for arg in args):
        common = lcm(*(int(arg.below) for arg in args))
        merged, *others = (_times(arg.above, str(common // int(arg.below))) for arg in args)
        for other in others:
            merged = f"_{name}imum({merged}, {other})"
        return _Code(merged, str(common), needed)
    raise FormulaError(f"'{name}' of these arguments has no exact value")
