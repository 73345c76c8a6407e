"""The key's rank is drawn in blocks of four, and the look of the options tells nothing about it."""

from __future__ import annotations

from collections import Counter
from hashlib import blake2b
from itertools import islice

import numpy as np
import pytest

from quizgen import catalog
from quizgen.asking.family import Family
from quizgen.decks.chunks import laid_out
from quizgen.decks.line_ups import line_ups
from quizgen.decks.numbers import NumberDeck
from quizgen.decks.stems import stems
from quizgen.decks.table import LevelTable, Scale, build
from quizgen.math.reader import read
from quizgen.misconceptions import Instead, Misconception, Misreading, Mistake
from quizgen.space import Combinations, concat, keyed

STEMS = stems(catalog.select(["conv-output-size"])[0].levels["medium"])  # type: ignore[attr-defined]  # a family
ANY = "ignores-padding"
MISTAKES: tuple[Misconception, ...] = (
    Mistake("minus-four", "n + 7*d", "n + 7*d - 4", "Four are not subtracted.", concept=ANY),
    Instead("minus-seven", "n + 7*d - 7", "Seven are not subtracted.", concept=ANY),
    Instead("less-d", "n + 5*d", "It is seven times d.", concept=ANY),
    Instead("no-d", "n", "There is d too.", concept=ANY),
    Instead("four-more", "n + 7*d + 4", "Four are not added.", concept=ANY),
    Instead("seven-more", "n + 7*d + 7", "Seven are not added.", concept=ANY),
    Instead("more-d", "n + 9*d", "It is seven times d.", concept=ANY),
    Instead("d-again", "n + 14*d", "It is seven times d.", concept=ANY),
    Misreading("double", {"n": "2*n"}, "It is counted once.", concept=ANY),
    Instead("half", "n/2 + 7*d", "It is not halved.", concept=ANY),
    Instead("also-half", "(n + 7*d)/2", "The sum is not halved.", concept=ANY),
    Instead("twin", "n/2 + 7*d", "The same value as 'half'.", concept=ANY),
)


@pytest.fixture(scope="module")
def table() -> LevelTable:
    space = concat(Combinations({"n": range(20, 120), "d": range(1, 6)}))
    return build(space, lambda _: (read("n + 7*d"),), MISTAKES, Scale())


@pytest.fixture(scope="module")
def real() -> LevelTable:
    """A level as families have them, with many mistakes that lie apart."""
    (family,) = catalog.select(["conv-output-size"])
    assert isinstance(family, Family)
    return family.table("medium")


def laid(table: LevelTable) -> NumberDeck:
    return NumberDeck(laid_out(table, STEMS, table.choosable(4).nonzero()[0], 4))


def test_dealing_takes_a_digest_for_every_second_item_at_most(
    real: LevelTable, monkeypatch: pytest.MonkeyPatch
) -> None:
    deck, made = laid(real), Counter[str]()

    def counted(*given: object, **named: object) -> object:
        made["digests"] += 1
        return blake2b(*given, **named)  # type: ignore[arg-type]  # passed on

    monkeypatch.setattr(keyed, "blake2b", counted)
    assert len([*islice(deck.deal("digests"), 200)]) == 200
    assert 0 < made["digests"] <= 200 / 2 + 5


def test_a_value_that_two_mistakes_give_is_not_usable(table: LevelTable) -> None:
    half, twin = (number for number, mistake in enumerate(MISTAKES) if mistake.id in ("half", "twin"))
    assert not table.usable[half].any()
    assert not table.usable[twin].any()


def test_a_value_that_is_not_whole_is_not_usable(table: LevelTable) -> None:
    number = next(number for number, mistake in enumerate(MISTAKES) if mistake.id == "also-half")
    odd = (table.key_scale % 2) == 1
    assert not table.usable[number][odd].any()
    assert table.usable[number][~odd].any()


def test_line_ups_put_the_key_at_its_rank_among_ascending_values(table: LevelTable) -> None:
    points = table.choosable(4).nonzero()[0][:20]
    for rank in range(4):
        lines = line_ups(table, points, rank, 4)
        assert len(lines.point)
        assert (np.diff(lines.values, axis=1) > 0).all()
        assert (lines.values[:, rank] == table.key_scale[lines.point]).all()
        for row in range(0, len(lines.point), 7):
            wrong = [table.wrong_scale[mistake, lines.point[row]] for mistake in lines.distractors[row]]
            assert wrong == [value for place, value in enumerate(lines.values[row]) if place != rank]


def test_every_block_of_four_has_every_rank(real: LevelTable) -> None:
    dealt = list(laid(real).deal("seed"))
    for start in range(0, len(dealt) - 3, 4):
        assert {choice.rank for choice in dealt[start : start + 4]} == {0, 1, 2, 3}


def test_all_balanced_points_are_dealt_once(real: LevelTable) -> None:
    deck = laid(real)
    dealt = [choice.point for choice in deck.deal("seed")]
    assert len(dealt) == len(set(dealt)) == len(deck)
    assert set(dealt) <= set(real.choosable(4).nonzero()[0].tolist())
    assert len(deck) > 300


def test_a_longer_deal_starts_with_the_shorter(real: LevelTable) -> None:
    deck = laid(real)
    assert list(islice(deck.deal("s"), 9)) == list(islice(deck.deal("s"), 40))[:9]


def test_the_first_items_of_many_seeds_have_every_rank_equally_often(real: LevelTable) -> None:
    deck = laid(real)
    ranks = [next(deck.deal(seed)).rank for seed in range(400)]
    assert all(70 <= ranks.count(rank) <= 130 for rank in range(4))


def test_every_point_is_dealt_equally_often(real: LevelTable) -> None:
    deck = laid(real)
    counts = Counter(choice.point for seed in range(200) for choice in islice(deck.deal(seed), 20))
    pairs = sum(count * (count - 1) for count in counts.values()) / (4000 * 3999)
    assert 0.85 < pairs * len(deck) < 1.15


def test_the_closest_pair_tells_nothing_about_the_key(real: LevelTable) -> None:
    deck = laid(real)
    upper = lower = 0
    for seed in range(25):
        for choice in islice(deck.deal(seed), 40):
            key = int(real.key_scale[choice.point])
            values = sorted([key, *(int(real.wrong_scale[mistake, choice.point]) for mistake in choice.distractors)])
            closest = int(np.diff(values).argmin())
            lower += values[closest] == key
            upper += values[closest + 1] == key
    assert 150 < lower < 350
    assert 150 < upper < 350
