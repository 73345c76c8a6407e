"""How hard questions were, as difficulty.json keeps it for later exams."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from quizgen.analysis.intervals import Estimate
from quizgen.analysis.items import by_student
from quizgen.analysis.taken import Answered, Sitting
from quizgen.blueprint.calibration import (
    SCHEMA,
    DifficultyFile,
    ExamObserved,
    FamilyObserved,
    LevelObserved,
    Observed,
    RadicalObserved,
)
from quizgen.marking.radicals import NAMES, radicals


def observed(taken: Sequence[Sitting], version: str) -> DifficultyFile:
    """By level, and by family, level and kind, with and without what makes questions about layers harder."""
    families: dict[tuple[str, str, str], list[Answered]] = defaultdict(list)
    levels: dict[str, list[Answered]] = defaultdict(list)
    for one in (answer for sitting in taken for answer in sitting.answers):
        families[one.question.family, one.question.level, one.question.kind].append(one)
        levels[one.question.level].append(one)
    return DifficultyFile(
        schema=SCHEMA,
        quizgen=version,
        exams=tuple(ExamObserved(title=one.exam.title, seal=one.exam.seal, students=len(one.takers)) for one in taken),
        levels=tuple(LevelObserved(level=level, observed=_observed(every)) for level, every in sorted(levels.items())),
        families=tuple(_family(*key, every) for key, every in sorted(families.items())),
    )


def _family(family: str, level: str, kind: str, answers: Sequence[Answered]) -> FamilyObserved:
    found = tuple(_radicals(answers))
    return FamilyObserved(family=family, level=level, kind=kind, observed=_observed(answers), radicals=found)


def _radicals(answers: Sequence[Answered]) -> Iterator[RadicalObserved]:
    """Those that some questions have and others lack."""
    rows = [(one, radicals(one.question.params)) for one in answers]
    for name in NAMES:
        having = [one for one, held in rows if name in held]
        lacking = [one for one, held in rows if name not in held]
        if having and lacking:
            yield RadicalObserved(radical=name, having=_observed(having), lacking=_observed(lacking))


def _observed(answers: Sequence[Answered]) -> Observed:
    found = by_student(answers)
    return Observed(n=found.n, share=_rounded(found, "value"), low=_rounded(found, "low"), high=_rounded(found, "high"))


def _rounded(found: Estimate, name: str) -> float | None:
    value: float | None = getattr(found, name)
    return None if value is None else round(value, 4)
