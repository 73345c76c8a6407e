"""A function marked ``@formula`` is one return of mathematics; whatever else stands in it would be passed over."""

from __future__ import annotations

import pytest

from quizgen.errors import FormulaError
from quizgen.math.reader import Formula, formula, read

SOURCE = "A. Author (2020), A book, page 1"


@formula(source=SOURCE)
def told(n: int) -> int:
    """With a docstring."""
    return n + 1


@formula(source=SOURCE)
def bare(n: int) -> int:
    return n + 1


@formula(source=SOURCE)
def capped(n: int) -> int:
    if n > 100:
        return 0
    return n + 1


@formula(source=SOURCE)
def named(n: int) -> int:
    """A name for a part of it."""
    n = 2 * n
    return n + 1


@formula(source=SOURCE)
def checked(n: int) -> int:
    assert n
    return n + 1


@formula(source=SOURCE)
def nothing(n: int) -> None:
    """Gives nothing."""


@formula(source=SOURCE)
def early(n: int) -> int:
    return n + 1
    return n


@pytest.mark.parametrize("found", [told, bare])
def test_one_return_behind_a_docstring_at_most_is_read(found: Formula) -> None:
    assert found.tree == read("n + 1")


@pytest.mark.parametrize("found", [capped, named, checked, nothing, early])
def test_no_other_statement_is_passed_over(found: Formula) -> None:
    with pytest.raises(FormulaError, match=f"{found.name} must hold one 'return' of an expression and nothing beside"):
        _ = found.tree
