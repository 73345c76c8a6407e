"""Exact arithmetic from a tree: Python code that runs on ints and on numpy columns alike.

A value is a numerator over a denominator, both whole, so that nothing passes through a float; ``floor`` and ``ceil``
become ``//``. A root that is not exact has the denominator zero: there is no value.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from fractions import Fraction
from functools import lru_cache
from math import isqrt, lcm
from typing import Any

from quizgen.errors import FormulaError
from quizgen.math.tree import Call, Expr, Hole, Neg, Num, Op, Sym, symbols

NO_VALUE = 1 << 40
Columns = Mapping[str, Any]
Ratio = tuple[Any, Any]


@lru_cache(maxsize=8192)
def compiled(expr: Expr) -> Callable[[Columns], Ratio]:
    """A function from named whole numbers (ints or int64 columns) to numerator and denominator."""
    numerator, denominator = _code(expr)
    lines = [f"    {name} = _columns[{name!r}]" for name in symbols(expr)]
    text = "\n".join(["def evaluate(_columns):", *lines, f"    return {numerator}, {denominator}"])
    space: dict[str, Any] = {"maximum": _maximum, "minimum": _minimum, "quotient": _quotient}
    space |= {"root": _root, "square": _square}
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
    ratio = Fraction(numerator, denominator)
    return int(ratio) if ratio.denominator == 1 else ratio


def _code(expr: Expr) -> tuple[str, str]:
    match expr:
        case Num(value):
            return str(value), "1"
        case Sym(name) | Hole(name):
            return name, "1"
        case Neg(operand):
            numerator, denominator = _code(operand)
            return f"(-{numerator})", denominator
        case Op(op, left, right):
            return _operation(op, _code(left), _code(right))
        case Call(name, args):
            return _call(name, [_code(arg) for arg in args])
        case _:
            raise FormulaError("a relation has no value")


def _operation(op: str, left: tuple[str, str], right: tuple[str, str]) -> tuple[str, str]:
    (a, b), (c, d) = left, right
    if op == "*":
        return _times(a, c), _times(b, d)
    if op == "/":
        return _times(a, d), _times(b, c)
    if op == "**":
        if d != "1":
            raise FormulaError("an exponent must be a whole number")
        return f"({a}**{c})", "1" if b == "1" else f"({b}**{c})"
    if b == d:
        return f"({a} {op} {c})", b
    return f"({_times(a, d)} {op} {_times(c, b)})", _times(b, d)


def _times(a: str, b: str) -> str:
    if a == "1":
        return b
    return a if b == "1" else f"({a}*{b})"


def _call(name: str, args: list[tuple[str, str]]) -> tuple[str, str]:
    a, b = args[0]
    if name in {"floor", "ceil"}:
        if b == "1":
            return a, "1"
        return (f"quotient({a}, {b})" if name == "floor" else f"(-quotient(-{a}, {b}))"), "1"
    if name == "abs" and b.isdigit():
        return f"abs({a})", b
    if name == "sqrt":
        inner = _times(a, b)
        return f"root({inner})", _times(b, f"square({inner})")
    if name in {"max", "min"} and all(d.isdigit() for _, d in args):
        common = lcm(*(int(d) for _, d in args))
        merged, *others = (_times(c, str(common // int(d))) for c, d in args)
        for other in others:
            merged = f"{name}imum({merged}, {other})"
        return merged, str(common)
    raise FormulaError(f"'{name}' of these arguments has no exact value")


def _quotient(a: Any, b: Any) -> Any:
    """``a // b``; in columns a division by zero gives a number so low that nothing takes it for a count or a size."""
    if isinstance(b, int):
        return a // b
    safe = b + (b == 0)
    return a // safe - (b == 0) * NO_VALUE


def _maximum(a: Any, b: Any) -> Any:
    return max(a, b) if _single(a, b) else (a + b + abs(a - b)) // 2


def _minimum(a: Any, b: Any) -> Any:
    return min(a, b) if _single(a, b) else (a + b - abs(a - b)) // 2


def _single(*values: Any) -> bool:
    return all(isinstance(value, int | Fraction) for value in values)


def _root(a: Any) -> Any:
    """The whole root below; of a column, found in floats and mended by one, as far as those are off."""
    if isinstance(a, int):
        return isqrt(max(a, 0))
    if isinstance(a, Fraction):
        return Fraction(isqrt(max(a.numerator, 0)), isqrt(a.denominator))
    near = abs(a) ** 0.5 // 1
    near = near.astype(a.dtype)
    return near - (near * near > a) + ((near + 1) * (near + 1) <= a)


def _square(a: Any) -> Any:
    """1 where ``a`` is the square of ``_root(a)``, else 0."""
    found = _root(a) ** 2 == a
    return int(found) if _single(a) else found.astype(a.dtype)
