"""What primes a number is made of."""

from __future__ import annotations

import numpy as np

from quizgen.guessing.arrays import Ints, sizes
from quizgen.guessing.powers import times

PRIMES = tuple(number for number in range(2, 100) if all(number % smaller for smaller in range(2, number)))


def largest_prime_factor(values: Ints) -> Ints:
    """The largest prime factor; what primes below 100 leave over is not taken apart and counts as one."""
    rest = sizes(values)
    largest = np.ones_like(rest)
    for prime in PRIMES:
        power = times(rest, prime)
        largest = np.where(power > 0, prime, largest)
        rest //= prime**power
    return np.maximum(largest, rest)


def prime_factors(values: Ints) -> Ints:
    """How many prime factors below 100 there are, each as often as it divides."""
    return np.asarray(sum(times(values, prime) for prime in PRIMES), dtype=np.int64)
