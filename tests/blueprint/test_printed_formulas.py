"""A stem that prints a formula of a family, whatever its symbols are called, names the family as an enemy."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from itertools import islice, permutations
from typing import TypeAlias

import pytest

from quizgen import catalog
from quizgen.asking.source import Source
from quizgen.authored import shipped
from quizgen.errors import QuizgenError
from quizgen.math.code import evaluate
from quizgen.math.reader import read
from quizgen.math.tree import Call, Expr, Op, Relation, symbols, walk
from quizgen.model import LEVELS, Question
from quizgen.text import Text
from quizgen.text.expressions import expressions

FEWEST, MOST = 3, 4
"""Operations that are more than a step that any subject has; symbols that are put in every order."""
PLACES = ((7, 3, 2, 5), (10, 4, 3, 6))
SOME = 15
Meaning: TypeAlias = frozenset[object]


@cache
def meaning(expr: Expr) -> Meaning:
    """The values at some places, the symbols in every order; nothing where there is no formula to recognise."""
    names = tuple(dict.fromkeys(symbols(expr)))
    operations = sum(isinstance(node, Op | Call) for node in walk(expr))
    if isinstance(expr, Relation) or operations < FEWEST or not 2 <= len(names) <= MOST:
        return frozenset()
    try:
        return frozenset(
            (number, evaluate(expr, dict(zip(names, place, strict=True))))
            for number, whole in enumerate(PLACES)
            for place in permutations(whole[: len(names)])
        )
    except (ArithmeticError, QuizgenError):
        return frozenset()


def sides(expr: Expr) -> tuple[Expr, ...]:
    return expr.parts if isinstance(expr, Relation) else (expr,)


def whole(texts: Iterator[Text]) -> Iterator[Expr]:
    return (
        side for template in {text.template for text in texts} for one in expressions(template) for side in sides(one)
    )


def formulas(family: Source) -> Iterator[Expr]:
    """Of a family: its own, and each step of some solutions of every level."""
    for one in getattr(family, "formulas", ()):
        yield from sides(one.tree)
    kind = "numerical" if "numerical" in family.kinds else family.kinds[0]
    drawn = (one for level in LEVELS for one in islice(family.draw(level, kind, "formulas"), SOME))
    yield from whole(step for question in drawn for step in question.solution)


@cache
def asking() -> dict[Meaning, frozenset[str]]:
    """The families that work with a formula."""
    found: dict[Meaning, set[str]] = {}
    for family in catalog.shipped_families():
        for one in filter(None, map(meaning, formulas(family))):
            found.setdefault(one, set()).add(family.id)
    return {one: frozenset(names) for one, names in found.items()}


def printed(question: Question) -> Iterator[Expr]:
    """Every formula of the stem, part by part."""
    return (node for one in expressions(question.stem.template) for node in walk(one))


def authored() -> Iterator[Question]:
    return (q for one in shipped() for level in LEVELS for kind in one.kinds for q in one.draw(level, kind, "1"))


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("field + (k - 1)*jump", "r_prev + j_prev*(k_l - 1)", True),
        ("K + (K - 1)*(r - 1)", "dilation*(kernel_size - 1) + 1", True),
        ("k*k*ins*outs", "kernel_size**2*in_channels*out_channels", True),
        ("field + (k - 1)*jump", "r_prev + j_prev*(k_l + 1)", False),
        ("n + 2*padding - k", "n + padding - k", False),
    ],
)
def test_formulas_are_the_same_whatever_their_symbols_and_order_are(one: str, other: str, *, same: bool) -> None:
    assert (meaning(read(one)) == meaning(read(other)) != frozenset()) is same


def test_a_stem_that_prints_a_formula_names_the_families_that_ask_for_it() -> None:
    known = asking()
    missing = {
        question.id: unnamed
        for question in authored()
        if (told := frozenset().union(*(known.get(meaning(one), frozenset()) for one in printed(question))))
        and (unnamed := told.difference(question.enemies))
    }
    assert missing == {}


def test_some_stems_print_a_formula_that_families_ask_for() -> None:
    known = asking()
    assert sum(any(meaning(one) in known for one in printed(question)) for question in authored()) >= 4
