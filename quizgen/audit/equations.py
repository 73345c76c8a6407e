"""Every equation that an item prints must be true: formulas of a text are read again and worked out."""

from __future__ import annotations

import operator
from collections.abc import Callable, Iterator, Mapping
from fractions import Fraction
from functools import lru_cache
from typing import TypeAlias, assert_never

from msgspec import Struct

from quizgen.answers import Answer, Choice, Grid, Matching, Multiple, Number, Numerical, Option, Ordering
from quizgen.errors import FormulaError
from quizgen.math.code import compiled, value
from quizgen.math.tree import Expr, Op, Relation, Sym, symbols, walk
from quizgen.model import Part, Question
from quizgen.text import Text
from quizgen.text.expressions import expressions

MOST_BITS = 10_000
"""Of a power: what an equation needs has far fewer."""
TESTS: Mapping[str, Callable[[Number, Number], bool]] = {
    "==": operator.eq,
    "!=": operator.ne,
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
}
Run: TypeAlias = Callable[[Mapping[str, Number]], Number]


class _Side(Struct, frozen=True):
    """One side of a relation; ``run`` gives its value, if it can have any, ``powers`` bases and exponents within it."""

    tree: Expr
    names: frozenset[str]
    run: Run | None
    powers: tuple[tuple[Run, Run], ...] = ()


def false_equations(question: Question) -> Iterator[str]:
    """What is wrong with the solutions: a relation that does not hold, or a last line that is not the part's key."""
    known: dict[str, Number] = {}
    for part in question.parts:
        yield from _part(part, known)


def _part(part: Part, known: dict[str, Number]) -> Iterator[str]:
    last: Number | None = None
    for text in part.solution:
        numbers = {name: value for name, value in text.values.items() if isinstance(value, int | Fraction)}
        for ops, sides in _relations(text.template):
            values = _worked(ops, sides, numbers, known)
            if not _holds(ops, values):
                given = ", ".join(f"{name} = {value}" for name, value in numbers.items())
                yield f"'{text.template.strip()[:200]}' is not true{' with ' if given else ''}{given}"
            last = next((one for one in reversed(values) if one is not None), last)
    key = _number(part.answer)
    if key is not None and last != key:
        yield f"the solution ends at {last}, the key is {key}"


def _number(answer: Answer) -> Number | None:
    """The key, where it is one number."""
    match answer:
        case Numerical(int() | Fraction() as key) | Choice(key=Option(value=int() | Fraction() as key)):
            return key
        case Choice() | Multiple() | Numerical() | Matching() | Ordering() | Grid():
            return None
        case _:
            assert_never(answer)


def _worked(
    ops: tuple[str, ...], sides: tuple[_Side, ...], numbers: Mapping[str, Number], known: dict[str, Number]
) -> list[Number | None]:
    """The value of each side, where all its quantities are known; a lone symbol takes the value it is set equal to."""
    every = {**known, **numbers}
    values = [_value(side, every) for side in sides]
    settled = next((one for one in values if one is not None), None)
    for number, side in enumerate(sides):
        if values[number] is None and isinstance(side.tree, Sym) and settled is not None and set(ops) == {"=="}:
            known[side.tree.name] = settled
            values[number] = settled
    return values


def _value(side: _Side, values: Mapping[str, Number]) -> Number | None:
    if side.run is None or not values.keys() >= side.names:
        return None
    try:
        return side.run(values) if _moderate(side, values) else None
    except (FormulaError, ZeroDivisionError):
        return None


def _moderate(side: _Side, values: Mapping[str, Number]) -> bool:
    """Whether its powers are whole and can be written down."""
    for left, right in side.powers:
        base, exponent = Fraction(left(values)), right(values)
        size = base.numerator.bit_length() + base.denominator.bit_length()
        if not isinstance(exponent, int) or not 0 <= exponent * size <= MOST_BITS:
            return False
    return True


def _holds(ops: tuple[str, ...], values: list[Number | None]) -> bool:
    pairs = zip(values, ops, values[1:], strict=False)
    return all(a is None or b is None or TESTS[op](a, b) for a, op, b in pairs)


@lru_cache(maxsize=4096)
def _relations(template: str) -> tuple[tuple[tuple[str, ...], tuple[_Side, ...]], ...]:
    """Every relation of a text, in reading order: its signs, and its sides ready to be worked out."""
    found = (expr for expr in expressions(template) if isinstance(expr, Relation))
    return tuple((expr.ops, tuple(map(_side, expr.parts))) for expr in found)


def _side(tree: Expr) -> _Side:
    """Powers come from the inside to the outside."""
    names = frozenset(symbols(tree))
    try:
        powers = tuple(
            (_run(node.left), _run(node.right))
            for node in reversed(list(walk(tree)))
            if isinstance(node, Op) and node.op == "**"
        )
        return _Side(tree, names, _run(tree), powers)
    except FormulaError:
        return _Side(tree, names, None)


def _run(tree: Expr) -> Run:
    ratio = compiled(tree)
    return lambda values: value(*ratio(values))


def texts(question: Question) -> Iterator[Text]:
    """Everything that a reader of the question may see."""
    yield question.stem
    for part in question.parts:
        yield part.prompt
        yield from part.solution
        yield from _of(part.answer)
    for figure in question.figures:
        yield figure.alt


def _of(answer: Answer) -> Iterator[Text]:
    """The texts of an answer."""
    for option in answer.options:
        yield option.text
        yield option.feedback
    match answer:
        case Matching():
            yield from answer.prompts
        case Grid():
            yield from (answer.corner, answer.about, *answer.rows, *answer.columns)
            yield from (cell for row in answer.cells for cell in row if isinstance(cell, Text))
        case Choice() | Multiple() | Numerical() | Ordering():
            return
        case _:
            assert_never(answer)
