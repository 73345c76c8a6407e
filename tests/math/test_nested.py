"""A value that nested functions find is the one that compiled code gives, and there is none where there is none.

So it is at first, and where a tree is asked so often that its functions are made one.
"""

from __future__ import annotations

import pytest

from quizgen import catalog
from quizgen.asking.computed import Computed
from quizgen.errors import FormulaError
from quizgen.math import nested as nested_functions
from quizgen.math.code import compiled, value
from quizgen.math.nested import nested
from quizgen.math.reader import read
from quizgen.math.tree import Expr
from quizgen.misconceptions.kinds import Trees
from quizgen.model import LEVELS


@pytest.fixture(autouse=True, params=["at first", "often"])
def _how_often(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    if request.param == "often":
        monkeypatch.setattr(nested_functions, "OFTEN", 1)


FAMILIES = [family for family in catalog.shipped_families() if isinstance(family, Computed)]


def by_code(expr: Expr, values: dict[str, int]) -> object:
    try:
        return value(*compiled(expr)(values))
    except ZeroDivisionError:
        return None


def by_nesting(expr: Expr, values: dict[str, int]) -> object:
    try:
        return nested(expr)(values)
    except ZeroDivisionError:
        return None


@pytest.mark.parametrize("family", FAMILIES, ids=lambda family: family.id)
def test_every_key_and_wrong_value_of_a_family_is_the_same(family: Computed) -> None:
    for level in LEVELS:
        space = family.space(level)
        for point in range(0, len(space), max(1, len(space) // 3)):
            params = space[point]
            key = family.key_trees(params.shape)
            every: list[Trees] = [key, *(one.wrong(key, params.shape) or () for one in family.misconceptions)]
            for expr in (tree for trees in every for tree in trees):
                found = by_nesting(expr, dict(params.values))
                assert found == by_code(expr, dict(params.values))
                assert found is None or type(found) is type(by_code(expr, dict(params.values)))


@pytest.mark.parametrize("text", ["n/(n - 3)", "sqrt(n - 1)", "sqrt(n - 9)", "(n - 3)**(-1)", "floor(n/(n - 3))"])
def test_what_has_no_value_has_none(text: str) -> None:
    with pytest.raises(ZeroDivisionError):
        nested(read(text))({"n": 3})


@pytest.mark.parametrize(("text", "found"), [("sqrt(n*4/3)", 2), ("ceil(n/2)", 2), ("floor(-n/2)", -2), ("2**-n*8", 1)])
def test_values_are_exact(text: str, found: int) -> None:
    assert nested(read(text))({"n": 3}) == found


def test_a_relation_has_no_exact_value() -> None:
    with pytest.raises(FormulaError, match="no exact value"):
        nested(read("n == 3"))
