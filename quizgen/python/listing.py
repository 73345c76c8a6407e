"""The families of items, and files of items in words, as a list."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, overload

from quizgen.errors import UsageError
from quizgen.reading.advice import advice

if TYPE_CHECKING:
    from quizgen.asking.source import Source


@dataclass(frozen=True, slots=True)
class Family:
    """A family, or a file of items in words: what it is called, and how many distinct items each level has.

    ``weight`` says how often it is drawn beside the others of its topic: core, common or special, 6 : 3 : 1. ``asks``
    is the quantity that is asked, ``kinds`` are those in which it can be asked, the usual one first.
    """

    id: str
    topic: str
    title: str
    weight: Literal["core", "common", "special"]
    asks: str
    kinds: tuple[str, ...]
    levels: Mapping[str, int]

    @property
    def count(self) -> int:
        """Distinct items of all levels."""
        return sum(self.levels.values())


@dataclass(frozen=True, slots=True, repr=False)
class Families(Sequence[Family]):
    """Families in the order in which topics are taught; one is found by its place or by its id."""

    every: tuple[Family, ...]

    def __len__(self) -> int:
        return len(self.every)

    def __iter__(self) -> Iterator[Family]:
        return iter(self.every)

    @overload
    def __getitem__(self, place: int | str) -> Family: ...

    @overload
    def __getitem__(self, place: slice) -> Families: ...

    def __getitem__(self, place: int | str | slice) -> Family | Families:
        if isinstance(place, slice):
            return Families(self.every[place])
        if isinstance(place, int):
            return self.every[place]
        found = next((family for family in self.every if family.id == place), None)
        if found is None:
            raise UsageError(f"there is no family '{place}'; {advice(place, [one.id for one in self.every])}")
        return found

    def __contains__(self, wanted: object) -> bool:
        """Whether it has such a family, or one of that id."""
        return wanted in {one.id for one in self.every} if isinstance(wanted, str) else wanted in self.every

    @property
    def topics(self) -> tuple[str, ...]:
        """The topics, each once."""
        return tuple(dict.fromkeys(family.topic for family in self.every))

    def __repr__(self) -> str:
        topics = self.topics[0] if len(self.topics) == 1 else f"{len(self.topics)} topics"
        return f"<{len(self)} families of {topics}, {sum(one.count for one in self.every):,} items>"

    def _repr_html_(self) -> str:
        from quizgen.python.shown import families

        return families(self.every)


def families(topic: str | None = None) -> Families:
    """All families, or those of a topic; see ``quizgen.families``."""
    from quizgen import catalog

    if topic is not None and topic not in catalog.topics():
        raise UsageError(f"there is no topic '{topic}'; {advice(topic, catalog.topics())}")
    sources = (source for source in catalog.listed() if topic in {None, source.topic})
    return Families(tuple(map(_family, sources)))


def _family(one: Source) -> Family:
    from quizgen.counting.counts import counts, distinct_of

    found = distinct_of(counts(one), authored=one.authored)
    levels: dict[str, int] = {level: count for level, count in found.items()}  # noqa: C416 - keys of another type
    return Family(one.id, one.topic, one.title, one.weight, one.asks, tuple(one.kinds), levels)
