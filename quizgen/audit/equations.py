"""Every equation that an item prints must be true: formulas of a text are read again and worked out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction
from functools import lru_cache

from quizgen.errors import FormulaError
from quizgen.math.code import evaluate
from quizgen.math.tree import Expr, Relation, Sym, symbols
from quizgen.model import Number, Question
from quizgen.text import Text
from quizgen.text.nodes import Bullets, Display, Emph, Inline, Math, Paragraph, Strong
from quizgen.text.reader import blocks


def false_equations(question: Question) -> Iterator[str]:
    """What is wrong with the solution: a relation that does not hold, or a last line that is not the key."""
    known: dict[str, Number] = {}
    last: Number | None = None
    for text in question.solution:
        numbers = {name: value for name, value in text.values.items() if isinstance(value, int | Fraction)}
        for expr in _relations(text.template):
            values = _worked(expr, numbers, known)
            if not _holds(expr, values):
                yield f"'{text.template.strip()[:200]}' is not true with {numbers}"
            last = next((value for value in reversed(values) if value is not None), last)
    if isinstance(question.key, int | Fraction) and last != question.key:
        yield f"the solution ends at {last}, the key is {question.key}"


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
        return evaluate(part, every)
    except FormulaError:
        return None


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


@lru_cache(maxsize=4096)
def _relations(template: str) -> tuple[Relation, ...]:
    """Every relation of a text, in reading order."""
    found: list[Relation] = []
    for block in blocks(template):
        match block:
            case Display(Relation() as expr):
                found.append(expr)
            case Paragraph(children):
                found.extend(_inline(children))
            case Bullets(items):
                found.extend(relation for item in items for relation in _inline(item))
            case _:
                pass
    return tuple(found)


def _inline(nodes: tuple[Inline, ...]) -> Iterator[Relation]:
    for node in nodes:
        match node:
            case Math(Relation() as expr):
                yield expr
            case Strong(children) | Emph(children):
                yield from _inline(children)
            case _:
                pass


def texts(question: Question) -> Iterator[Text]:
    """Everything that a reader of the question may see."""
    yield question.stem
    yield from question.solution
    for option in question.options:
        yield option.text
        yield option.feedback
    for figure in question.figures:
        yield figure.alt
