"""Trees find what tells a key from the options, and nothing where nothing does."""

from __future__ import annotations

import numpy as np

from quizgen.audit.learned.forest import hits, unseen_by
from quizgen.audit.learned.items import Lot
from quizgen.guessing import TRAITS, Ints
from quizgen.space import Dice

ITEMS = 400


def _numbers(low: int = 100, high: int = 9000, count: int = 4) -> Ints:
    dice = Dice("trees", low, high)
    return np.asarray([sorted(dice.sample(range(low, high), count)) for _ in range(ITEMS)], dtype=np.int64)


def _anywhere(options: int = 4) -> Ints:
    dice = Dice("right", options)
    return np.asarray([dice.below(options) for _ in range(ITEMS)], dtype=np.int64)


def _lot(parts: Ints, right: Ints) -> Lot:
    parts = parts.reshape(*parts.shape[:2], -1)
    keys = parts[np.arange(len(right)), right]
    return Lot(parts, right, _same(keys), _same(np.sort(parts.reshape(len(parts), -1), axis=1)))


def _same(rows: Ints) -> Ints:
    return np.asarray(np.unique(rows, axis=0, return_inverse=True)[1].reshape(-1), dtype=np.int64)


def test_a_key_that_is_the_roundest_is_found() -> None:
    options = _numbers()
    assert hits(_lot(options, TRAITS["binary zeros"](options).argmax(axis=1))) > 0.8 * ITEMS


def test_a_key_from_which_every_other_option_is_one_step_away_is_found() -> None:
    dice = Dice("steps")
    rows = []
    for _ in range(ITEMS):
        key = dice.below(200) + 50
        rows.append([key, *(key * top // 12 for top in dice.sample((3, 4, 6, 8, 9, 15, 16, 18, 20, 24), 3))])
    options = np.asarray(rows, dtype=np.int64) * 12
    order = options.argsort(axis=1)
    lot = _lot(np.take_along_axis(options, order, axis=1), order.argmin(axis=1))
    assert hits(lot) > 0.5 * ITEMS


def test_keys_without_a_pattern_are_not_found() -> None:
    assert hits(_lot(_numbers(), _anywhere())) < 0.32 * ITEMS


def test_keys_that_can_only_be_remembered_are_not_found() -> None:
    """Forty numbers are keys and never anything else: who knows them finds all, who has to find new ones none."""
    dice = Dice("remembered")
    keys = dice.sample(range(1000, 2000), 40)
    others = [number for number in range(1000, 2000) if number not in keys]
    rows = np.asarray([[keys[number % 40], *dice.sample(others, 3)] for number in range(ITEMS)], dtype=np.int64)
    order = rows.argsort(axis=1)
    assert hits(_lot(np.take_along_axis(rows, order, axis=1), order.argmin(axis=1))) < 0.32 * ITEMS


def test_one_key_for_all_items_is_known_to_whoever_has_seen_one() -> None:
    options = np.tile(np.asarray([[3, 5, 8, 13]]), (ITEMS, 1))
    assert hits(_lot(options, np.full(ITEMS, 2))) == ITEMS


def test_three_options_are_learned_from_too() -> None:
    options = _numbers(count=3)
    assert hits(_lot(options, TRAITS["largest prime factor"](options).argmin(axis=1))) > 0.7 * ITEMS


def test_an_argument_that_gives_the_right_layer_away_is_found() -> None:
    dice = Dice("layers")
    kernels = np.asarray([dice.sample((1, 3, 5, 7, 9, 11), 4) for _ in range(ITEMS)], dtype=np.int64)
    strides = np.asarray([[dice.below(40) for _ in range(4)] for _ in range(ITEMS)], dtype=np.int64)
    right = kernels.argmax(axis=1)
    assert hits(_lot(np.stack([kernels, strides], axis=2), right)) > 0.8 * ITEMS


def test_the_same_items_give_the_same_hits() -> None:
    lot = _lot(_numbers(), _anywhere())
    assert hits(lot) == hits(lot)


def test_options_that_were_seen_are_not_learned_from() -> None:
    """Of 100 sets of options each comes four times, each time with another of them as the key."""
    lot = _lot(np.tile(_numbers()[:100], (4, 1)), np.repeat(np.arange(4), 100))
    learn, tried = np.arange(300), np.arange(300, 320)
    unseen = unseen_by(lot, learn, tried)
    assert 60 <= len(unseen) < len(learn)
    assert not {*lot.sets[unseen].tolist()} & {*lot.sets[tried].tolist()}
    assert unseen_by(lot, learn, np.arange(ITEMS)).tolist() == learn.tolist()


def test_a_pattern_is_found_though_every_set_is_asked_for_each_of_its_round_numbers() -> None:
    """In each set the two roundest numbers are keys, once each: remembering the other one would hide the pattern."""
    options = _numbers()[:200]
    roundest = np.argsort(-TRAITS["binary zeros"](options) - np.arange(4) / 10, axis=1)[:, :2]
    assert hits(_lot(np.tile(options, (2, 1)), roundest.T.reshape(-1))) > 0.36 * ITEMS
