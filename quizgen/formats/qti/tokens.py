"""Expressions of QTI's response processing, and mathematics as such expressions."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from quizgen.formats.qti.model import BaseType, Token, Tokens
from quizgen.math.tree import Call, Expr, Hole, Neg, Num, Op, Relation, Sym

_OPS: Mapping[str, str] = {"+": "sum", "-": "subtract", "*": "product", "/": "divide", "**": "power"}
_FUNCTIONS = ("floor", "ceil", "abs")


def variable(name: str) -> Tokens:
    """The value of a response or an outcome."""
    return (Token("variable", name),)


def correct(name: str) -> Tokens:
    """The right value of a response."""
    return (Token("correct", name),)


def value(shown: str, base: BaseType) -> Tokens:
    """A constant."""
    return (Token("value", shown, base),)


def index(place: int, inner: Tokens) -> Tokens:
    """What stands at a place of something ordered, counted from 1."""
    return (Token("index", str(place)), *inner, Token("/index"))


def same(shown: str, name: str) -> Tokens:
    """Whether a response is that very number."""
    return (Token("equal"), *value(shown, "float"), *variable(name), Token("/equal"))


def within(low: str, high: str, name: str) -> Tokens:
    """Whether a response lies between two numbers or is one of them.

    Doubles may miss what is just as far from a key as it may be (1.2 from 1.15), bounds do not. And for
    qti3-item-player, words are equal to any number that has a tolerance.
    """
    above = operation("gte", (variable(name), value(low, "float")))
    return operation("and", (above, operation("lte", (variable(name), value(high, "float")))))


def about(expr: Tokens, allowed: str, name: str) -> Tokens:
    """Whether a response is no further from what is worked out."""
    off = (Token("function", "abs"), *operation("subtract", (expr, variable(name))), Token("/function"))
    return operation("lte", (off, value(allowed, "float")))


def operation(name: str, parts: Iterable[Tokens]) -> Tokens:
    """An operator around its operands; of ``and`` and ``or`` with one operand that alone."""
    found = list(parts)
    if name in {"and", "or"} and len(found) == 1:
        return found[0]
    return (Token(name), *(token for part in found for token in part), Token(f"/{name}"))


def worked(expr: Expr, names: Mapping[str, str]) -> Tokens | None:  # noqa: PLR0911 - one for each kind of node
    """Mathematics in which ``names`` are variables; nothing where QTI cannot work it out."""
    match expr:
        case Num(number):
            return value(str(number), "float")
        case Sym(name):
            return variable(names[name]) if name in names else None
        case Neg(operand):
            return _of("product", (Num(-1), operand), names)
        case Op(op, left, right):
            return _of(_OPS[op], (left, right), names)
        case Call("sqrt", (inner,)):
            root = worked(inner, names)
            return None if root is None else operation("power", (root, value("0.5", "float")))
        case Call(("max" | "min") as name, args):
            return _of(name, args, names)
        case Call(name, args) if name in _FUNCTIONS:
            inside = _of(name, args, names)
            return None if inside is None else (Token("function", name), *inside[1:-1], Token("/function"))
        case Call() | Hole() | Relation():
            return None


def _of(name: str, args: Iterable[Expr], names: Mapping[str, str]) -> Tokens | None:
    found = [worked(one, names) for one in args]
    known = [one for one in found if one is not None]
    return operation(name, known) if len(known) == len(found) else None
