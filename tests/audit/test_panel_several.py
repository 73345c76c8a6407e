"""Nobody finds several right layers by what was right in other items; where somebody would, the panel says so."""

from __future__ import annotations

from fractions import Fraction

import pytest

from quizgen import catalog
from quizgen.asking.which_layer import WhichFamily
from quizgen.audit import guessing
from quizgen.audit.panel.several import Several, Ticked, ticked
from quizgen.audit.several import best, ticking
from quizgen.model import LEVELS, Level
from quizgen.space import Dice

FAMILIES = [family for family in catalog.shipped_families() if isinstance(family, WhichFamily)]
LAYERS = range(17)


def _items(count: int, *, tells: bool) -> list[Several]:
    """Items of five out of few layers, two of them right: any, or where it ``tells`` those that always are."""
    dice, found = Dice("ticks"), []
    for _ in range(count):
        layers = dice.sample(LAYERS, 5)
        right = sorted(range(5), key=lambda place: layers[place])[:2] if tells else dice.sample(range(5), 2)
        found.append(Several(tuple((layer, layer * 7 % 5) for layer in layers), frozenset(right)))
    return found


def test_layers_that_are_nearly_always_right_are_found() -> None:
    verdict = best(_items(300, tells=True))
    assert verdict.share > Fraction(9, 10)
    assert not verdict.passed


def test_items_whose_right_layers_come_again_are_remembered() -> None:
    few = _items(20, tells=False) * 10
    found = {one.strategy: one.share for one in ticked(few[::3], few[1::3])}
    assert found["right in the item most alike"] == 1


def test_layers_that_are_right_at_random_are_not_found() -> None:
    assert best(_items(300, tells=False)).passed


def test_the_check_says_which_strategy_solves_how_much(monkeypatch: pytest.MonkeyPatch) -> None:
    told = Ticked("each option by itself", Fraction(60, 100), 100)
    monkeypatch.setattr(guessing, "ticking", lambda *_: told)
    monkeypatch.setattr(guessing, "_of_choices", lambda *_: guessing.Guessed())
    (fault,) = guessing.guessed_level(FAMILIES[0], "easy").faults
    assert "'each option by itself' solves 60.0% of the questions with several" in fault.message


@pytest.mark.parametrize("level", LEVELS)
@pytest.mark.parametrize("family", FAMILIES, ids=[family.id for family in FAMILIES])
def test_no_strategy_solves_more_than_the_panel_allows(family: WhichFamily, level: Level) -> None:
    verdict = ticking(family, level)
    assert verdict is not None
    assert verdict.passed, verdict
