"""Traits of numbers, held against plain arithmetic on each number by itself."""

from __future__ import annotations

from collections.abc import Callable
from math import gcd

import numpy as np
import pytest

from quizgen.guessing import TRAITS, Ints, pattern
from quizgen.guessing.stem import just_below, multiple_of_stem, printed
from quizgen.space import Dice

VALUES = (0, 1, -1, 2, -12, 100, 1000, 2000, 2516, 97 * 101, 101 * 103, 2**40, 3**20, 10**15, 999_999_999_999)


def _options() -> Ints:
    """Items of four options: those above, and any others."""
    dice = Dice("traits")
    rows = [dice.sample(VALUES, 4) for _ in range(100)] + [dice.sample(range(5000), 4) for _ in range(200)]
    return np.asarray(rows, dtype=np.int64)


def _size(name: str, value: int) -> int:
    """Every number divides zero, so as a factor it counts as one; it is even all the same."""
    return abs(value) or int("odd" not in name and "parity" not in name)


def _power(value: int, divisor: int) -> int:
    return 0 if value % divisor else 1 + _power(value // divisor, divisor)


def _primes(value: int) -> list[int]:
    for number in range(2, 100):
        if value % number == 0:
            return [number, *_primes(value // number)]
    return []


def _rest(value: int) -> int:
    for prime in _primes(value):
        value //= prime
    return value


ALONE: dict[str, Callable[[int], int]] = {
    "decimal zeros": lambda n: len(str(n)) - len(str(n).rstrip("0")),
    "significant digits": lambda n: len(str(n).rstrip("0")),
    "binary zeros": lambda n: _power(n, 2),
    "digits": lambda n: len(str(n)),
    "last digit": lambda n: int(str(n)[-1]),
    "odd": lambda n: n % 2,
    "divisors up to 16": lambda n: sum(n % small == 0 for small in range(2, 17)),
    "powers of three": lambda n: _power(n, 3),
    "powers of five": lambda n: _power(n, 5),
    "powers of seven": lambda n: _power(n, 7),
    "largest prime factor": lambda n: max([1, _rest(n), *_primes(n)]),
    "prime factors": lambda n: len(_primes(n)),
}


@pytest.mark.parametrize("name", ALONE)
def test_a_trait_of_a_number_is_what_plain_arithmetic_says(name: str) -> None:
    options = _options()
    wanted = [[ALONE[name](_size(name, value)) for value in row] for row in options.tolist()]
    assert TRAITS[name](options).tolist() == wanted


BESIDE: dict[str, Callable[[int, int], int]] = {
    "shared digits": lambda a, b: sum(min(str(a).count(digit), str(b).count(digit)) for digit in "0123456789"),
    "others of its parity": lambda a, b: a % 2 == b % 2,
    "shared factors": gcd,
    "multiples and divisors among the others": lambda a, b: a % b == 0 or b % a == 0,
    "length of the ratios to the others": lambda a, b: (a // gcd(a, b)).bit_length() + (b // gcd(a, b)).bit_length(),
}


@pytest.mark.parametrize("name", BESIDE)
def test_what_an_option_shares_with_the_others_is_what_plain_arithmetic_says(name: str) -> None:
    found = TRAITS[name](_options()).tolist()
    for row, scores in zip(_options().tolist(), found, strict=True):
        own = [_size(name, value) for value in row]
        wanted = [sum(BESIDE[name](a, b) for place, b in enumerate(own) if place != one) for one, a in enumerate(own)]
        assert scores == wanted


def test_distances_are_to_all_others_and_to_the_nearest() -> None:
    options = np.asarray([[1, 4, 6, 20]])
    assert TRAITS["distance from the others"](options).tolist() == [[27, 21, 21, 49]]
    assert TRAITS["distance from the nearest"](options).tolist() == [[3, 2, 2, 14]]


def test_every_trait_takes_three_options_and_keeps_their_shape() -> None:
    options = _options()[:, :3]
    assert all(trait(options).shape == options.shape for trait in TRAITS.values())


def test_items_have_one_pattern_where_their_scores_lie_in_one_order_with_the_same_ties() -> None:
    scores = np.asarray([[1, 2, 2, 5], [0, 7, 7, 9], [1, 2, 3, 5], [2, 1, 2, 5], [3, 3, 3, 3], [0, 0, 0, 0]])
    found = pattern(scores).tolist()
    assert found[0] == found[1]
    assert found[4] == found[5]
    assert len(set(found)) == 4


def test_numbers_of_the_stem_are_found_and_their_multiples() -> None:
    options, stem = np.asarray([[6, 7, 12, 30]]), np.asarray([[3, 12, 5, 1, 0]])
    assert printed(options, stem).tolist() == [[0, 0, 1, 0]]
    assert multiple_of_stem(options, stem).tolist() == [[1, 0, 2, 2]]


def test_just_below_prefers_what_is_below_and_near() -> None:
    options, half = np.asarray([[10, 14, 16, 40]]), (np.asarray([31]), np.asarray([2]))
    assert just_below(options, *half).argsort(axis=1).tolist() == [[1, 0, 2, 3]]
