"""The panel finds what gives a key away, and nothing where nothing does."""

from __future__ import annotations

from fractions import Fraction

from quizgen.audit.panel import STRATEGIES, Seen, judge
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
    return tuple((option,) for option in options), place


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
        items.append((layers, kernels.index(max(kernels))))
    verdict = judge(items)
    assert (verdict.strategy, verdict.share) == ("largest in part 1", Fraction(1))


def test_every_strategy_names_one_of_the_four() -> None:
    for options in [*_numbers(200), (1, 2, 3, 4), (7, 7, 7, 8), (5, 5, 5, 5)]:
        assert all(strategy(options) in range(4) for strategy in STRATEGIES.values())
