"""A formula with the numbers put in, as it is worked out: what stands in it, what its parts come to, and the whole."""

from __future__ import annotations

from collections.abc import Callable, Collection
from fractions import Fraction
from typing import TypeAlias

from quizgen.answers import Number
from quizgen.diagnosis.forest import Forest
from quizgen.diagnosis.present import there
from quizgen.math.source import source
from quizgen.math.tree import Call, Expr, Neg, Num, Op, Sym, children, rebuild, transform, walk
from quizgen.model.reasoning import Trees
from quizgen.text import Filling, Text
from quizgen.text.printer import decimals

LINE, LONGEST = 76, 200
"""Characters of a step, about, that stand on one line of a terminal, and of one that takes three."""
DECIMAL = (10, 100, 1000)
SIGN = 3
"""Characters of a sign and what stands around it."""
Done: TypeAlias = Callable[[Expr], bool]
"""Whether a part of a formula is worked out before it is shown."""


def worked(forest: Forest, tree: Expr, wrote: Number, right: Collection[int]) -> Text | None:
    """A planted tree as ``2 × 9 + 4 = 18 + 4 = 22``, where that is what was written, or is rounded to it.

    None where nothing is worked out, or far too much. Of a formula that is too long for a line those sizes are worked
    out before that are ``right``, by the ids of their planted trees, and if need be the innermost parts.
    """
    value = forest.value(tree)
    if value is None or _is_leaf(tree) or _is_coded(tree):
        return None
    (tree,) = forest.planted((transform(there(forest, tree), _smallest),))
    if _is_leaf(tree):
        return None
    sheet = _Sheet(forest)
    long = _length(forest, tree, _no_higher(0, ())) > LINE
    whole = {id(tree), *map(id, children(tree))} if id(tree) in right else set[int]()
    before = {*right} - whole if long else set[int]()
    steps = [one for one in (sheet.begun(tree, before), sheet.parts(tree, before)) if one is not None and children(one)]
    if not steps:
        return None
    sides = dict.fromkeys(map(source, [*steps, sheet.put(value)]))
    rounded = "" if value == wrote else "\n\nIt is rounded to {wrote}."
    return Text(f"$${' == '.join(sides)}$${rounded}", {**sheet.numbers, "wrote": wrote})


def _smallest(tree: Expr) -> Expr:
    """The smallest of some numbers, where it is written as the largest of their opposites."""
    match tree:
        case Neg(Call("max", args)):
            numbers = [arg.operand for arg in args if isinstance(arg, Neg)]
            return Call("min", tuple(numbers)) if len(numbers) == len(args) else tree
        case _:
            return tree


def sizes(trees: Trees) -> frozenset[int]:
    """The ids of the parts of planted trees that are sizes of maps: what is rounded, and a number more or less."""
    return frozenset(id(node) for tree in trees for node in walk(tree) if _is_size(node))


def _is_size(tree: Expr) -> bool:
    match tree:
        case Op("+" | "-", left, Num()):
            return _is_size(left)
        case _:
            return isinstance(tree, Call)


class _Sheet:
    """Numbers in place of names, each as a hole, so that formulas of one form are one template."""

    def __init__(self, forest: Forest) -> None:
        self._forest = forest
        self._names: dict[Number, Sym] = {}
        self.numbers: dict[str, Filling] = {}

    def put(self, number: Number) -> Expr:
        """The place of a number; a fraction that no decimals end has one above its line and one below."""
        if isinstance(number, Fraction) and decimals(number) is None:
            over = Op("/", self.put(abs(number.numerator)), self.put(number.denominator))
            return over if number > 0 else Neg(over)
        if number not in self._names:
            name = f"v{len(self._names)}"
            self._names[number] = Sym(f"{{{name}}}")
            self.numbers[name] = number
        return self._names[number]

    def begun(self, tree: Expr, right: Collection[int]) -> Expr | None:
        """All numbers put in, or, where that is too long, with so much worked out that it is not."""
        for height in range(_height(tree)):
            if _length(self._forest, tree, done := _no_higher(height, right)) <= LONGEST:
                return self._put_in(tree, done)
        return None

    def _put_in(self, tree: Expr, done: Done) -> Expr:
        if isinstance(tree, Num):
            return tree
        if done(tree):
            return self._valued(tree)
        return rebuild(tree, tuple([self._put_in(child, done) for child in children(tree)]))

    def parts(self, tree: Expr, right: Collection[int]) -> Expr | None:
        """What is added, or multiplied, or rounded in the end, as numbers."""
        found = self._spine(tree, "+-" if isinstance(tree, Op) and tree.op in "+-" else "*", right)
        return found if sum(1 for _ in walk(found)) * SIGN <= LONGEST else None

    def _spine(self, tree: Expr, ops: str, right: Collection[int]) -> Expr:
        match tree:
            case Num():
                return tree
            case _ if _is_leaf(tree) or id(tree) in right:
                return self._valued(tree)
            case Op(op, one, other) if op in ops:
                return Op(op, self._spine(one, ops, right), self._spine(other, ops, right))
            case Call(name, args):
                return Call(name, tuple([self._quotient(arg) for arg in args]))
            case _:
                return self._quotient(tree) if isinstance(tree, Op) and tree.op == "/" else self._valued(tree)

    def _quotient(self, tree: Expr) -> Expr:
        """A fraction of two numbers, or a number."""
        if isinstance(tree, Op) and tree.op == "/" and not _is_leaf(tree):
            return Op("/", self._valued(tree.left), self._valued(tree.right))
        return self._valued(tree)

    def _valued(self, tree: Expr) -> Expr:
        """A part of a tree that has a value, as its number."""
        value = self._forest.value(tree)
        return tree if isinstance(tree, Num) or value is None else self.put(value)


def _no_higher(height: int, right: Collection[int]) -> Done:
    return lambda tree: id(tree) in right or _height(tree) <= height


def _height(tree: Expr) -> int:
    return 0 if _is_leaf(tree) else 1 + max(map(_height, children(tree)))


def _is_leaf(tree: Expr) -> bool:
    """Whether nothing is worked out: a number, or one that is counted in tenths, hundredths or thousandths."""
    match tree:
        case Op("/", left, Num(below)):
            return below in DECIMAL and _is_leaf(left)
        case Neg(operand):
            return _is_leaf(operand)
        case _:
            return not children(tree)


def _is_coded(tree: Expr) -> bool:
    """Whether it is a search written as a formula, which nobody works out so: the smallest of largest numbers."""
    chosen = [node for node in walk(tree) if isinstance(node, Call) and node.name in {"max", "min"}]
    inner = ((one.name, other.name) for one in chosen for other in walk(one) if isinstance(other, Call))
    return any({*names} == {"max", "min"} for names in inner)


def _length(forest: Forest, tree: Expr, done: Done) -> int:
    """Characters of a tree with numbers for all parts that are done, about."""
    if done(tree):
        return len(str(forest.value(tree)))
    inner = children(tree)
    return (SIGN * (len(inner) - 1) or SIGN) + sum(_length(forest, child, done) for child in inner)
