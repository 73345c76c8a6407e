"""The tree as a sympy expression: the second, independent way to a value, and the judge of identities.

sympy is imported here and only on use.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from fractions import Fraction
from functools import lru_cache, partial
from typing import Any

from quizgen.errors import FormulaError
from quizgen.math.tree import Call, Expr, Hole, Neg, Num, Op, Sym, symbols
from quizgen.math.whole import whole_if_so


@lru_cache(maxsize=1024)
def to_sympy(expr: Expr) -> Any:
    """The sympy expression of ``expr`` over integer symbols."""
    import sympy

    match expr:
        case Num(value):
            return sympy.Integer(value)
        case Sym(name) | Hole(name):
            return sympy.Symbol(name, integer=True)
        case Neg(operand):
            return -to_sympy(operand)
        case Op(op, left, right):
            return _operation(op, to_sympy(left), to_sympy(right))
        case Call(name, args):
            return _function(name)(*(to_sympy(arg) for arg in args))
        case _:
            raise FormulaError("a relation has no value")


def _function(name: str) -> Callable[..., Any]:
    """Maxima and minima stay as they are: to find out which arguments matter takes sympy a second for small maps."""
    import sympy

    functions: dict[str, Callable[..., Any]] = {
        "floor": sympy.floor,
        "ceil": sympy.ceiling,
        "abs": sympy.Abs,
        "sqrt": sympy.sqrt,
    }
    functions |= {"max": partial(sympy.Max, evaluate=False), "min": partial(sympy.Min, evaluate=False)}
    return functions[name]


def _operation(op: str, left: Any, right: Any) -> Any:
    match op:
        case "+":
            return left + right
        case "-":
            return left - right
        case "*":
            return left * right
        case "/":
            return left / right
        case _:
            return left**right


def exactly(expr: Expr) -> Callable[[Mapping[str, int]], int | Fraction]:
    """A function that gives the value of sympy's own code for ``expr``; nothing passes through a float."""
    names, run = symbols(expr), _code(expr)

    def value(values: Mapping[str, int]) -> int | Fraction:
        return whole_if_so(Fraction(run(*(Fraction(values[name]) for name in names))))

    return value


def _root(number: Fraction) -> Fraction:
    """The exact root; raises ValueError where there is none."""
    root = Fraction(math.isqrt(number.numerator), math.isqrt(number.denominator))
    if root * root != number:
        raise ValueError(f"{number} has no exact root")
    return root


def _code(expr: Expr) -> Callable[..., Any]:
    """A function that sympy writes for its expression, on fractions."""
    import sympy
    from sympy.printing.pycode import PythonCodePrinter

    class Exact(PythonCodePrinter):  # type: ignore[misc]  # sympy has no types
        """Prints numbers that are not whole as fractions."""

        def _print_Rational(self, number: Any) -> str:  # noqa: N802 - sympy's own naming
            return f"Fraction({number.p}, {number.q})"

        _print_Half = _print_Rational  # noqa: N815 - sympy's own naming

    arguments = [sympy.Symbol(name, integer=True) for name in symbols(expr)]
    known = {"floor": math.floor, "ceiling": math.ceil, "Fraction": Fraction, "Max": max, "Min": min, "sqrt": _root}
    printer = Exact({"fully_qualified_modules": False})
    function: Callable[..., Any] = sympy.lambdify(arguments, to_sympy(expr), modules=[known], printer=printer)
    return function
