"""Which points of its level are the variants of a question."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import islice

from quizgen.formats.stack.values import Place, reasoned, shown, told, values
from quizgen.formats.stack.wording import wording
from quizgen.model import Question
from quizgen.model.reasoning import Trees

MOST, PICTURED, FEWEST = 24, 12, 6
"""Variants of a question: at most, at most where they have pictures, and at least."""
SURVEYED, LOOKED, ALIKE = 150, 600, 120
"""Points that tell which wordings come again; that are looked at for variants; and so many of one wording at most."""
NO_FORMULA = "STACK asks for numbers that a formula gives, and this is none"
ONE_OF_A_KIND = f"its words follow its numbers, so that not even {FEWEST} variants share them"


class _Asked:
    """A question that is known again by its id and level, from which its variants follow."""

    def __init__(self, question: Question, key: tuple[str, ...]) -> None:
        self.question = question
        self._key = key

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Asked) and self._key == other._key

    def __hash__(self) -> int:
        return hash(self._key)


def refusal(question: Question) -> str | None:
    """Why a question has no variants, nothing where it has."""
    if question.reasoning is None or question.alike is None:
        return NO_FORMULA
    survey = _survey(_Asked(question, (question.family, question.level)))
    if not survey.has_twice(_wording(question)) or len(variants(question)) < FEWEST:
        return ONE_OF_A_KIND
    return None


class _Survey:
    """The wordings of the points that tell about a level; no more of them are looked at than have to be."""

    def __init__(self, question: Question) -> None:
        self._found: Counter[str] = Counter()
        self._coming: Iterator[Question] = iter(())
        if question.alike is not None:
            question.alike("wordings", self._begin)

    def _begin(self, coming: Iterator[Question]) -> Sequence[Question]:
        self._coming = islice(coming, 1, SURVEYED + 1)
        return ()

    def has_twice(self, like: str) -> bool:
        """Whether a wording comes twice: of one that does not no more points are looked at for variants."""
        while self._found[like] < 2:
            following = next(self._coming, None)
            if following is None:
                return False
            self._found[wording(following)] += 1
        return True


@lru_cache(maxsize=1024)
def _survey(asked: _Asked) -> _Survey:
    """That of the level of a family."""
    return _Survey(asked.question)


def _wording(question: Question) -> str:
    """That of the question for the value itself."""
    found: list[str] = []

    def first(coming: Iterator[Question]) -> Sequence[Question]:
        found.append(wording(next(coming)))
        return ()

    if question.alike is not None:
        question.alike("", first)
    return found[0]


def variants(question: Question) -> tuple[Question, ...]:
    """The question for the value itself and others in the same words, in all of which the same misconceptions are told.

    They follow from the question's id alone.
    """
    return _variants(_Asked(question, (question.id, question.level)))


@lru_cache(maxsize=8)
def _variants(asked: _Asked) -> tuple[Question, ...]:
    question = asked.question
    return question.alike(f"alike {question.id}", _chosen) if question.alike is not None else ()


def _chosen(coming: Iterator[Question]) -> Sequence[Question]:
    """The first, and those in which as many misconceptions as possible are told that are told in it."""
    own = next(coming)
    like, found = wording(own), values(own)
    others = (one for one in islice(coming, LOOKED) if one.id != own.id)
    same = (one for one in others if wording(one) == like and _keys(one) == _keys(own))
    most, core = PICTURED if own.figures else MOST, set(told(found))
    pool, full = list[tuple[Question, frozenset[Place]]](), 0
    for one in islice(same, ALIKE):
        known = shown(found, one)
        pool.append((one, known))
        full += core <= known
        if full >= most - 1 and len(pool) >= 2 * most:  # whatever follows is not chosen
            break
    wanted = min(most, max(FEWEST, len(pool) // 2)) - 1
    while True:
        chosen = [one for one, known in pool if core <= known]
        if len(chosen) >= wanted or not core:
            return [own, *chosen[:wanted]]
        core.remove(min(sorted(core), key=lambda slip: sum(slip in known for _, known in pool)))


def _keys(question: Question) -> list[Trees]:
    return [one.trees for part in reasoned(question).parts for one in part]
