"""A family whose items follow from the points of finite spaces, one space a level."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import cache, partial
from hashlib import blake2b
from itertools import product
from string import ascii_lowercase

import numpy as np

from quizgen.asking import declared
from quizgen.asking.inputs import fingerprint, is_ours
from quizgen.asking.of_module import OfModule
from quizgen.asking.source import SHARES, Address, Weight
from quizgen.decks.points import as_looks, as_space, of_looks, of_space
from quizgen.layers.common import COMMON, Windows, looks
from quizgen.memory.cache import memory
from quizgen.memory.packing import Array, Arrays
from quizgen.model import Level
from quizgen.reading.advice import alternatives
from quizgen.space import Concat, Listed, Looks, Mixed, Params, SubSpace

REAL: Mapping[Level, Fraction] = {"easy": Fraction(3, 4), "medium": Fraction(3, 4), "hard": Fraction(1, 2)}
"""How large a part of what is drawn has layers of published networks, where the space knows them."""
KNOWN: Mapping[Level, Fraction] = {"easy": Fraction(9, 10), "medium": Fraction(9, 10), "hard": Fraction(2, 3)}
"""The same of choices in sets of which each could be the key, and one may have no published layer."""

PAIRS = ["".join(pair) for pair in product(f"{ascii_lowercase}234567", repeat=2)]
"""Ten bits each in the alphabet of base 32, in small letters."""


@dataclass(frozen=True, eq=False, kw_only=True)
class Spaced(OfModule):
    """A family with a space for each level.

    ``weight`` says how often it is drawn beside the others of its topic. ``printed_key`` says why a key cannot but
    stand in its stem more often than by chance, where that is so. ``common`` are the windows that come most often.
    """

    levels: Mapping[Level, Concat]
    weight: Weight = "common"
    printed_key: str = ""
    common: Windows = COMMON

    def __post_init__(self) -> None:
        """Raises QuizgenError for a weight or levels that are none."""
        declared.require(self, {"weight": (declared.one_of(SHARES), alternatives(SHARES))})
        declared.require_levels("levels", self.levels, declared.is_space, "a space (concat)")

    def tried(self, level: Level) -> None:
        """Raises what an author's functions raise, or QuizgenError for what they give, at the level's first points."""
        self._tried(level, Concat(tuple(map(_first, self.levels[level].parts)), self.levels[level].real))

    def _tried(self, level: Level, points: Concat) -> None:
        """The same, for a space with the first point of each part."""
        del level
        len(points.is_real)

    def inputs(self, level: Level) -> str:
        """A fingerprint of all that the level's items follow from; nothing for a kind of family that is not ours."""
        return fingerprint(type(self), self.asked_how(level), self.numbers(level)) if is_ours(type(self)) else ""

    def asked_how(self, level: Level) -> Iterator[str]:
        """The words that say how the level is asked, as far as its choices follow from them."""
        yield from ("/".join([*part.shape, "", *part.columns]) for part in self.levels[level].parts)

    def numbers(self, level: Level) -> Iterator[Array]:
        """The points, which of them are real, and what they look like."""
        yield from (column for part in self.levels[level].parts for column in part.columns.values())
        yield self.levels[level].is_real.astype(np.int64)
        yield from self._make_looks(level).values()

    def makers(self) -> Mapping[str, Callable[[Level], Arrays]]:
        """What of a level is worked out before, by name, and how."""
        return {"points": lambda level: of_space(self.levels[level]), "looks": self._make_looks}

    def sections(self) -> Mapping[str, Callable[[], Arrays]]:
        """All that the items are drawn from and no seed changes, by level and name, and how it is made."""
        every = self.makers().items()
        return {f"{level}/{name}": partial(make, level) for level in self.levels for name, make in every}

    @cache  # noqa: B019 - families live as long as the process
    def recalled(self, level: Level, name: str) -> Arrays:
        """A section: as it is stored for this code, or made now."""
        return memory().decks.recalled(self, f"{level}/{name}", partial(self.makers()[name], level))

    @cache  # noqa: B019 - families live as long as the process
    def space(self, level: Level) -> Concat:
        """The level's points, one by one."""
        return as_space(self.recalled(level, "points"))

    def order(self, level: Level, seed: str) -> Mixed:
        """In which order the points come: real layers, and of them common ones, more often than they are many."""
        space = self.space(level)
        return Mixed(space.real_points, space.other_points, REAL[level], seed, self.id, level, looks=self.looks(level))

    @cache  # noqa: B019 - families live as long as the process
    def looks(self, level: Level) -> Looks | None:
        """The windows that the level's points show, where the space knows published ones."""
        return as_looks(self.recalled(level, "looks"))

    def _make_looks(self, level: Level) -> Arrays:
        space = self.levels[level]
        return of_looks(looks(space, self.common) if space.real else None)

    def ids(self, level: Level) -> Iterator[str]:
        """The id of the item at each point of the level."""
        return (identity(self.id, params) for params in self.space(level))

    def find(self, item: str) -> Address | None:
        """The item's level and its point's number there; a level's ids are made when it is first searched."""
        for level in self.levels:
            if (point := self._numbers(level).get(item)) is not None:
                return Address(level, point)
        return None

    @cache  # noqa: B019 - families live as long as the process
    def _numbers(self, level: Level) -> Mapping[str, int]:
        return {item: number for number, item in enumerate(self.ids(level))}

    def points(self, level: Level) -> int:
        """How many points of the level the audit can ask about."""
        return len(self.space(level))


def _first(part: SubSpace) -> Listed:
    """The first point of a part, or none of one that has none."""
    return Listed({name: column[:1] for name, column in part.columns.items()}, part.shape)


def identity(family: str, params: Params) -> str:
    """The id of a point: the same whatever the seed, kind, wording or version.

    The digest's last bit is kept free of any other use: it will tell practice from exam items.
    """
    raw = blake2b(f"{family}?{params.canonical()}".encode(), digest_size=10).digest()
    number = int.from_bytes(raw, "big")
    return f"{family}-{''.join([PAIRS[number >> shift & 1023] for shift in range(70, -1, -10)])}"
