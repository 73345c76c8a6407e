"""Every wrong value in a table is what its mistake gives, found again by sympy's own numbers."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import numpy as np
import pytest
from everything import ALL

from quizgen import catalog
from quizgen.asking.computed import Computed
from quizgen.asking.linked import LinkedFamily
from quizgen.asking.source import Audited
from quizgen.audit.check import check_level
from quizgen.audit.contract.worked import WorkedQuestion, worked
from quizgen.decks import table
from quizgen.decks.table import build
from quizgen.math.recomputed import divides, recomputed
from quizgen.misconceptions.kinds import Trees
from quizgen.model import LEVELS, Level, Values
from quizgen.space import Concat, Params, Permutation
from quizgen.topics.normalisation.batch_norm_value import FAMILY

FEW = 6
"""Points of each sub-space; ``quizgen check`` looks at more, and with ``--all`` at all of them."""
FAMILIES: list[Audited] = [source for source in catalog.families() if isinstance(source, Computed | LinkedFamily)]


@pytest.mark.parametrize("family", FAMILIES, ids=lambda family: family.id)
def test_a_wrong_value_with_a_root_or_a_fraction_is_what_its_mistake_gives(family: Audited) -> None:
    """One level of each, in ``make check-many`` all of them."""
    place = FAMILIES.index(family)
    for level in LEVELS if ALL else LEVELS[place % 3 :][:1]:
        for one in worked(family, level):
            assert list(_unlike(one)) == []


def _unlike(one: WorkedQuestion) -> list[str]:
    found: list[str] = []
    order = Permutation(len(one.part), "wrong values")
    points = [order[number] for number in range(min(FEW, len(order)))]
    for mistake in one.mistakes:
        trees = mistake.wrong(one.trees, one.part.shape)
        if trees and any(map(divides, trees)):
            values = build(Concat((one.part,)), lambda _: one.trees, (mistake,), one.scale)
            for point in points:
                parts = tuple(Fraction(int(part), one.scale.unit) for part in values.wrong[0, :, point])
                told = parts if values.exact[0, point] else None
                if told != _given(one, trees, one.part[point]):
                    found.append(f"{mistake.id} at {one.part[point]}: {told}")
    return found


def _given(one: WorkedQuestion, trees: Trees, params: Params) -> Values | None:
    """What can be shown: multiples of 1/unit, and above zero unless the scale is signed."""
    try:
        found = tuple(Fraction(recomputed(tree, params.values)) for tree in trees)
    except ZeroDivisionError:
        return None
    fits = all((part * one.scale.unit).denominator == 1 and (one.scale.signed or part > 0) for part in found)
    return found if fits else None


@pytest.mark.parametrize("level", ["medium", "hard"])
def test_a_table_that_makes_a_number_of_an_inexact_root_is_found(monkeypatch: pytest.MonkeyPatch, level: Level) -> None:
    evaluated = table._evaluated

    def careless(*given: object) -> object:
        values, exact = evaluated(*given)  # type: ignore[arg-type]  # passed on
        return values, exact | np.logical_not(exact)

    monkeypatch.setattr(table, "_evaluated", careless)
    report = check_level(replace(FAMILY), level, 60, panel=False)
    assert not report.passed
    assert "gives no number" in report.smallest
