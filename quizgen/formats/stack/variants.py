"""Which points of its level are the variants of a question."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import islice

from quizgen.formats.stack.values import reasoned, shown, told, values
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
    frequent = _wordings(_Asked(question, (question.family, question.level)))
    if _wording(question) not in frequent or len(variants(question)) < FEWEST:
        return ONE_OF_A_KIND
    return None


@lru_cache(maxsize=1024)
def _wordings(asked: _Asked) -> frozenset[str]:
    """The wordings that come twice in a survey of the level of a family: of others no more points are looked at."""
    found: Counter[str] = Counter()

    def survey(coming: Iterator[Question]) -> Sequence[Question]:
        found.update(wording(one) for one in islice(coming, 1, SURVEYED + 1))
        return ()

    if asked.question.alike is not None:
        asked.question.alike("wordings", survey)
    return frozenset(one for one, times in found.items() if times > 1)


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
    pool = [(one, shown(found, one)) for one in islice(same, ALIKE)]
    wanted = min(PICTURED if own.figures else MOST, max(FEWEST, len(pool) // 2)) - 1
    core = set(told(found))
    while True:
        chosen = [one for one, known in pool if core <= known]
        if len(chosen) >= wanted or not core:
            return [own, *chosen[:wanted]]
        core.remove(min(sorted(core), key=lambda slip: sum(slip in known for _, known in pool)))


def _keys(question: Question) -> list[Trees]:
    return [one.trees for part in reasoned(question).parts for one in part]
