"""Which items may not stand in one form: those that name each other, and one whose stem prints the key of another."""

from __future__ import annotations

from collections.abc import Iterable

from quizgen.blueprint.candidates import Candidate, Newcomer
from quizgen.blueprint.cues import Key, Printed
from quizgen.space.digests import Digests


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
        self._asked, self._told, self._sought = Digests(), Digests(), Digests()

    def joined_by(self, one: Candidate[object]) -> bool:
        """Adds it, unless it is an enemy of one in the form, or one of the two prints the other's key."""
        new = one.newcomer
        if self._named_apart(new) or self._same_fact(new) or self._key_in_words(one):
            return False
        self._add(one)
        return True

    def _named_apart(self, new: Newcomer) -> bool:
        return not (self._present.isdisjoint(new.enemies) and self._named.isdisjoint((new.id, new.family)))

    def _same_fact(self, new: Newcomer) -> bool:
        """Whether one asks what the other asks, or tells what it asks or seeks; two may tell or seek the same."""
        return not (
            self._asked.isdisjoint(new.asks | new.tells)
            and self._told.isdisjoint(new.asks | new.seeks)
            and self._sought.isdisjoint(new.tells)
        )

    def _key_in_words(self, one: Candidate[object]) -> bool:
        """A stem of a template that is there already was held against all keys before."""
        new = one.newcomer
        if new.key and any(stem.gives(new.key) for stem in self._stems.values()):
            return True
        if not self._keys or new.stem in self._stems:
            return False
        stem = one.printed()
        return any(stem.gives(key) for key in self._keys)

    def _add(self, one: Candidate[object]) -> None:
        new = one.newcomer
        if new.stem not in self._stems:
            self._stems[new.stem] = one.printed()
        if new.key:
            self._keys.append(new.key)
        self._present.update((new.family, new.id) if new.authored else (new.family,))
        self._named.update(new.enemies)
        self._asked.update(new.asks)
        self._told.update(new.tells)
        self._sought.update(new.seeks)
