"""Precedence: which operands need parentheses, and which factors need a sign between them."""

from __future__ import annotations

from enum import IntEnum
from typing import Literal, TypeAlias

from quizgen.math.symbols import glyph
from quizgen.math.tree import Call, Expr, Hole, Neg, Num, Op, Relation, Sym, walk

Joint: TypeAlias = Literal["sign", "gap", "none"]


class Precedence(IntEnum):
    """How tightly a node holds together; a looser one in a tighter place needs parentheses."""

    RELATION = 0
    SUM = 1
    PRODUCT = 2
    POWER = 3
    ATOM = 4


def level(expr: Expr, *, flat: bool) -> Precedence:
    """How tightly ``expr`` holds together."""
    match expr:
        case Relation():
            return Precedence.RELATION
        case Neg() | Op("+" | "-"):
            return Precedence.SUM
        case Op("*"):
            return Precedence.PRODUCT
        case Op("/"):
            return Precedence.PRODUCT if flat else Precedence.POWER
        case Op("**") | Call("max" | "min" | "sqrt" | "log2"):
            return Precedence.POWER
        case _:
            return Precedence.ATOM


def leads_with_minus(expr: Expr, *, flat: bool) -> bool:
    """Whether the first thing printed is a minus."""
    match expr:
        case Neg():
            return True
        case Op("+" | "-", left, _):
            return leads_with_minus(left, flat=flat)
        case Op("*" | "/" as op, left, _) if op == "*" or flat:
            return isinstance(left, Neg) or (
                level(left, flat=flat) > Precedence.SUM and leads_with_minus(left, flat=flat)
            )
        case _:
            return False


def factors(expr: Expr) -> list[Expr]:
    """The factors of a product, in reading order."""
    return [*factors(expr.left), *factors(expr.right)] if isinstance(expr, Op) and expr.op == "*" else [expr]


def is_tall(expr: Expr) -> bool:
    """Whether a fraction makes ``expr`` higher than a line."""
    return any(isinstance(node, Op) and node.op == "/" for node in walk(expr))


def is_hole(expr: Expr) -> bool:
    """Whether ``expr`` will be a bare number once the item is known; a neighbour needs a sign then."""
    core = expr.operand if isinstance(expr, Neg) else _base(expr)
    return isinstance(core, Hole)


def joint(left: Expr, right: Expr) -> Joint:
    """How two factors are joined where no hole makes a sign necessary."""
    if _is_number(right) or _is_word(left) or _is_word(right) or (_is_number(left) and _is_fraction(right)):
        return "sign"
    if _is_wide(left) or (_is_wide(right) and isinstance(_base(left), Sym)) or _is_function(right):
        return "gap"
    return "none"


def _base(expr: Expr) -> Expr:
    return expr.left if isinstance(expr, Op) and expr.op == "**" else expr


def _is_number(expr: Expr) -> bool:
    core = expr.operand if isinstance(expr, Neg) else _base(expr)
    return isinstance(core, Num)


def _is_word(expr: Expr) -> bool:
    core = _base(expr)
    return isinstance(core, Sym) and glyph(core.name).is_word


def _is_wide(expr: Expr) -> bool:
    core = _base(expr)
    return isinstance(core, Sym) and glyph(core.name).is_wide


def _is_function(expr: Expr) -> bool:
    core = _base(expr)
    return isinstance(core, Call) and core.name not in {"floor", "ceil", "abs"}


def _is_fraction(expr: Expr) -> bool:
    return isinstance(expr, Op) and expr.op == "/"
