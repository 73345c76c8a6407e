"""Learners who practise day by day: what they know, forget, mistake, guess and unlearn, from a seed.

Nothing here is the forecast's: knowledge is by topic and kind, and every exposure leaves a trace that fades by a power
of time (J. R. Anderson and L. J. Schooler, Psychological Science 2, 1991); a misconception is acted upon where its
value is on offer, and each time that it is pointed out it may be unlearned.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime

import numpy as np

from quizgen.answers import Answer, Choice, Chosen, Filled, Given, Grid, Multiple, Numerical, Option, Written
from quizgen.answers.numerical import components_of
from quizgen.answers.values import components
from quizgen.model import Question

LEVELS = {"easy": 0.7, "medium": 0.0, "hard": -0.7}
DAY = 86400


@dataclass(frozen=True)
class Nature:
    """What learners are like; ``able``, ``apart`` and ``kinds`` are log odds, shares are from 0 to 1."""

    able: tuple[float, float] = (-0.6, 0.7)
    apart: float = 0.7
    kinds: float = 0.7
    fades: float = 0.32
    gains: float = 1.3
    acts: float = 0.85
    unlearns: float = 0.2
    slips: float = 0.05
    knows_not: float = 0.3
    foreseen: float = 0.4


@dataclass
class Learner:
    """One learner; ``holds`` are the concepts that she gets wrong by now, ``held`` those that were planted."""

    nature: Nature
    held: frozenset[str]
    seed: int
    holds: set[str] = field(init=False)
    able: float = field(init=False)
    gone: dict[str, datetime] = field(default_factory=dict)
    _traces: dict[str, list[datetime]] = field(default_factory=lambda: defaultdict(list))
    _talents: dict[tuple[str, float], float] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.dice = np.random.default_rng([self.seed, 20261212])
        self.holds = set(self.held)
        self.able = float(self.dice.normal(*self.nature.able))

    def knows(self, question: Question, when: datetime) -> float:
        """How likely the right way is known, misconceptions aside."""
        traces = (max((when - one).total_seconds() / DAY, 0) + 0.1 for one in self._traces[question.family])
        strength = np.log1p(sum(one**-self.nature.fades for one in traces))
        talents = self._talent(question.topic, self.nature.apart) + self._talent(question.family, self.nature.kinds)
        odds = self.able + talents + LEVELS[question.level] + self.nature.gains * strength
        return float(1 / (1 + np.exp(-odds)))

    def _talent(self, name: str, spread: float) -> float:
        """Fixed for a learner, whenever it is first asked for."""
        if (name, spread) not in self._talents:
            place = [self.seed, *name.encode()]
            self._talents[name, spread] = float(np.random.default_rng(place).normal(0, spread))
        return self._talents[name, spread]

    def answers(self, question: Question, when: datetime, dice: np.random.Generator) -> list[Given]:
        """What she answers to each part."""
        if (held := self._mistaken(question, dice)) is not None:
            return held
        known = dice.random() < self.knows(question, when)
        if known and dice.random() >= self.nature.slips:
            return [part.answer.samples().right[0] for part in question.parts]
        return [self._guess(part.answer, dice) for part in question.parts]

    def _mistaken(self, question: Question, dice: np.random.Generator) -> list[Given] | None:
        fits = sorted({one.slip.concept.id for one in question.options if one.slip} & self.holds)
        if not fits or dice.random() >= self.nature.acts:
            return None
        concept = fits[dice.integers(len(fits))]
        return [shown(part.answer, concept) or part.answer.samples().right[0] for part in question.parts]

    def _guess(self, answer: Answer, dice: np.random.Generator) -> Given:
        """One of the options; of numbers one that is foreseen, or any other, or she says that she does not know."""
        if isinstance(answer, Choice):
            return Chosen(frozenset([int(dice.integers(len(answer.options)))]))
        if dice.random() < self.nature.knows_not:
            return None
        first, *wrong = answer.samples().wrong
        return wrong[dice.integers(len(wrong))] if dice.random() < self.nature.foreseen else first

    def told(self, question: Question, concepts: Sequence[str], when: datetime) -> None:
        """She reads the solution, and what was wrong."""
        self._traces[question.family].append(when)
        for concept in concepts:
            if concept in self.holds and self.dice.random() < self.nature.unlearns:
                self.holds.discard(concept)
                self.gone[concept] = when


def shown(answer: Answer, concept: str) -> Given:
    """An answer that shows the concept; None where none does."""
    match answer:
        case Choice():
            return next((Chosen(frozenset([place])) for place in _places(answer.options, concept)), None)
        case Multiple():
            return next((Chosen(answer.correct | {place}) for place in _places(answer.options, concept)), None)
        case Numerical():
            return next((Written(components_of(answer.foreseen[at])) for at in _places(answer.foreseen, concept)), None)
        case Grid():
            cells = [_cell(cell, concept) for cell in answer.open]
            right = tuple(Written(components(cell.key)) for cell in answer.open)
            return Filled(tuple(a or b for a, b in zip(cells, right, strict=True))) if any(cells) else None
    wrong = (one for one in answer.samples().wrong if one)
    return next((one for one in wrong if any(m.slip.concept.id == concept for m in answer.mark(one).met)), None)


def _cell(cell: Numerical, concept: str) -> Written | None:
    return next((Written(components_of(cell.foreseen[at])) for at in _places(cell.foreseen, concept)), None)


def _places(options: Sequence[Option], concept: str) -> Iterator[int]:
    return (place for place, one in enumerate(options) if one.slip and one.slip.concept.id == concept)
