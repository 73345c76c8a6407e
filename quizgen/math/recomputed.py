"""A tree's value found once more, by sympy's own numbers; no code is shared with ``quizgen.math.code``.

sympy is imported here and only on use.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from fractions import Fraction
from functools import cache, lru_cache
from typing import Any

from quizgen.errors import FormulaError
from quizgen.math.tree import Call, Expr, Hole, Neg, Num, Op, Sym, symbols, walk


def divides(expr: Expr) -> bool:
    """Whether ``expr`` has a root or a division, so that its value may be a fraction, or none at all."""
    return any(_divides(node) for node in walk(expr))


def _divides(node: Expr) -> bool:
    match node:
        case Op("/", _, _) | Call("sqrt", _):
            return True
        case _:
            return False


def recomputed(expr: Expr, values: Mapping[str, int]) -> int | Fraction:
    """The exact value; raises ZeroDivisionError where any node has none: a root that is not exact, a division by 0."""
    return recomputing(expr)(values)


def recomputing(expr: Expr) -> Callable[[Mapping[str, int]], int | Fraction]:
    """A function that gives ``recomputed`` values of a tree that is asked often."""
    lines = [f"    {name} = _number(_values[{name!r}])" for name in symbols(expr)]
    space: dict[str, Any] = {"_number": _number, "_rational": _rational, **_functions()}
    exec("\n".join(["def found(_values):", *lines, f"    return {_code(expr)}"]), space)  # noqa: S102 - from a tree
    run: Callable[[Mapping[str, int]], Any] = space["found"]

    def value(values: Mapping[str, int]) -> int | Fraction:
        found = run(values)
        return int(found) if found.is_Integer else Fraction(int(found.p), int(found.q))

    return value


def _code(expr: Expr) -> str:
    """The tree as Python on sympy's numbers; of those only quotients, powers and roots may be no rational ones."""
    match expr:
        case Num(value):
            return f"_number({value})"
        case Sym(name) | Hole(name):
            return name
        case Neg(operand):
            return f"(-{_code(operand)})"
        case Op("/" | "**" as op, left, right):
            return f"_rational({_code(left)} {op} {_code(right)})"
        case Op(op, left, right):
            return f"({_code(left)} {op} {_code(right)})"
        case Call(name, args) if f"_{name}" in _functions():
            return f"_rational(_{name}({', '.join(map(_code, args))}))"
        case _:
            raise FormulaError("a relation or a logarithm has no exact value")


def _rational(found: Any) -> Any:
    if not found.is_Rational:
        raise ZeroDivisionError(f"{found} is no exact value")
    return found


@lru_cache(maxsize=4096)
def _number(value: int) -> Any:
    import sympy

    return sympy.Integer(value)


@cache
def _functions() -> Mapping[str, Callable[..., Any]]:
    import sympy

    return {
        "_floor": lambda x: x.floor(),
        "_ceil": lambda x: x.ceiling(),
        "_abs": abs,
        "_max": max,
        "_min": min,
        "_sqrt": sympy.sqrt,
    }
