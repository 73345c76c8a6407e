"""What a wrong value may come from: single mistakes that no question names, and two mistakes at once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from itertools import combinations

from msgspec import Struct

from quizgen.answers import Number, Slip, Values
from quizgen.diagnosis.forest import Forest
from quizgen.diagnosis.worked import sizes
from quizgen.errors import FormulaError
from quizgen.model.reasoning import Mistaken, Reasoned, Trees


class Way(Struct, frozen=True, eq=False):
    """A way to a wrong value: the mistakes on it, the planted trees, and their value."""

    slips: tuple[Slip, ...]
    trees: Trees
    value: Values

    @property
    def id(self) -> str:
        """That of the mistake, or of both."""
        return "-and-".join(slip.id for slip in self.slips)

    @property
    def concepts(self) -> frozenset[str]:
        """What the mistakes get wrong, by ids."""
        return frozenset(slip.concept.id for slip in self.slips)


class Ways:
    """The ways to wrong values of one quantity, ``reasoned``, from some ``known`` numbers."""

    def __init__(self, reasoned: Reasoned, known: Mapping[str, Number]) -> None:
        self.reasoned = reasoned
        self.known = known
        self.forest = Forest(known)
        self.planted = self.forest.planted(reasoned.trees)
        made = ((one, self._made(one, self.planted)) for one in reasoned.mistakes)
        self._single = [(one, trees) for one, trees in made if trees is not None]

    def _made(self, mistake: Mistaken, trees: Trees) -> Trees | None:
        try:
            made = mistake.made(trees)
        except FormulaError:
            return None
        return None if made is None or len(made) != len(trees) else self.forest.planted(made)

    @cached_property
    def key(self) -> Values | None:
        """What is right."""
        return self.forest.values(self.planted)

    @cached_property
    def sizes(self) -> frozenset[int]:
        """The parts of the right formula that are sizes of maps."""
        return sizes(self.planted)

    def leads(self, way: Way, wrote: Values) -> bool:
        """Whether what was written is what a way gives, or is rounded from it as asked."""
        return near(way.value, wrote, self.reasoned.tolerance(way.value))

    @cached_property
    def singles(self) -> tuple[Way, ...]:
        """By one mistake each."""
        return tuple(self._ways((one.slips, trees) for one, trees in self._single if len(one.slips) == 1))

    @cached_property
    def foreseen(self) -> tuple[Way, ...]:
        """By two mistakes at once that are known together."""
        return tuple(self._ways((one.slips, trees) for one, trees in self._single if len(one.slips) > 1))

    @cached_property
    def pairs(self) -> tuple[Way, ...]:
        """By any two at once: where they change different places, or one of them what the other has left."""
        return (*self.foreseen, *self._ways(self._pairs()))

    def _pairs(self) -> Iterator[tuple[tuple[Slip, ...], Trees]]:
        single = [(one, trees) for one, trees in self._single if len(one.slips) == 1 and trees != self.planted]
        joined = [(one, trees) for one, trees in single if not one.alone]
        for (one, first), (other, second) in combinations(joined, 2):
            for trees in self._both(one, first, other, second):
                yield (*one.slips, *other.slips), trees

    def _both(self, one: Mistaken, first: Trees, other: Mistaken, second: Trees) -> Iterator[Trees]:
        merged = self.forest.merged(self.planted, first, second)
        if merged is not None:
            found = [merged]
        else:
            found = [
                made for mistake, trees in ((other, first), (one, second)) if (made := self._further(mistake, trees))
            ]
        seen = {_ids(trees) for trees in (first, second, self.planted)}
        for trees in found:
            if _ids(trees) not in seen:
                seen.add(_ids(trees))
                yield trees

    def _further(self, mistake: Mistaken, trees: Trees) -> Trees | None:
        return self._made(mistake, trees) if mistake.changes else None

    def _ways(self, every: Iterable[tuple[tuple[Slip, ...], Trees]]) -> Iterator[Way]:
        for slips, trees in every:
            value = self.forest.values(trees)
            if value is not None and self._can_be(value):
                yield Way(slips, trees, value)

    def _can_be(self, value: Values) -> bool:
        """Whether there is such a value: of whole parts, and above zero where no other is asked for."""
        unit, signed = self.reasoned.unit, self.reasoned.signed
        return all((number * unit).denominator == 1 and (signed or number > 0) for number in value)


def _ids(trees: Trees) -> tuple[int, ...]:
    """What tells planted trees apart."""
    return tuple(map(id, trees))


def near(value: Values, wrote: Values, tolerance: Number) -> bool:
    """Whether all numbers of a value are as near to those written."""
    same = len(value) == len(wrote)
    return same and all(-tolerance <= one - other <= tolerance for one, other in zip(value, wrote, strict=True))
