"""Changes to a tree: substitution, pattern rewriting, and the mutants that the tests use.

In a pattern a one-letter name from ``a`` to ``z`` other than ``n`` stands for any expression; any other name stands
for the quantity of that name with whatever index it has, the same index throughout the pattern.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import count

from quizgen.errors import FormulaError
from quizgen.math.reader import read
from quizgen.math.tree import Call, Expr, Hole, Neg, Num, Op, Relation, Sym, children, rebuild, transform, walk

_INDEX = "index"


def substitute(expr: Expr, values: Mapping[str, Expr]) -> Expr:
    """``expr`` with every symbol named in ``values`` replaced."""
    return transform(expr, lambda node: values.get(node.name, node) if isinstance(node, Sym) else node)


def filled(expr: Expr) -> Expr:
    """``expr`` with a hole for every symbol, ready to have the item's numbers put in."""
    return transform(expr, lambda node: Hole(node.name) if isinstance(node, Sym) else node)


def indexed(expr: Expr, suffix: str | int, also: Mapping[str, Expr] | None = None) -> Expr:
    """``expr`` with ``_suffix`` on every symbol, except those that ``also`` replaces."""
    other = also or {}

    def change(node: Expr) -> Expr:
        if not isinstance(node, Sym):
            return node
        return other[node.name] if node.name in other else Sym(f"{node.name}_{suffix}")

    return transform(expr, change)


def rewrite(expr: Expr, pattern: str, by: str) -> Expr:
    """``expr`` with every match of ``pattern`` replaced; raises FormulaError where nothing matches."""
    old, new = read(pattern), read(by)
    hits = 0

    def change(node: Expr) -> Expr:
        nonlocal hits
        bound: dict[str, Expr] = {}
        if not _match(old, node, bound):
            return node
        hits += 1
        return _build(new, bound)

    result = transform(expr, change)
    if not hits:
        raise FormulaError(f"the pattern '{pattern}' occurs nowhere in the formula, so rewriting changes nothing")
    return result


def rewrites(expr: Expr, pattern: str, by: str) -> Iterator[Expr]:
    """``expr`` with one match of ``pattern`` replaced, for each match."""
    old, new = read(pattern), read(by)
    for number, node in enumerate(walk(expr)):
        bound: dict[str, Expr] = {}
        if _match(old, node, bound):
            yield _replaced(expr, number, _build(new, bound))


def is_wildcard(name: str) -> bool:
    """Whether a name in a pattern stands for any expression."""
    return len(name) == 1 and name != "n"


def _match(pattern: Expr, node: Expr, bound: dict[str, Expr]) -> bool:
    if isinstance(pattern, Sym):
        return _match_name(pattern, node, bound)
    if type(pattern) is not type(node) or _label(pattern) != _label(node):
        return False
    inner, parts = children(pattern), children(node)
    return len(inner) == len(parts) and all(_match(a, b, bound) for a, b in zip(inner, parts, strict=True))


def _match_name(pattern: Sym, node: Expr, bound: dict[str, Expr]) -> bool:
    if is_wildcard(pattern.name):
        return bound.setdefault(pattern.name, node) == node
    if not isinstance(node, Sym) or node.base != pattern.name:
        return False
    return bound.setdefault(_INDEX, Sym(node.suffix)) == Sym(node.suffix)


def _label(expr: Expr) -> object:
    match expr:
        case Num(value):
            return value
        case Hole(name) | Call(name, _):
            return name
        case Op(op, _, _):
            return op
        case Relation(_, ops):
            return ops
        case _:
            return None


def _build(template: Expr, bound: dict[str, Expr]) -> Expr:
    def change(node: Expr) -> Expr:
        if not isinstance(node, Sym):
            return node
        if is_wildcard(node.name):
            return bound[node.name]
        index = bound.get(_INDEX)
        return Sym(f"{node.name}_{index.name}") if isinstance(index, Sym) and index.name else node

    return transform(template, change)


def mutants(expr: Expr) -> Iterator[tuple[str, Expr]]:
    """Every tree that differs by one flipped sign or one dropped ``+1`` or ``-1``, with a name for it."""
    for number, node in enumerate(walk(expr)):
        if isinstance(node, Op) and node.op in "+-":
            flipped = Op("-" if node.op == "+" else "+", node.left, node.right)
            yield f"flip {node.op} at node {number}", _replaced(expr, number, flipped)
            if node.right == Num(1):
                yield f"drop {node.op}1 at node {number}", _replaced(expr, number, node.left)
            if node.left == Num(1) and node.op == "+":
                yield f"drop 1+ at node {number}", _replaced(expr, number, node.right)
        if isinstance(node, Neg):
            yield f"drop - at node {number}", _replaced(expr, number, node.operand)


def _replaced(expr: Expr, number: int, new: Expr) -> Expr:
    """``expr`` with its node of that number in ``walk`` order replaced."""
    return _put(expr, count(), number, new)


def _put(node: Expr, places: Iterator[int], number: int, new: Expr) -> Expr:
    if next(places) == number:
        return new
    return rebuild(node, tuple([_put(child, places, number, new) for child in children(node)]))
