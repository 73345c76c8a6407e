"""The panel finds what gives a key away, and nothing where nothing does."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from math import prod

import numpy as np
import pytest
from msgspec.structs import replace

from quizgen import catalog
from quizgen.audit import blind
from quizgen.audit.panel import STRATEGIES, Seen, judge
from quizgen.guessing import TRAITS
from quizgen.space import Dice


def _numbers(count: int) -> list[tuple[int, int, int, int]]:
    """Four ascending numbers, as often as wished."""
    dice = Dice("panel")
    found = []
    for _ in range(count):
        a, b, c, d = sorted(dice.sample(range(10, 500), 4))
        found.append((a, b, c, d))
    return found


def _seen(options: tuple[int, ...], place: int) -> Seen:
    return Seen(tuple((option,) for option in options), place)


def test_keys_without_a_pattern_pass() -> None:
    dice = Dice("keys")
    verdict = judge([_seen(options, dice.below(4)) for options in _numbers(2000)])
    assert verdict.passed
    assert verdict.share < Fraction(31, 100)


def test_a_rank_that_comes_too_often_does_not_pass() -> None:
    verdict = judge([_seen(options, number % 4 or 1) for number, options in enumerate(_numbers(400))])
    assert not verdict.passed
    assert verdict.ranks[0] == 0


def test_a_key_that_is_always_the_larger_of_the_two_closest_is_found() -> None:
    strategy = STRATEGIES["larger of the two closest"]
    verdict = judge([_seen(options, strategy(options)) for options in _numbers(400)])
    assert (verdict.strategy, verdict.share) == ("larger of the two closest", Fraction(1))


def test_a_rule_with_a_threshold_is_learned_on_one_half_and_tried_on_the_other() -> None:
    items = [_seen(options, 1 if options[3] <= 300 else 2) for options in _numbers(800)]
    verdict = judge(items)
    assert not verdict.passed
    assert verdict.strategy == "learned threshold on largest"
    assert verdict.share > Fraction(95, 100)


def test_an_argument_that_gives_the_key_away_is_found() -> None:
    dice = Dice("layers")
    items: list[Seen] = []
    for _ in range(300):
        kernels = dice.sample((1, 3, 5, 7, 9, 11), 4)
        layers = tuple((kernel, dice.below(3)) for kernel in kernels)
        items.append(Seen(layers, kernels.index(max(kernels))))
    verdict = judge(items)
    assert (verdict.strategy, verdict.share) == ("largest in part 1", Fraction(1))


def test_every_strategy_names_one_of_the_four() -> None:
    for options in [*_numbers(200), (1, 2, 3, 4), (7, 7, 7, 8), (5, 5, 5, 5)]:
        assert all(strategy(options) in range(4) for strategy in STRATEGIES.values())
        assert all(strategy(options[:3]) in range(3) for strategy in STRATEGIES.values())


@pytest.mark.parametrize("name", ["binary zeros", "significant digits", "largest prime factor", "shared factors"])
@pytest.mark.parametrize("count", [3, 4])
def test_a_key_that_stands_out_by_a_trait_of_numbers_is_found(name: str, count: int) -> None:
    """Ties are the key's to share, so a strategy that finds it may hit less often than always."""
    options = np.asarray([row[:count] for row in _numbers(400)], dtype=np.int64)
    scores = TRAITS[name](options)
    most = judge([_seen(row, int(place)) for row, place in zip(options.tolist(), scores.argmax(axis=1), strict=True)])
    assert most.share > Fraction(3, 5)
    assert not most.passed


def test_three_options_may_be_found_ten_points_more_often() -> None:
    dice = Dice("three")
    three = [_seen(row[:3], dice.below(3)) for row in _numbers(1200)]
    four = [_seen(row, dice.below(4)) for row in _numbers(1200)]
    for items, share, limit in ((three, 1, 45), (four, 0, 35), (three + four, Fraction(1, 2), 40)):
        verdict = judge(items)
        assert (verdict.three, verdict.limit) == (share, Fraction(limit, 100))
        assert sum(verdict.even) == 1
        assert verdict.passed


def test_among_three_options_each_rank_is_to_come_in_a_third() -> None:
    items = [_seen(row[:3], number % 2) for number, row in enumerate(_numbers(600))]
    verdict = judge(items)
    assert verdict.even[:3] == (Fraction(1, 3),) * 3
    assert sum(verdict.ranks[2:]) == 0
    assert not verdict.passed


def _with_stem(right: Callable[[tuple[int, ...], list[int]], int]) -> list[Seen]:
    """Items whose stem prints five numbers, one of them an option, and an input of 7 times the second over 2."""
    dice = Dice("stem")
    found = []
    for options in _numbers(400):
        stem = [dice.below(9) + 2, dice.below(200) + 50, options[dice.below(4)], dice.below(9) + 2, 400]
        seen = _seen(options, right(options, stem))
        found.append(replace(seen, stem=tuple(stem), scaled=Fraction(7 * stem[1], 2)))
    return found


def _multiples(options: tuple[int, ...], stem: list[int]) -> int:
    counts = [sum(option % number == 0 for number in stem) for option in options]
    return counts.index(max(counts))


def _below(options: tuple[int, ...], stem: list[int]) -> int:
    away = [(2 * option > 7 * stem[1], abs(2 * option - 7 * stem[1])) for option in options]
    return away.index(min(away))


def _near(options: tuple[int, ...], stem: list[int]) -> int:
    away = [abs(2 * option - 7 * stem[1]) for option in options]
    return away.index(min(away))


STEM_RULES: list[tuple[str, Callable[[tuple[int, ...], list[int]], int]]] = [
    ("printed in the stem", lambda options, stem: options.index(stem[2])),
    ("multiple of most numbers of the stem", _multiples),
    ("just below input over strides", _below),
    ("closest to input over strides", _near),
]


@pytest.mark.parametrize(("name", "right"), STEM_RULES, ids=[name for name, _ in STEM_RULES])
def test_a_key_that_a_rule_finds_by_numbers_of_the_stem_is_found(
    name: str, right: Callable[[tuple[int, ...], list[int]], int]
) -> None:
    verdict = judge(_with_stem(right))
    assert verdict.strategy == name
    assert verdict.share > Fraction(3, 4)


def test_the_stem_of_real_items_is_read_with_its_tables_and_its_layers() -> None:
    (family,) = catalog.select(["chain-output-size"])
    question = next(family.draw("medium", "choice", "1"))
    seen = blind.seen(question)
    assert question.params["input"][-1] in seen.stem
    strides = [layer["stride"] for layer in question.params["layers"]]
    assert {layer["kernel_size"] for layer in question.params["layers"]} <= set(seen.stem)
    assert seen.scaled == Fraction(question.params["input"][-1], prod(strides))
