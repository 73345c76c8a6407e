"""A tree written as Python reads back to itself."""

from __future__ import annotations

import ast
import pkgutil
from collections.abc import Iterator
from importlib import import_module

import pytest

from quizgen import catalog, formulas
from quizgen.asking.computed import Computed
from quizgen.asking.linked import LinkedFamily
from quizgen.errors import FormulaError
from quizgen.math.reader import Formula, read
from quizgen.math.source import source
from quizgen.math.tree import Call, Expr, Neg, Num, Op, Sym
from quizgen.misconceptions.kinds import Shape, Trees

MODULES = [import_module(f"{formulas.__name__}.{found.name}") for found in pkgutil.iter_modules(formulas.__path__)]
FORMULAS = {
    f"{module.__name__.rpartition('.')[2]}.{name}": value
    for module in MODULES
    for name, value in vars(module).items()
    if isinstance(value, Formula)
}
"""Every formula of the room."""
OPERATORS = ("+", "-", "*", "/", "**")


@pytest.mark.parametrize("found", FORMULAS.values(), ids=FORMULAS)
def test_every_formula_reads_back(found: Formula) -> None:
    assert read(source(found.tree)) == found.tree


def test_every_formula_of_every_family_reads_back() -> None:
    trees = [one.tree for family in catalog.families() for one in getattr(family, "formulas", ())]
    assert len(trees) > 100
    assert [tree for tree in trees if read(source(tree)) != tree] == []


def test_the_keys_of_every_family_read_back() -> None:
    trees = {tree for _, _, key in _keys() for tree in key}
    assert len(trees) > 200
    assert [tree for tree in trees if read(source(tree)) != tree] == []


def test_the_mistakes_of_every_family_read_back_to_what_is_written_alike() -> None:
    """A mistake may write a negative number as one, which reads as the opposite of a number."""
    first = {(family, level.parts[0].shape) for family, _, _ in _keys() for level in family.levels.values()}
    keys = ((family, shape, family.key_trees(shape)) for family, shape in first)
    wrong = (mistake.wrong(key, shape) or () for family, shape, key in keys for mistake in family.misconceptions)
    written = {source(tree) for trees in wrong for tree in trees}
    assert len(written) > 1000
    assert [text for text in written if source(read(text)) != text] == []


def test_it_is_written_as_python_writes_it() -> None:
    """With as few parentheses, for operators within operators on both sides."""
    leaves: list[Expr] = [Num(2), Sym("a"), Call("max", (Sym("b"), Num(3)))]
    once = [Op(op, one, leaves[0]) for op in OPERATORS for one in leaves]
    every = [*leaves, *once, *map(Neg, (*leaves, *once))]
    trees = [Op(op, left, right) for op in OPERATORS for left in every for right in every]
    assert len(trees) > 5000
    assert [found for found in map(source, trees) if ast.unparse(ast.parse(found)) != found] == []


def _keys() -> Iterator[tuple[Computed, Shape, Trees]]:
    """Every family with each shape that its levels have and the key's trees for it."""
    for family in catalog.families():
        if isinstance(family, LinkedFamily):
            continue
        assert isinstance(family, Computed)
        for shape in dict.fromkeys(part.shape for level in family.levels.values() for part in level.parts):
            yield family, shape, family.key_trees(shape)


def test_the_formulas_of_linked_families_read_back() -> None:
    linked = [family for family in catalog.families() if isinstance(family, LinkedFamily)]
    shapes = {(family, part.shape) for family in linked for level in family.levels.values() for part in level.parts}
    every = (quantity for family, shape in shapes for quantity in family.plan(shape).quantities.values())
    trees = {tree for quantity in every for tree in quantity.trees}
    assert len(trees) > 100
    assert [tree for tree in trees if read(source(tree)) != tree] == []


A, B, C = Sym("a"), Sym("b"), Sym("c")


@pytest.mark.parametrize(
    ("tree", "written"),
    [
        (Op("-", A, Op("-", B, C)), "a - (b - c)"),
        (Op("-", Op("-", A, B), C), "a - b - c"),
        (Op("+", A, Op("+", B, C)), "a + (b + c)"),
        (Op("/", A, Op("*", B, C)), "a / (b * c)"),
        (Op("*", Op("/", A, B), C), "a / b * c"),
        (Op("**", Neg(A), Num(2)), "(-a) ** 2"),
        (Neg(Op("**", A, Num(2))), "-a ** 2"),
        (Op("**", Op("**", A, B), C), "(a ** b) ** c"),
        (Op("**", A, Op("**", B, C)), "a ** b ** c"),
        (Op("*", A, Neg(Op("+", B, Num(0)))), "a * -(b + 0)"),
        (Op("-", A, Neg(Neg(Num(3)))), "a - --3"),
    ],
)
def test_parentheses_stand_where_the_tree_needs_them(tree: Expr, written: str) -> None:
    assert source(tree) == written
    assert read(written) == tree


@pytest.mark.parametrize("text", ["{stride}", "o == 3", "2*{stride} + 1", "floor(a) < b"])
def test_what_is_no_formula_for_programs_is_refused(text: str) -> None:
    with pytest.raises(FormulaError, match="neither relations nor holes"):
        source(read(text))
