"""What single and multiple choice have in common: options, some of them right."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction
from itertools import combinations
from operator import lt
from string import ascii_uppercase

from quizgen.answers.marks import Chosen, Mark, Met
from quizgen.answers.option import Option, Remark
from quizgen.answers.precision import near
from quizgen.answers.values import Number


def faults(options: Sequence[Option], right: frozenset[int]) -> Iterator[str]:
    """What breaks a rule: places that do not exist, equal options, a distractor of no mistake."""
    if not right <= set(range(len(options))):
        yield f"the right options {sorted(right)} are not all among the {len(options)} there are"
    yield from confusing(options)
    yield from near_misses(options)
    if right != {place for place, option in enumerate(options) if option.slip is None}:
        yield "a distractor comes from no named misconception, or a right option from one"


def confusing(options: Sequence[Option]) -> Iterator[str]:
    """Two options that cannot be told apart, or numbers that do not ascend, whose order would tell something."""
    found = numbers(options)
    ascend = all(map(lt, found, found[1:]))
    if ascend and len(found) == len(options):
        return
    yield from alike(options)
    if not ascend:
        yield f"the options do not ascend: {listed(options)}"


def alike(options: Sequence[Option]) -> Iterator[str]:
    """Two options that cannot be told apart."""
    if len({repr(option.value) for option in options}) != len(options):
        yield f"two options have the same value: {listed(options)}"


def near_misses(options: Sequence[Option]) -> Iterator[str]:
    """Two numbers that nobody tells apart without working out more digits than are asked."""
    found = numbers(options)
    if Fraction in map(type, found) and any(near(a, b) for a, b in combinations(found, 2)):
        yield f"two options differ by less than a hundredth: {listed(options)}"


def numbers(options: Iterable[Option]) -> list[Number]:
    """The values that are single numbers."""
    return [value for option in options if type(value := option.value) is int or type(value) is Fraction]


def listed(options: Iterable[Option]) -> str:
    """The options' values in a message."""
    return ", ".join(str(option.value) for option in options)


def letters(places: Iterable[int]) -> str:
    """“B, D”."""
    return ", ".join(ascii_uppercase[place] for place in sorted(places))


def mark(options: Sequence[Option], right: frozenset[int], given: Chosen) -> Mark:
    """All points for exactly the right options; the wrong ones that were chosen show their mistakes.

    So do right ones that were left out, where it is known what was overlooked.
    """
    wrong = sorted(given.places - right)
    met = tuple(Met(place, slip) for place in wrong if (slip := options[place].slip))
    missed = tuple(sorted(right - given.places))
    overlooked = tuple(Met(place, slip) for place in missed if (slip := options[place].overlooked))
    return Mark(given, Fraction(not wrong and not missed), (*met, *overlooked), missed)


def remarks(options: Sequence[Option]) -> tuple[Remark, ...]:
    """What is said about each distractor."""
    return tuple(
        Remark(ascii_uppercase[place], option.text, option.slip) for place, option in enumerate(options) if option.slip
    )
