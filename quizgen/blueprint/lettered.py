"""The questions of a form with letters for their keys that are fair beside each other and beside other forms."""

from __future__ import annotations

from dataclasses import replace

from quizgen.blueprint.arranging import choice, is_free
from quizgen.blueprint.candidates import candidate
from quizgen.blueprint.filling import Filled, Filling, Together
from quizgen.blueprint.letters import Earlier, Lettering, Letters, Place
from quizgen.blueprint.streams import Drawing, Drawn, Test
from quizgen.model import Question
from quizgen.space import Dice

REARRANGED, ASKED_OTHERWISE = 1, 8
"""What another letter costs: where options may stand in any order, and where they are others or the question is."""
ROUNDS = 6
"""So often letters are sought anew when one cannot be had."""
AGAIN = 6
"""With so many other sets of options a question is tried."""


class Lettered:
    """Gives the forms of a filling their letters, one after the other."""

    def __init__(self, filling: Filling, path: str) -> None:
        self._filling, self._path = filling, path
        self._earlier = Earlier()

    def letters(self, form: Together, number: int) -> Letters:
        """The letters of a form's keys; puts other questions into it where one cannot have its letter."""
        missing: set[tuple[int, int]] = set()
        for turn in range(ROUNDS):
            dice = Dice("letters", self._path, number, turn)
            places = [_place(one, missing, at) for at, one in enumerate(form.filled)]
            wanted = Lettering(places, self._earlier, dice.below).found()
            failed = self._realised(form, wanted)
            if not failed:
                break
            missing |= failed
        letters = tuple(_had(one, letter) for one, letter in zip(form.filled, wanted, strict=True))
        self._earlier.add(letters)
        return letters

    def _realised(self, form: Together, letters: Letters) -> set[tuple[int, int]]:
        """Puts questions with such letters into the form; gives the places and letters for which there is none."""
        failed: set[tuple[int, int]] = set()
        for at, (one, letter) in enumerate(zip(form.filled, letters, strict=True)):
            if letter is None or _had(one, letter) == letter:
                continue
            if other := _asked_otherwise(one, letter) or self._filling.instead(form, at, _like(one, letter)):
                form.filled[at] = replace(one, one=other)
            else:
                failed.add((at, letter))
        return failed


def _place(filled: Filled, missing: set[tuple[int, int]], at: int) -> Place | None:
    """The question's letters; those that are ``missing`` at its place in the form are out of reach."""
    answer = choice(filled.one.content.question)
    if answer is None:
        return None
    fixed = answer.two_sided or (filled.stream is None and not is_free(answer))
    cost = REARRANGED if is_free(answer) else ASKED_OTHERWISE
    costs = [None if fixed or (at, letter) in missing else cost for letter in range(len(answer.options))]
    costs[answer.right] = 0
    return Place(0 if answer.two_sided else len(answer.options), answer.right, tuple(costs))


def _had(filled: Filled, letter: int | None) -> int | None:
    """The letter, if the question as it is can have it; else its own."""
    answer = choice(filled.one.content.question)
    if answer is None:
        return None
    return letter if is_free(answer) else answer.right


def _like(filled: Filled, letter: int) -> Test:
    """Whether a question could stand in place of another one, with its key at that place."""
    size = len(filled.one.content.question.options)
    return lambda one: _size(one.content.question, letter) == size


def _asked_otherwise(filled: Filled, letter: int) -> Drawing | None:
    """The same question with options of which the key is at that place."""
    drawn = filled.one.content
    origins = {option.origin.point for option in drawn.question.options if option.origin}
    if len(origins) != 1 or drawn.at_point:
        return None
    (point,) = origins
    for turn in range(AGAIN):
        seed = f"{drawn.seed}/{turn}"
        other = drawn.cell.at(point, seed)
        if other.id == drawn.question.id and _size(other, letter) == len(drawn.question.options):
            return candidate(point, other, Drawn(other, drawn.cell, seed, point, at_point=True))
    return None


def _size(question: Question, letter: int) -> int:
    """How many options the question has, if its key is at that place."""
    answer = choice(question)
    return len(answer.options) if answer and answer.right == letter else 0
