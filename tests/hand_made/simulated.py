"""A class that answers an exam: students with ability, misconceptions, guesses and slips, from a seed."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import cycle

import numpy as np

from quizgen.analysis.taken import Intake, Sheet
from quizgen.marking.records import CellKept, ExamKept, FormKept, OptionKept, PartKept, QuestionKept

LEVELS = {"easy": 1.2, "medium": 0.4, "hard": -0.6}
Answer = Callable[["Student", PartKept, np.random.Generator], str]


@dataclass(frozen=True)
class Student:
    """``ability`` has mean 0 and deviation 1; ``holds`` are concepts."""

    name: str
    ability: float
    holds: frozenset[str]


@dataclass(frozen=True)
class Class:
    """So many students, of whom shares hold concepts; ``slip`` is how often they do not act on what they hold.

    ``steep`` says how far ability decides who knows an answer, ``weak`` how much more often the weak hold something.
    ``odd`` answers to questions by item id in a way of its own.
    """

    students: int = 200
    holds: Mapping[str, float] = field(default_factory=dict)
    slip: float = 0.1
    blank: float = 0.02
    steep: float = 1.4
    weak: float = 0.0
    odd: Mapping[str, Answer] = field(default_factory=dict)

    def sit(self, exam: ExamKept, seed: int) -> tuple[Intake, list[Student]]:
        """The sheets, and who was who; forms go round."""
        dice = np.random.default_rng([seed, 20261129])
        students = [self._student(number, dice) for number in range(self.students)]
        sheets = tuple(
            Sheet(one.name, form, self._answers(one, form, dice))
            for one, form in zip(students, cycle(exam.forms), strict=False)
        )
        return Intake(sheets), students

    def _student(self, number: int, dice: np.random.Generator) -> Student:
        ability = float(dice.normal())
        odds = {concept: share / (1 - share) * np.exp(-self.weak * ability) for concept, share in self.holds.items()}
        holds = frozenset(concept for concept, one in odds.items() if dice.random() < one / (1 + one))
        return Student(f"{1000 + number}", ability, holds)

    def _answers(self, who: Student, form: FormKept, dice: np.random.Generator) -> tuple[tuple[str, ...], ...]:
        return tuple(tuple(self._part(who, one, part, dice) for part in one.parts) for one in form.questions)

    def _part(self, who: Student, question: QuestionKept, part: PartKept, dice: np.random.Generator) -> str:
        if question.item in self.odd:
            return self.odd[question.item](who, part, dice)
        if dice.random() < self.blank:
            return ""
        knows = dice.random() < 1 / (1 + np.exp(-self.steep * (who.ability + LEVELS[question.level])))
        if part.kind == "grid":
            return "; ".join(self._number(who, cell, bool(knows), dice) for cell in part.cells)
        if part.kind == "numerical":
            return self._number(who, part, bool(knows), dice)
        held = self._held(who, part.options, dice)
        if held:
            return held.letter
        return part.letters if knows else guess(part, dice)

    def _held(self, who: Student, options: Sequence[OptionKept], dice: np.random.Generator) -> OptionKept | None:
        fits = [option for option in options if option.concept in who.holds]
        return fits[dice.integers(len(fits))] if fits and dice.random() >= self.slip else None

    def _number(self, who: Student, kept: PartKept | CellKept, knows: bool, dice: np.random.Generator) -> str:  # noqa: FBT001
        held = self._held(who, kept.options, dice)
        if held:
            return written(held.value)
        if knows:
            return written(kept.key)
        if kept.options and dice.random() < 0.4:
            return written(kept.options[dice.integers(len(kept.options))].value)
        return str(dice.integers(1, 5000))


def guess(part: PartKept, dice: np.random.Generator) -> str:
    """One of the options; of several right ones each is ticked or not."""
    letters = [option.letter for option in part.options]
    if part.kind == "multiple":
        return "".join(letter for letter in letters if dice.random() < 0.5) or letters[0]
    if part.kind in {"matching", "ordering"}:
        return "".join(letters[place] for place in dice.permutation(len(letters))[: len(part.letters)])
    return letters[dice.integers(len(letters))]


def written(value: object) -> str:
    """A number or shape as somebody writes it."""
    return " x ".join(map(str, value)) if isinstance(value, list) else str(value)
