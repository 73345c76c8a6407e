"""Which items may not stand in one form: those that name each other, and one whose stem prints the key of another."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from quizgen.asking.facts import facts
from quizgen.blueprint.cues import Key, Printed, key, printed
from quizgen.model import Question
from quizgen.space import digest


@dataclass(frozen=True, slots=True)
class Newcomer:
    """A question with its key in words, and what it asks, tells and seeks about layers; each fact by its digest."""

    question: Question
    key: Key
    asks: frozenset[int]
    tells: frozenset[int]
    seeks: frozenset[int]

    @property
    def stem(self) -> str:
        """What its texts are kept by: one of a family's stems stands for all, whatever its numbers are."""
        return self.question.stem.template if self.question.params else self.question.id


class Company:
    """The questions of a form so far, and who may join them.

    ``families`` are those that the form asks: they come first, so a question that is the enemy of one never joins.
    Memory hardly grows with the items of a family: one stem of each template is kept, and keys only if they are words.
    """

    def __init__(self, families: Iterable[str] = ()) -> None:
        self._present = set(families)
        self._named: set[str] = set()
        self._stems: dict[str, Printed] = {}
        self._keys: list[Key] = []
        self._asked: set[int] = set()
        self._told: set[int] = set()
        self._sought: set[int] = set()

    def joined_by(self, question: Question) -> bool:
        """Adds the question, unless it is an enemy of one in the form, or one of the two prints the other's key."""
        new = _newcomer(question)
        if self._named_apart(question) or self._same_fact(new) or self._key_in_words(new):
            return False
        self._add(new)
        return True

    def _named_apart(self, question: Question) -> bool:
        names = (question.id, question.family)
        return not (self._present.isdisjoint(question.enemies) and self._named.isdisjoint(names))

    def _same_fact(self, new: Newcomer) -> bool:
        """Whether one asks what the other asks, or tells what it asks or seeks; two may tell or seek the same."""
        return not (
            new.asks.isdisjoint(self._asked)
            and self._told.isdisjoint(new.asks | new.seeks)
            and new.tells.isdisjoint(self._asked)
            and new.tells.isdisjoint(self._sought)
        )

    def _key_in_words(self, new: Newcomer) -> bool:
        """A stem of a template that is there already was held against all keys before."""
        if new.key and any(stem.gives(new.key) for stem in self._stems.values()):
            return True
        if not self._keys or new.stem in self._stems:
            return False
        stem = printed(new.question)
        return any(stem.gives(one) for one in self._keys)

    def _add(self, new: Newcomer) -> None:
        question = new.question
        if new.stem not in self._stems:
            self._stems[new.stem] = printed(question)
        if new.key:
            self._keys.append(new.key)
        self._present.update((question.family,) if question.params else (question.family, question.id))
        self._named.update(question.enemies)
        self._asked.update(new.asks)
        self._told.update(new.tells)
        self._sought.update(new.seeks)


def _newcomer(question: Question) -> Newcomer:
    return Newcomer(
        question,
        key(question),
        asks=_digests(facts(question)),
        tells=_digests(question.told),
        seeks=_digests(question.sought),
    )


def _digests(lines: Iterable[str]) -> frozenset[int]:
    return frozenset(map(digest, lines))
