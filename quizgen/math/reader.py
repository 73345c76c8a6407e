"""Reads mathematics from Python expressions, by ``ast``; nothing is ever executed.

``read("floor((n + 2*padding - kernel_size)/stride) + 1")`` and the body of a function marked ``@formula`` give the
same tree. ``{stride}`` (Python's set display) is a hole for the item's own number.
"""

from __future__ import annotations

import ast
import inspect
import re
import textwrap
from collections.abc import Callable
from functools import cached_property, lru_cache
from warnings import catch_warnings

from msgspec import Struct

from quizgen.errors import FormulaError
from quizgen.math.tree import Call, Expr, Hole, Neg, Num, Op, Relation, Sym

_OPERATORS: dict[type[ast.operator], str] = {
    ast.Add: "+",
    ast.Sub: "-",
    ast.Mult: "*",
    ast.Div: "/",
    ast.Pow: "**",
}
_COMPARISONS: dict[type[ast.cmpop], str] = {
    ast.Eq: "==",
    ast.NotEq: "!=",
    ast.Lt: "<",
    ast.LtE: "<=",
    ast.Gt: ">",
    ast.GtE: ">=",
}
DEEPEST, DIGITS = 200, 40
LARGEST = 10**DIGITS
_LONG = re.compile(rf"(?<!\w)\d\w{{{DIGITS},}}")
"""A number of so many digits, which Python may refuse to read."""
FUNCTIONS = frozenset({"floor", "ceil", "abs", "max", "min", "sqrt", "log2"})


@lru_cache(maxsize=1024)
def read(source: str) -> Expr:
    """The tree of one Python expression; raises FormulaError with the place that is not mathematics."""
    if _LONG.search(source):
        raise FormulaError(f"'{source}' holds a number of more than {DIGITS} digits")
    try:
        with catch_warnings(action="ignore"):
            parsed = ast.parse(source.strip(), mode="eval")
    except SyntaxError as error:
        message = f"'{source}' is not a Python expression: {error.msg} at column {error.offset}"
        raise FormulaError(message) from None
    except (MemoryError, RecursionError, ValueError):
        raise _too_deep(source) from None
    if len(source) >= DEEPEST and _depth(parsed.body) > DEEPEST:  # each level takes a letter at least
        raise _too_deep(source)
    return _expression(parsed.body, source)


def _depth(node: ast.AST) -> int:
    """How deep an expression is nested; a sum of n parts is nested as deep as it has parts."""
    depth, level = 0, [node]
    while level:
        depth, level = depth + 1, [child for one in level for child in ast.iter_child_nodes(one)]
    return depth


def _too_deep(source: str) -> FormulaError:
    return FormulaError(f"'{source}' is nested more than {DEEPEST} deep; write a shorter expression")


def _expression(node: ast.expr, source: str) -> Expr:  # noqa: PLR0911 - one return for each node
    match node:
        case ast.Constant(value=int(value)) if not isinstance(value, bool) and value < LARGEST:
            return Num(value)
        case ast.Name(id=name):
            return Sym(name)
        case ast.Set(elts=[ast.Name(id=name)]):
            return Hole(name)
        case ast.UnaryOp(op=ast.USub(), operand=operand):
            return Neg(_expression(operand, source))
        case ast.BinOp(left=left, op=op, right=right) if type(op) in _OPERATORS:
            return Op(_OPERATORS[type(op)], _expression(left, source), _expression(right, source))
        case ast.Call(func=ast.Name(id=name), args=args, keywords=[]) if name in FUNCTIONS:
            return Call(name, tuple(_expression(arg, source) for arg in args))
        case ast.Compare(left=left, ops=ops, comparators=rest) if all(type(op) in _COMPARISONS for op in ops):
            parts = tuple(_expression(part, source) for part in (left, *rest))
            return Relation(parts, tuple(_COMPARISONS[type(op)] for op in ops))
        case _:
            found = ast.get_source_segment(source.strip(), node) or type(node).__name__
            message = (
                f"'{found}' in '{source}' is not mathematics that quizgen reads: use whole numbers up to 40 digits, "
                f"names, {{holes}}, + - * / **, comparisons and {', '.join(sorted(FUNCTIONS))}"
            )
            raise FormulaError(message)


class Formula(Struct, frozen=True, dict=True):
    """A formula with its source: a typed function whose body is one ``return`` of mathematics.

    ``source`` names the place where it can be looked up; ``tree`` is read on first use.
    """

    function: Callable[..., object]
    source: str

    @property
    def name(self) -> str:
        """The function's own name, which is the name of the quantity."""
        return self.function.__name__

    @cached_property
    def tree(self) -> Expr:
        """The expression that the function returns."""
        text = textwrap.dedent(inspect.getsource(self.function))
        definition = ast.parse(text).body[0]
        if not isinstance(definition, ast.FunctionDef):
            raise FormulaError(f"{self.name} is not a plain function")
        match definition.body[ast.get_docstring(definition) is not None :]:
            case [ast.Return(value=ast.expr() as returned)]:
                return _expression(returned, text)
        raise FormulaError(
            f"{self.name} must hold one 'return' of an expression and nothing beside it but a docstring: "
            "it is read and never run"
        )

    def with_tree(self, tree: Expr) -> Formula:
        """The same formula with another tree: how the tests plant a mistake."""
        changed = Formula(self.function, self.source)
        changed.__dict__["tree"] = tree
        return changed


def formula(*, source: str) -> Callable[[Callable[..., object]], Formula]:
    """Marks a typed function as a formula and says where it can be looked up."""
    return lambda function: Formula(function, source)
