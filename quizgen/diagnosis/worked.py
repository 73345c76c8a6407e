"""A formula with the numbers put in, as it is worked out: what stands in it, what its parts come to, and the whole."""

from __future__ import annotations

from collections.abc import Iterator

from quizgen.answers import Number
from quizgen.diagnosis.forest import Forest
from quizgen.math.source import source
from quizgen.math.tree import Call, Expr, Num, Op, Sym, children, rebuild, walk
from quizgen.text import Filling, Text

LONGEST = 200
"""Characters of one step, about: three lines of a terminal."""
SIGN = 3
"""Characters of a sign and what stands around it."""


def worked(forest: Forest, tree: Expr, wrote: Number) -> Text | None:
    """A planted tree as ``2 × 9 + 4 = 18 + 4 = 22``, where that is what was written, or is rounded to it.

    None where nothing is worked out. Of a formula that is too long the innermost parts are worked out before.
    """
    value = forest.value(tree)
    if value is None or not children(tree):
        return None
    sheet = _Sheet(forest)
    steps = [one for one in (sheet.begun(tree), sheet.parts(tree)) if one is not None and children(one)]
    sides = list(dict.fromkeys([*map(source, steps), source(sheet.put(value))]))
    rounded = "" if value == wrote else "\n\nIt is rounded to {wrote}."
    return Text(f"$${' == '.join(sides)}$${rounded}", {**sheet.numbers, "wrote": wrote})


class _Sheet:
    """Numbers in place of names, each as a hole, so that formulas of one form are one template."""

    def __init__(self, forest: Forest) -> None:
        self._forest = forest
        self._names: dict[Number, Sym] = {}
        self.numbers: dict[str, Filling] = {}

    def put(self, number: Number) -> Expr:
        """The place of a number."""
        if number not in self._names:
            name = f"v{len(self._names)}"
            self._names[number] = Sym(f"{{{name}}}")
            self.numbers[name] = number
        return self._names[number]

    def begun(self, tree: Expr) -> Expr | None:
        """All numbers put in, or, where that is too long, with so much worked out that it is not."""
        for height in range(_height(tree)):
            if _length(self._forest, tree, height) <= LONGEST:
                return self._put_in(tree, height)
        return None

    def _put_in(self, tree: Expr, height: int) -> Expr:
        """The tree with all parts worked out that are no higher."""
        if isinstance(tree, Num):
            return tree
        if _height(tree) <= height:
            return self._valued(tree)
        return rebuild(tree, tuple([self._put_in(child, height) for child in children(tree)]))

    def parts(self, tree: Expr) -> Expr | None:
        """What is added, or multiplied, or rounded in the end, as numbers."""
        found = self._spine(tree, "+-" if isinstance(tree, Op) and tree.op in "+-" else "*")
        return found if sum(1 for _ in walk(found)) * SIGN <= LONGEST else None

    def _spine(self, tree: Expr, ops: str) -> Expr:
        match tree:
            case Num():
                return tree
            case Op(op, left, right) if op in ops:
                return Op(op, self._spine(left, ops), self._spine(right, ops))
            case Call(name, args):
                return Call(name, tuple([self._quotient(arg) for arg in args]))
            case _:
                return self._quotient(tree) if isinstance(tree, Op) and tree.op == "/" else self._valued(tree)

    def _quotient(self, tree: Expr) -> Expr:
        """A fraction of two numbers, or a number."""
        if isinstance(tree, Op) and tree.op == "/":
            return Op("/", self._valued(tree.left), self._valued(tree.right))
        return self._valued(tree)

    def _valued(self, tree: Expr) -> Expr:
        """A part of a tree that has a value, as its number."""
        value = self._forest.value(tree)
        return tree if isinstance(tree, Num) or value is None else self.put(value)


def _height(tree: Expr) -> int:
    return 1 + max(map(_height, children(tree))) if children(tree) else 0


def _length(forest: Forest, tree: Expr, height: int) -> int:
    """Characters of a tree with all parts worked out that are no higher, about."""
    return sum(_lengths(forest, tree, height))


def _lengths(forest: Forest, tree: Expr, height: int) -> Iterator[int]:
    if _height(tree) <= height:
        yield len(str(forest.value(tree)))
        return
    yield SIGN * (len(children(tree)) - 1) or SIGN
    for child in children(tree):
        yield from _lengths(forest, child, height)
