"""How each item did, and how items of one sort did together."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from typing import TypeAlias

import numpy as np

from quizgen.analysis.chosen import chosen
from quizgen.analysis.found import GroupFound, ItemFound, RadicalFound
from quizgen.analysis.intervals import FEW, MANY, Estimate, Z, correlation, few, share, unknown
from quizgen.analysis.looking import FUNCTIONS, distractors, reasons
from quizgen.analysis.taken import Answered
from quizgen.marking.radicals import NAMES, radicals
from quizgen.marking.records import PartKept, QuestionKept

Key: TypeAlias = tuple[str, str]


def items(answers: Sequence[Answered]) -> list[ItemFound]:
    """Each item that was asked, over all forms and exams that have it."""
    found: dict[str, list[Answered]] = defaultdict(list)
    for one in answers:
        found[one.question.item].append(one)
    usual = _usual(found.values())
    return [_item(every, usual) for every in found.values()]


def _usual(items: Iterable[Sequence[Answered]]) -> float:
    """How well the middle item tells students apart."""
    told = [found.value for every in items if (found := _discrimination(every)).value is not None]
    return float(np.median(told)) if told else 0.0


def _discrimination(answers: Sequence[Answered]) -> Estimate:
    known = [one for one in answers if one.score is not None]
    return correlation([one.score or 0.0 for one in known], [one.rest for one in known])


def _item(answers: Sequence[Answered], usual: float) -> ItemFound:
    question = answers[0].question
    known = [one for one in answers if one.score is not None]
    blank = sum(all(part.state == "blank" for part in one.mark.parts) for one in answers)
    difficulty = share([one.score or 0.0 for one in known])
    discrimination = _discrimination(answers)
    took, chance = chosen(answers) if len(known) >= FEW else [], by_chance(question)
    return ItemFound(
        item=question.item,
        family=question.family,
        topic=question.topic,
        level=question.level,
        kind=question.kind,
        slots=sorted({one.question.slot for one in answers}),
        places=sorted({f"{one.form.form}{one.question.place}" for one in answers}),
        radicals=sorted(radicals(question.params)),
        answered=len(known),
        blank=blank,
        doubtful=len(answers) - len(known),
        chance=chance,
        difficulty=difficulty,
        discrimination=discrimination,
        distractors=len(wrong := distractors(took)),
        functioning=sum((one.share.value or 0) >= FUNCTIONS for one in wrong) if len(known) >= MANY else None,
        answers=took,
        look=list(reasons(difficulty, discrimination, took, chance=chance, blank=blank / len(answers), usual=usual)),
    )


def by_chance(question: QuestionKept) -> float:
    """What share of the points guessing gives; nothing is given for a guess at several things at once."""
    return float(sum(part.share * _guessed(part) for part in question.parts))


def _guessed(part: PartKept) -> float:
    return 1 / len(part.options) if part.kind == "choice" else 0.0


def groups(
    answers: Sequence[Answered], key: Callable[[QuestionKept], Key], exams: int, *, placed: bool = False
) -> list[GroupFound]:
    """How questions with the same key did; with ``placed``, slots are told apart by their places, too."""
    found: dict[Key, list[Answered]] = defaultdict(list)
    for one in answers:
        if one.score is not None:
            name, level = key(one.question)
            found[f"{name}/{one.place + 1}" if placed and one.place else name, level].append(one)
    return [_group(name, level, every, exams) for (name, level), every in sorted(found.items())]


def _group(name: str, level: str, answers: Sequence[Answered], exams: int) -> GroupFound:
    """Discrimination compares answers at the same place of the same exam; students are counted, not their answers."""
    scores = _beside_alike(
        [one.score or 0.0 for one in answers], [(one.exam, one.question.slot, one.place) for one in answers]
    )
    compared = {one.taker for one in answers if one.rest is not None}
    return GroupFound(
        name=name,
        level=level,
        items=len({one.question.item for one in answers}),
        difficulty=by_student(answers),
        discrimination=correlation(scores, [one.rest for one in answers], len(compared)),
        exams=[by_student([one for one in answers if one.exam == exam]) for exam in range(exams)],
    )


def _each(takers: Sequence[int], values: Sequence[float]) -> list[float]:
    """The mean of each student's values, in the order in which students come."""
    found: dict[int, list[float]] = defaultdict(list)
    for taker, value in zip(takers, values, strict=True):
        found[taker].append(value)
    return [float(np.mean(every)) for every in found.values()]


def by_student(answers: Sequence[Answered]) -> Estimate:
    """The mean score: each student counts once, with the mean of all answers, which are no independent ones."""
    known = [one for one in answers if one.score is not None]
    return share(_each([one.taker for one in known], [one.score or 0.0 for one in known]))


def _beside_alike(scores: Sequence[float], alike: Sequence[object]) -> list[float]:
    """Each score less the mean of those that are alike."""
    found: dict[object, list[float]] = defaultdict(list)
    for score, group in zip(scores, alike, strict=True):
        found[group].append(score)
    means = {group: float(np.mean(every)) for group, every in found.items()}
    return [score - means[group] for score, group in zip(scores, alike, strict=True)]


def of_radicals(answers: Sequence[Answered]) -> list[RadicalFound]:
    """How questions that have something did beside those that lack it, of those that are about layers."""
    rows = [(one, radicals(one.question.params)) for one in answers if one.score is not None and one.question.params]
    found = []
    for name in NAMES:
        having = [one for one, held in rows if name in held]
        lacking = [one for one, held in rows if name not in held]
        if having:
            found.append(
                RadicalFound(
                    radical=name,
                    items=len({one.question.item for one in having}),
                    having=by_student(having),
                    lacking=by_student(lacking),
                    harder=_harder(having, lacking),
                )
            )
    return found


def _harder(having: Sequence[Answered], lacking: Sequence[Answered]) -> Estimate:
    """By how much less questions with it were solved than others of the same family and level (a mean over these)."""
    here, there = _strata(having), _strata(lacking)
    keys = sorted(here.keys() & there.keys())
    both = [(here[key], there[key]) for key in keys]
    n = len({one.taker for one in (*having, *lacking) if (one.question.family, one.question.level) in keys})
    if why := few(n, MANY):
        return unknown(n, why)
    sizes = np.array([len(one) * len(other) / (len(one) + len(other)) for one, other in both])
    apart = np.array([np.mean(other) - np.mean(one) for one, other in both])
    spread = np.array([_variance(one) / len(one) + _variance(other) / len(other) for one, other in both])
    weights = sizes / sizes.sum()
    value, half = float(weights @ apart), Z * float(np.sqrt(weights**2 @ spread))
    return Estimate(value, max(value - half, -1.0), min(value + half, 1.0), n)


def _strata(answers: Iterable[Answered]) -> dict[Key, list[float]]:
    found: dict[Key, list[float]] = defaultdict(list)
    for one in answers:
        found[one.question.family, one.question.level].append(one.score or 0.0)
    return found


def _variance(scores: Sequence[float]) -> float:
    """That of a share; of few it is taken for a larger one."""
    mean = (sum(scores) + 1) / (len(scores) + 2)
    return mean * (1 - mean)
