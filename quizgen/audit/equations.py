"""Every equation that an item prints must be true: formulas of a text are read again and worked out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction
from typing import assert_never

from quizgen.answers import Answer, Choice, Grid, Matching, Multiple, Number, Numerical, Option, Ordering
from quizgen.errors import FormulaError
from quizgen.math.code import evaluate
from quizgen.math.tree import Expr, Op, Relation, Sym, symbols, walk
from quizgen.model import Part, Question
from quizgen.text import Text
from quizgen.text.expressions import expressions

MOST_BITS = 10_000
"""Of a power: what an equation needs has far fewer."""


def false_equations(question: Question) -> Iterator[str]:
    """What is wrong with the solutions: a relation that does not hold, or a last line that is not the part's key."""
    known: dict[str, Number] = {}
    for part in question.parts:
        yield from _part(part, known)


def _part(part: Part, known: dict[str, Number]) -> Iterator[str]:
    last: Number | None = None
    for text in part.solution:
        numbers = {name: value for name, value in text.values.items() if isinstance(value, int | Fraction)}
        for expr in _relations(text.template):
            values = _worked(expr, numbers, known)
            if not _holds(expr, values):
                yield f"'{text.template.strip()[:200]}' is not true with {numbers}"
            last = next((value for value in reversed(values) if value is not None), last)
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


def _worked(expr: Relation, numbers: Mapping[str, Number], known: dict[str, Number]) -> list[Number | None]:
    """The value of each part, where all its quantities are known; a lone symbol takes the value it is set equal to."""
    values = [_value(part, numbers, known) for part in expr.parts]
    settled = next((value for value in values if value is not None), None)
    for number, part in enumerate(expr.parts):
        if values[number] is None and isinstance(part, Sym) and settled is not None and set(expr.ops) == {"=="}:
            known[part.name] = settled
            values[number] = settled
    return values


def _value(part: Expr, numbers: Mapping[str, Number], known: Mapping[str, Number]) -> Number | None:
    every = {**known, **numbers}
    if not all(name in every for name in symbols(part)):
        return None
    try:
        return evaluate(part, every) if _moderate(part, every) else None
    except (FormulaError, ZeroDivisionError):
        return None


def _moderate(part: Expr, values: Mapping[str, Number]) -> bool:
    """Whether its powers are whole and can be written down; they are looked at from the inside to the outside."""
    for node in reversed(list(walk(part))):
        if isinstance(node, Op) and node.op == "**":
            base, exponent = Fraction(evaluate(node.left, values)), evaluate(node.right, values)
            size = base.numerator.bit_length() + base.denominator.bit_length()
            if not isinstance(exponent, int) or not 0 <= exponent * size <= MOST_BITS:
                return False
    return True


def _holds(expr: Relation, values: list[Number | None]) -> bool:
    tests = {
        "==": lambda a, b: a == b,
        "!=": lambda a, b: a != b,
        "<": lambda a, b: a < b,
        "<=": lambda a, b: a <= b,
        ">": lambda a, b: a > b,
        ">=": lambda a, b: a >= b,
    }
    pairs = zip(values, expr.ops, values[1:], strict=False)
    return all(a is None or b is None or tests[op](a, b) for a, op, b in pairs)


def _relations(template: str) -> Iterator[Relation]:
    """Every relation of a text, in reading order."""
    return (expr for expr in expressions(template) if isinstance(expr, Relation))


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
