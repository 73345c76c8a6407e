"""Choices whose options could each be the key."""

from __future__ import annotations

from collections import Counter, defaultdict
from fractions import Fraction

import pytest

from quizgen import catalog
from quizgen.asking.family import Family
from quizgen.decks.dealt import Dealt
from quizgen.decks.exchanged import ENOUGH, ExchangedDeck, exchanged
from quizgen.decks.exchanging import USES
from quizgen.decks.of_sets import weights_of_sets
from quizgen.memory.packing import Array
from quizgen.model import LEVELS, Level
from quizgen.space import Dice
from quizgen.topics.output_size.chain_output_size import FAMILY as CHAINS
from quizgen.topics.output_size.dilated_conv_output_size import FAMILY as DILATED
from quizgen.topics.output_size.per_axis_output_size import FAMILY as PAIRS

LEVELS_TRIED = [
    *((catalog.select([name])[0], level) for name in ("chain-output-size", "transposed-value") for level in LEVELS),
    *((family, level) for family in (DILATED, PAIRS) for level in LEVELS),
]
SHARE = Fraction(9, 10)


def laid_out(family: object, level: Level) -> dict[str, Array]:
    assert isinstance(family, Family)
    return exchanged(family.table(level), family.levels[level], family.options[level])


def deck(family: object, level: Level) -> ExchangedDeck:
    return ExchangedDeck(laid_out(family, level), SHARE)


def shown(family: Family, level: Level, dealt: Dealt) -> tuple[tuple[int, ...], ...]:
    """The values of a choice in ascending order of their scale, the key at its rank."""
    table = family.table(level)
    values = [tuple(table.wrong[mistake, :, dealt.point].tolist()) for mistake in dealt.distractors]
    key = tuple(table.key[:, dealt.point].tolist())
    return (*values[: dealt.rank], key, *values[dealt.rank :])


@pytest.mark.parametrize(("family", "level"), LEVELS_TRIED)
def test_every_value_of_a_set_is_the_key_as_often_as_every_other(family: Family, level: Level) -> None:
    keys: dict[tuple[object, ...], Counter[int]] = defaultdict(Counter)
    for dealt in deck(family, level).deal("1"):
        keys[shown(family, level, dealt)][dealt.rank] += 1
    for values, counted in keys.items():
        assert set(counted) == set(range(len(values)))
        assert len(set(counted.values())) == 1
        assert max(counted.values()) <= 2 * USES


@pytest.mark.parametrize(("family", "level"), LEVELS_TRIED)
def test_options_are_the_key_and_usable_wrong_values(family: Family, level: Level) -> None:
    table = family.table(level)
    for dealt in deck(family, level).deal("1"):
        assert table.usable[list(dealt.distractors), dealt.point].all()
        assert len(set(shown(family, level, dealt))) == len(dealt.distractors) + 1 in {3, 4}


def test_published_layers_come_as_often_as_wished_and_do_not_tell_the_key() -> None:
    real = DILATED.levels["easy"].is_real
    first = list(deck(DILATED, "easy").deal("1"))[:200]
    assert sum(bool(real[dealt.point]) for dealt in first) > 120
    ranks: dict[bool, Counter[int]] = defaultdict(Counter)
    for dealt in (one for one in deck(DILATED, "easy").deal("1") if len(one.distractors) == 2):
        ranks[bool(real[dealt.point])][dealt.rank] += 1
    total = sum(ranks[True].values())
    assert all(number / total == pytest.approx(1 / 3, abs=0.06) for number in ranks[True].values())


def test_a_point_is_asked_again_in_other_sets_and_the_same_for_the_same_dice() -> None:
    dealt = deck(DILATED, "medium")
    points = [one.point for one in dealt.deal("1")][:30]
    every = {point: {dealt.take(point, Dice("again", number)) for number in range(20)} for point in points}
    assert sum(len(found) > 1 for found in every.values()) > 15
    assert dealt.take(points[0], Dice("x")) == deck(DILATED, "medium").take(points[0], Dice("x"))
    asked = {one.point for one in dealt.deal("1")}
    other = next(point for point in range(len(DILATED.levels["medium"])) if point not in asked)
    assert dealt.take(other, Dice("x")) is None


def test_a_level_without_enough_such_choices_is_dealt_otherwise() -> None:
    (macs,) = catalog.select(["bottleneck-macs"])
    assert laid_out(macs, "easy") == {}
    assert len(deck(DILATED, "easy")) >= ENOUGH


@pytest.mark.parametrize("level", LEVELS)
def test_a_set_that_shows_common_layers_comes_more_often_and_all_its_choices_alike(level: Level) -> None:
    looks = CHAINS.looks(level)
    assert looks
    cards = {card.point: card for card in deck(CHAINS, level).deal("1")}
    of_sets = dict(zip(sorted(cards), weights_of_sets(cards, CHAINS.table(level), looks).tolist(), strict=True))
    weights: dict[tuple[object, ...], set[int]] = defaultdict(set)
    own: dict[tuple[object, ...], list[int]] = defaultdict(list)
    for point, card in cards.items():
        values = shown(CHAINS, level, card)
        weights[values].add(of_sets[point])
        own[values].append(int(looks.weights[looks.numbers[point]]))
    assert all(len(alike) == 1 for alike in weights.values())
    by_common = sorted((sum(own[values]) / len(own[values]), *alike) for values, alike in weights.items())
    assert [weight for _, weight in by_common] == sorted(weight for _, weight in by_common)
    assert by_common[0][1] < by_common[-1][1]
