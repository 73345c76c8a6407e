"""The panel tries what the strides of the layers tell about the size that a stem prints."""

from __future__ import annotations

from fractions import Fraction
from itertools import islice

import pytest

from quizgen import catalog
from quizgen.asking.which_layer import WhichFamily
from quizgen.audit import blind
from quizgen.audit.panel import Seen, judge
from quizgen.guessing.own_stride import SIZES, likely
from quizgen.model import LEVELS, Level
from quizgen.space import Dice

SIZED = [
    (family, level)
    for family in catalog.shipped_families()
    if isinstance(family, WhichFamily) and family.asks in SIZES
    for level in LEVELS
]
LIMITS = {3: Fraction(55, 100), 4: Fraction(45, 100)}


def _items(near: int, *others: int) -> list[Seen]:
    """Three layers without a pattern; ``near`` is how far the key's stride leads from the output."""
    dice, found = Dice("layers"), []
    for _ in range(300):
        looks = tuple((dice.below(9), dice.below(9)) for _ in range(3))
        key = dice.below(3)
        distances = [others[place % len(others)] for place in range(3)]
        distances[key] = near
        found.append(Seen(looks, key, away=tuple(distances)))
    return found


@pytest.mark.parametrize(
    ("side", "distances"),
    [("closest to", (1, 30, -9)), ("just below", (-9, 8, 30)), ("just above", (9, -8, -30))],
)
def test_a_key_that_the_layers_strides_tell_is_found(side: str, distances: tuple[int, ...]) -> None:
    verdict = judge(_items(*distances))
    assert verdict.strategy == f"input over the layer's stride {side} the output"
    assert verdict.share == 1
    assert verdict.limit == Fraction(55, 100)


def test_layers_of_one_stride_tell_nothing() -> None:
    assert judge(_items(4, 4, 4)).share < Fraction(45, 100)


@pytest.mark.parametrize(("family", "level"), SIZED, ids=[f"{family.id}-{level}" for family, level in SIZED])
def test_the_strides_of_the_options_find_no_more_keys_than_the_panel_allows(family: WhichFamily, level: Level) -> None:
    seen = [blind.seen(question) for question in islice(family.draw(level, "choice", "stride"), 300)]
    told = [one for one in seen if one.away]
    found = sum((likely(one.away, one.right) for one in told), Fraction(0))
    assert found <= sum(LIMITS[len(one.options)] for one in told)
    assert bool(told) == (level not in family.listed)
