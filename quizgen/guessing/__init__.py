"""What a guesser sees who knows nothing of the subject: the traits of numbers that stand beside each other.

Each trait gives every option a score. The deck that deals the options evens out where the key stands among the scores
(``pattern``), and the audit tries to find the key by the highest and the lowest.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from quizgen.guessing.arrays import Ints, Trait
from quizgen.guessing.digits import last_digit, shared_digits
from quizgen.guessing.distances import distance, nearest
from quizgen.guessing.divisibility import fives, sevens, small_divisors, threes
from quizgen.guessing.parity import like_others, odd
from quizgen.guessing.patterns import pattern
from quizgen.guessing.primes import largest_prime_factor, prime_factors
from quizgen.guessing.roundness import binary_zeros, decimal_zeros, length, significant_digits
from quizgen.guessing.sharing import multiples, ratio_bits, shared_factors

__all__ = ["TRAITS", "Ints", "Trait", "pattern"]

TRAITS: Mapping[str, Trait] = MappingProxyType(
    {
        "decimal zeros": decimal_zeros,
        "significant digits": significant_digits,
        "binary zeros": binary_zeros,
        "digits": length,
        "last digit": last_digit,
        "shared digits": shared_digits,
        "odd": odd,
        "others of its parity": like_others,
        "divisors up to 16": small_divisors,
        "powers of three": threes,
        "powers of five": fives,
        "powers of seven": sevens,
        "largest prime factor": largest_prime_factor,
        "prime factors": prime_factors,
        "shared factors": shared_factors,
        "multiples and divisors among the others": multiples,
        "length of the ratios to the others": ratio_bits,
        "distance from the others": distance,
        "distance from the nearest": nearest,
    }
)
"""By the name that a report shows; a guesser may take the option with most or with least of each."""
