"""A formula against everybody who is heard on it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial

from msgspec import Struct

from quizgen.asking.source import Audited, Testimony
from quizgen.audit.contract import said
from quizgen.audit.contract.worked import point
from quizgen.audit.fault import Fault
from quizgen.audit.hearing import Hearing
from quizgen.audit.written import unprintable
from quizgen.catalog.blame import package, reason
from quizgen.errors import QuizgenError
from quizgen.model import Level, Witness, opinion
from quizgen.space import Permutation

SEED = "check"


class Witnessed(Struct, frozen=True):
    """A level whose witnesses are heard."""

    source: Audited
    level: Level
    hearing: Hearing

    def faults(self, points: int) -> Iterator[Fault]:
        """Where a witness contradicts the formula: on that many points of the level, and on cases that others worked.

        The cases are tried with each level, so that a report on any level is whole.
        """
        source, level = self.source, self.level
        yield from self._tried(lambda: "a published case", source.cases)
        order = Permutation(source.points(level), SEED, source.id, level)
        for number in range(points):
            index = order[number]
            yield from self._tried(partial(point, source, level, index), partial(self._one, index))

    def _one(self, index: int) -> tuple[Testimony, ...]:
        return (self.source.testify(self.level, index),)

    def _tried(self, where: Callable[[], str], testify: Callable[[], tuple[Testimony, ...]]) -> Iterator[Fault]:
        """The faults of some testimonies; a formula that gives no key at all is one too."""
        try:
            testimonies = testify()
        except QuizgenError as error:
            yield self._fault(0, str(error))
            return
        except Exception as error:  # noqa: BLE001 - whatever an author's code raises is told
            yield self._fault(0, f"{where()}: {reason(error, package(self.source.module))}")
            return
        for testimony in testimonies:
            yield from self._heard(testimony)

    def _heard(self, testimony: Testimony) -> Iterator[Fault]:
        """A fault if a witness does not find what the formula gives, or if a text cannot be printed."""
        where, size = testimony.where, testimony.size
        for fault in unprintable(testimony):
            yield self._fault(size, f"{where}: {fault}")
        heard = [(witness.name, *self._opinion(witness)) for witness in testimony.witnesses]
        if not all(agreed for _, agreed, _ in heard):
            formula = opinion(testimony.witnesses[0].expected)
            opinions = ", ".join(f"{name} {words}" for name, _, words in heard)
            yield self._fault(size, f"{where}: the formula gives {formula}, but {opinions}")

    def _opinion(self, witness: Witness) -> tuple[bool, str]:
        """Whether a witness finds what the formula gives, and what it says."""
        try:
            found = self.hearing.found(witness)
        except Exception as error:  # noqa: BLE001 - whatever an author's code raises is told
            return False, f"fails ({reason(error, package(self.source.module))})"
        return witness.agrees(found), opinion(found)

    def _fault(self, size: int, words: str) -> Fault:
        return Fault(size, said(self.source, self.level, f"at {words}"))
