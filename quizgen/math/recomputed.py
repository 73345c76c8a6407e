"""A tree's value found once more, by sympy's own numbers; no code is shared with ``quizgen.math.code``.

sympy is imported here and only on use.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction
from functools import cache, lru_cache
from typing import Any, TypeAlias

from quizgen.errors import FormulaError
from quizgen.math.tree import Call, Expr, Hole, Neg, Num, Op, Sym, symbols, walk

Number: TypeAlias = int | Fraction


def divides(expr: Expr) -> bool:
    """Whether ``expr`` has a root or a division, so that its value may be a fraction, or none at all."""
    return any(_divides(node) for node in walk(expr))


def _divides(node: Expr) -> bool:
    match node:
        case Op("/", _, _) | Call("sqrt", _):
            return True
        case _:
            return False


def recomputed(expr: Expr, values: Mapping[str, int]) -> Number:
    """The exact value; raises ZeroDivisionError where any node has none: a root that is not exact, a division by 0."""
    (found,) = recomputing((expr,))(values)
    if found is None:
        raise ZeroDivisionError(f"{expr} has no exact value")
    return found


def recomputing(trees: Sequence[Expr]) -> Callable[[Mapping[str, int]], tuple[Number | None, ...]]:
    """A function that gives the exact value of each tree, None where it has none; what trees share is found once."""
    code = _Code()
    blocks = [line for place, tree in enumerate(trees) for line in code.block(place, tree)]
    given = [f"    {name} = _number(_values[{name!r}])" for name in dict.fromkeys(n for t in trees for n in symbols(t))]
    results = "".join(f"_result_{place}, " for place in range(len(trees)))
    alone = cache(lambda place: recomputing(trees[place : place + 1]))
    space: dict[str, Any] = {"_number": _number, "_rational": _rational, "_plain": _plain, "_alone": alone}
    text = "\n".join(["def found(_values):", *given, *blocks, f"    return ({results})"])
    space |= _functions()
    exec(text, space)  # noqa: S102 - the text is printed from trees, never taken from outside
    run: Callable[[Mapping[str, int]], tuple[Number | None, ...]] = space["found"]
    return run


class _Code:
    """Trees as Python on sympy's numbers, a line for each node; of them only quotients, powers and roots may fail."""

    def __init__(self) -> None:
        self._known: dict[Expr, str] = {}
        self._lines: list[str] = []

    def block(self, place: int, tree: Expr) -> list[str]:
        """The lines for one tree; where a line that it shares with a tree before was not reached, it runs alone."""
        self._lines = []
        result = f"_result_{place}"
        last = f"{result} = _plain({self._name(tree)})"
        return [
            "    try:",
            *(f"        {line}" for line in (*self._lines, last)),
            "    except ZeroDivisionError:",
            f"        {result} = None",
            "    except UnboundLocalError:",
            f"        ({result},) = _alone({place})(_values)",
        ]

    def _name(self, expr: Expr) -> str:
        if isinstance(expr, Sym | Hole):
            return expr.name
        if expr not in self._known:
            code = self._of(expr)
            self._known[expr] = f"_node_{len(self._known)}"
            self._lines.append(f"{self._known[expr]} = {code}")
        return self._known[expr]

    def _of(self, expr: Expr) -> str:
        match expr:
            case Num(value):
                return f"_number({value})"
            case Neg(operand):
                return f"-{self._name(operand)}"
            case Op("/" | "**" as op, left, right):
                return f"_rational({self._name(left)} {op} {self._name(right)})"
            case Op(op, left, right):
                return f"{self._name(left)} {op} {self._name(right)}"
            case Call(name, args) if f"_{name}" in _functions():
                return f"_rational(_{name}({', '.join(map(self._name, args))}))"
            case _:
                raise FormulaError("a relation or a logarithm has no exact value")


def _plain(found: Any) -> Number:
    return int(found.p) if found.q == 1 else Fraction(int(found.p), int(found.q))


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
