"""The exact value of a tree at single points: a function for each node, which calls those of the node's operands.

Such functions are made some twenty times as fast as compiled code: most trees are asked a few times in a run. Equal
parts of trees share one function, whatever trees they are in: mistakes about one formula differ in a few nodes, and of
all nodes of a large run one in twenty is different from all others. A tree that is asked often is compiled after all,
which takes a third of the time.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from fractions import Fraction
from functools import lru_cache, partial
from math import isqrt
from operator import itemgetter
from typing import TypeAlias

from quizgen.errors import FormulaError
from quizgen.math.tree import Call, Expr, Hole, Neg, Num, Op, Sym
from quizgen.math.whole import whole_if_so

Number: TypeAlias = int | Fraction
Values: TypeAlias = Mapping[str, int]
Exact: TypeAlias = Callable[[Values], Number]
SHARED = 8192
"""So many functions of each sort are known again, the latest used: a run of 20,000 items needs about as many."""
OFTEN = 100
"""So often a tree is asked before it is compiled, which takes as long as that saves in a hundred more."""


def nested(expr: Expr, again: Callable[[], Expr] | None = None) -> Exact:
    """A function from named whole numbers to the exact value of ``expr``, an int where it is whole.

    It raises ZeroDivisionError where some part has none: a root that is not exact, a division by zero. Raises
    FormulaError for what has no exact value anywhere. The tree is kept until it is compiled, or never where ``again``
    gives an equal one: a run has thousands, few of which are asked often.
    """
    run, left, tree = _node(expr), OFTEN, again or partial(_itself, expr)

    def exact(values: Values) -> Number:
        nonlocal run, left
        if left:
            left -= 1
            if not left:
                run = _compiled(tree())
        number = run(values)
        return number if type(number) is int else whole_if_so(number)

    return exact


def _itself(expr: Expr) -> Expr:
    return expr


def _compiled(expr: Expr) -> Exact:
    """The same as one function of Python."""
    text = f"lambda values: {_text(expr)}"
    found: Exact = eval(text, dict(_NAMES))  # noqa: S307 - the text is printed from a tree, never taken from outside
    return found


def _text(expr: Expr) -> str:  # noqa: PLR0911 - one for each kind of node
    """What a node is in Python, with the same operations as those of the nodes' functions."""
    match expr:
        case Op("/" | "**" as op, left, right):
            return f"{_CALLED[op]}({_text(left)}, {_text(right)})"
        case Op(op, left, right):
            return f"({_text(left)} {op} {_text(right)})"
        case Sym(name) | Hole(name):
            return f"values[{name!r}]"
        case Num(number):
            return str(number)
        case Call("floor" | "ceil" as name, (Op("/", above, below),)):
            sign = "-" if name == "ceil" else ""
            return f"({sign}({sign}{_text(above)} // {_text(below)}))"
        case Call(name, args):
            return f"_{name}({', '.join(map(_text, args))})"
        case Neg(operand):
            return f"(-{_text(operand)})"
        case _:
            raise FormulaError("a relation or a logarithm has no exact value")


def _node(expr: Expr) -> Exact:
    if isinstance(expr, Op):  # half of all nodes
        return _joined(expr.op, _node(expr.left), _node(expr.right))
    if isinstance(expr, (Sym, Hole)):
        return _named(expr.name)
    match expr:
        case Num(number):
            return _constant(number)
        case Call("floor" | "ceil" as name, (Op("/", above, below),)):
            return _joined(name, _node(above), _node(below))
        case Call(name, args) if name in _FUNCTIONS:
            return _called(name, *map(_node, args))
        case Neg(operand):
            return _opposite(_node(operand))
        case _:
            raise FormulaError("a relation or a logarithm has no exact value")


@lru_cache(SHARED)
def _named(name: str) -> Exact:
    return itemgetter(name)


@lru_cache(SHARED)
def _constant(number: int) -> Exact:
    return lambda _: number


@lru_cache(SHARED)
def _opposite(inner: Exact) -> Exact:
    return lambda values: -inner(values)


@lru_cache(SHARED)
def _joined(how: str, one: Exact, other: Exact) -> Exact:
    return _OPERATIONS[how](one, other)


@lru_cache(SHARED)
def _called(name: str, *args: Exact) -> Exact:
    function = _FUNCTIONS[name]
    match args:
        case (one,):
            return lambda values: function(one(values))
        case (one, other):
            return lambda values: function(one(values), other(values))
        case _:
            return lambda values: function(*[arg(values) for arg in args])


def _over(above: Number, below: Number) -> Number:
    """Mostly there is no remainder, and no fraction to be made."""
    if isinstance(above, int) and isinstance(below, int) and below and not above % below:
        return above // below
    return Fraction(above, below)


def _raised(base: Number, exponent: Number) -> Number:
    power = whole_if_so(exponent)
    if not isinstance(power, int):
        raise FormulaError("an exponent must be a whole number")
    return base**power if power >= 0 else Fraction(base) ** power


def _root(number: Number) -> Number:
    """Raises ZeroDivisionError, as where any value is missing, for a number that is no square."""
    if number < 0:
        raise ZeroDivisionError(number)
    above, below = isqrt(number.numerator), isqrt(number.denominator)
    if above**2 != number.numerator or below**2 != number.denominator:
        raise ZeroDivisionError(number)
    return Fraction(above, below)


_OPERATIONS: Mapping[str, Callable[[Exact, Exact], Exact]] = {
    "+": lambda one, other: lambda values: one(values) + other(values),
    "-": lambda one, other: lambda values: one(values) - other(values),
    "*": lambda one, other: lambda values: one(values) * other(values),
    "/": lambda one, other: lambda values: _over(one(values), other(values)),
    "**": lambda one, other: lambda values: _raised(one(values), other(values)),
    "floor": lambda one, other: lambda values: one(values) // other(values),
    "ceil": lambda one, other: lambda values: -(-one(values) // other(values)),
}
"""A quotient that is rounded, ``floor`` or ``ceil``, needs no fraction."""
_FUNCTIONS: Mapping[str, Callable[..., Number]] = {
    "floor": lambda number: number // 1,
    "ceil": lambda number: -(-number // 1),
    "abs": abs,
    "sqrt": _root,
    "max": max,
    "min": min,
}
_CALLED: Mapping[str, str] = {"/": "_over", "**": "_raised"}
_NAMES = {"_over": _over, "_raised": _raised} | {f"_{name}": function for name, function in _FUNCTIONS.items()}
