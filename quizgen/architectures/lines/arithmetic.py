"""Sums and products of whole numbers, as they stand in calls: ``nn.Linear(16 * 5 * 5, 120)``."""

from __future__ import annotations

import ast
import operator
from collections.abc import Callable, Mapping

OPERATORS: Mapping[type[ast.operator], Callable[[int, int], int]] = {
    ast.Add: operator.add,
    ast.Sub: operator.sub,
    ast.Mult: operator.mul,
    ast.FloorDiv: operator.floordiv,
    ast.Mod: operator.mod,
    ast.Pow: operator.pow,
}
LARGEST_POWER = 40
LARGEST = 10**12


def worked_out(node: ast.expr) -> ast.expr:
    """The expression with a number in the place of what is reckoned of whole numbers; all else is as it was."""
    if isinstance(node, ast.Tuple):
        return ast.Tuple([worked_out(one) for one in node.elts], node.ctx)
    if isinstance(node, ast.List):
        return ast.List([worked_out(one) for one in node.elts], node.ctx)
    value = _number(node) if isinstance(node, ast.BinOp) else None
    return node if value is None else ast.Constant(value)


def _number(node: ast.expr) -> int | None:
    if isinstance(node, ast.Constant):
        return node.value if type(node.value) is int else None
    if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.USub):
        value = _number(node.operand)
        return None if value is None else -value
    if not isinstance(node, ast.BinOp) or type(node.op) not in OPERATORS:
        return None
    left, right = _number(node.left), _number(node.right)
    if left is None or right is None or (isinstance(node.op, ast.Pow) and not 0 <= right <= LARGEST_POWER):
        return None
    if (isinstance(node.op, ast.FloorDiv | ast.Mod) and right == 0) or max(abs(left), abs(right)) > LARGEST:
        return None
    return OPERATORS[type(node.op)](left, right)
