"""How hard questions of each family were for earlier classes, which tells more of the next one than a rule of thumb.

``quizgen analyze`` writes it as difficulty.json: see docs/analysis.md.
"""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from functools import cached_property
from typing import Annotated, Any

import msgspec
from msgspec import Meta, Struct

from quizgen.blueprint.difficulty import predicted
from quizgen.errors import UsageError
from quizgen.marking.radicals import radicals
from quizgen.model import Question
from quizgen.reading.saying import within

SCHEMA = 1
LEAST = 30
"""Answers of so many students are believed rather than the prediction."""
Share = Annotated[float, Meta(ge=0, le=1)]
Count = Annotated[int, Meta(ge=0)]


class Observed(msgspec.Struct, frozen=True, kw_only=True):
    """The mean share of the points that ``n`` students had, and its interval; None where they are too few."""

    n: Count
    share: Share | None
    low: Share | None = None
    high: Share | None = None

    @property
    def believed(self) -> bool:
        """Whether enough students answered."""
        return self.share is not None and self.n >= LEAST

    def apart(self, other: Observed) -> float:
        """How far two shares are apart whose intervals do not meet; 0 where they do, or are too few."""
        if not (self.believed and other.believed) or None in {self.low, self.high, other.low, other.high}:
            return 0.0
        return max((other.low or 0) - (self.high or 0), (self.low or 0) - (other.high or 0), 0.0)


class RadicalObserved(msgspec.Struct, frozen=True, kw_only=True):
    """Of a family's questions, those that have something and those that lack it."""

    radical: str
    having: Observed
    lacking: Observed


class FamilyObserved(msgspec.Struct, frozen=True, kw_only=True):
    """A family's questions of a level and a kind."""

    family: str
    level: str
    kind: str
    observed: Observed
    radicals: tuple[RadicalObserved, ...] = ()


class ExamObserved(msgspec.Struct, frozen=True, kw_only=True):
    """An exam that the numbers come from."""

    title: str
    seal: str
    students: Count


class LevelObserved(msgspec.Struct, frozen=True, kw_only=True):
    """All questions of a level."""

    level: str
    observed: Observed


class DifficultyFile(msgspec.Struct, frozen=True, kw_only=True):
    """difficulty.json."""

    schema: int
    quizgen: str
    exams: tuple[ExamObserved, ...]
    levels: tuple[LevelObserved, ...]
    families: tuple[FamilyObserved, ...]


class Calibration(Struct, frozen=True, dict=True):
    """A file with observed difficulties: its name, its text, and what it holds."""

    name: str
    text: str
    kept: DifficultyFile

    @cached_property
    def _by_family(self) -> Mapping[tuple[str, str, str], FamilyObserved]:
        return {(one.family, one.level, one.kind): one for one in self.kept.families}

    def foretold(self, question: Question) -> Fraction:
        """The share of its points that a class is expected to get: what classes got of its family, else predicted.

        Where questions of the family that have something of their layers were surely harder or easier than others,
        those that are like the question count alone.
        """
        found = self._by_family.get((question.family, question.level, question.kind))
        if found is None or not found.observed.believed:
            return predicted(question)
        observed = found.observed
        telling = max(found.radicals, key=lambda one: one.having.apart(one.lacking), default=None)
        if telling and telling.having.apart(telling.lacking):
            has = telling.radical in radicals(question.params)
            observed = telling.having if has else telling.lacking
        return Fraction(observed.share or 0).limit_denominator(10**6)


def read(text: str, where: str) -> Calibration:
    """The file with that text; raises UsageError, with the key, for what is none."""
    try:
        found: Any = msgspec.json.decode(text)
        if isinstance(found, dict) and found.get("schema", SCHEMA) != SCHEMA:
            raise UsageError(f"{where} has version {found['schema']} of its schema, and this quizgen reads {SCHEMA}")
        kept = msgspec.convert(found, DifficultyFile)
    except (msgspec.MsgspecError, RecursionError, UnicodeError) as error:
        raise UsageError(
            f"{where} is no difficulty.json as 'quizgen analyze' writes it: {within(str(error)[:150])}"
        ) from None
    return Calibration(where, text, kept)
