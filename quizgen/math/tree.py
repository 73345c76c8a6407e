"""The nodes of a mathematical expression.

The tree keeps the order in which its author wrote it, so that printed formulas look like the textbook's.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import lru_cache
from operator import is_
from typing import TypeAlias

from msgspec import Struct

_SUFFIX = re.compile(r"(?P<base>[A-Za-z][A-Za-z_]*?)_(?P<suffix>\d+|[dhw]\d*|a|b)$")


@lru_cache(maxsize=4096)
def split_name(name: str) -> tuple[str, str]:
    """Base and index of a symbol: ``kernel_size_2`` is ``("kernel_size", "2")``, ``padding`` is ``("padding", "")``.

    An index is a layer's number, an axis (``d``, ``h``, ``w``), both (``h2``) or a network (``a``, ``b``).
    """
    match = _SUFFIX.match(name)
    return (match["base"], match["suffix"]) if match else (name, "")


class Num(Struct, frozen=True):
    """A whole number that is zero or more; a negative one is ``Neg(Num(...))``."""

    value: int


class Sym(Struct, frozen=True):
    """A quantity with a name, such as ``stride`` or ``stride_2``."""

    name: str

    @property
    def base(self) -> str:
        """The name without its index."""
        return split_name(self.name)[0]

    @property
    def suffix(self) -> str:
        """The index, or an empty string."""
        return split_name(self.name)[1]


class Hole(Struct, frozen=True):
    """A place where the item's own number is put in; written ``{stride}``."""

    name: str


class Neg(Struct, frozen=True):
    """The opposite of an expression."""

    operand: Expr


class Op(Struct, frozen=True):
    """A binary operation; ``op`` is one of ``+ - * / **``."""

    op: str
    left: Expr
    right: Expr


class Call(Struct, frozen=True):
    """A named function: ``floor``, ``ceil``, ``max``, ``min``, ``log2`` ..."""

    name: str
    args: tuple[Expr, ...]


class Relation(Struct, frozen=True):
    """A chain such as ``o == floor(n/2) == 16``; ``ops`` are ``== != < <= > >=``."""

    parts: tuple[Expr, ...]
    ops: tuple[str, ...]


Expr: TypeAlias = Num | Sym | Hole | Neg | Op | Call | Relation


def children(expr: Expr) -> tuple[Expr, ...]:
    """The direct sub-expressions of ``expr``, in reading order."""
    if isinstance(expr, Op):  # no match: every tree is walked often
        return (expr.left, expr.right)
    if isinstance(expr, (Num, Sym, Hole)):
        return ()
    if isinstance(expr, Neg):
        return (expr.operand,)
    return expr.args if isinstance(expr, Call) else expr.parts


def rebuild(expr: Expr, new: tuple[Expr, ...]) -> Expr:
    """``expr`` with its direct sub-expressions replaced by ``new``."""
    match expr:
        case Neg():
            return Neg(new[0])
        case Op(op, _, _):
            return Op(op, new[0], new[1])
        case Call(name, _):
            return Call(name, new)
        case Relation(_, ops):
            return Relation(new, ops)
        case _:
            return expr


def walk(expr: Expr) -> Iterator[Expr]:
    """Every node of ``expr``, parents first."""
    waiting = [expr]
    while waiting:
        node = waiting.pop()
        yield node
        waiting += reversed(children(node))


def transform(expr: Expr, change: Callable[[Expr], Expr]) -> Expr:
    """``expr`` with ``change`` applied to every node, leaves first; what no change reaches is the same object."""
    if isinstance(expr, Op):  # half of all nodes
        left, right = transform(expr.left, change), transform(expr.right, change)
        return change(expr if left is expr.left and right is expr.right else Op(expr.op, left, right))
    if isinstance(expr, (Num, Sym, Hole)):  # nearly all others
        return change(expr)
    old = children(expr)
    new = tuple([transform(child, change) for child in old])
    return change(expr if all(map(is_, new, old)) else rebuild(expr, new))


def symbols(expr: Expr) -> tuple[str, ...]:
    """Names of the symbols and holes in ``expr``, each once, in reading order."""
    found = (node.name for node in walk(expr) if isinstance(node, (Sym, Hole)))
    return tuple(dict.fromkeys(found))
