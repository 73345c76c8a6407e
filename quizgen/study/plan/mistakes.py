"""What tries say of concepts: which mistakes were made, and which were avoided where they could have been made."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date

from quizgen.study.log.events import Answered
from quizgen.study.plan.counting import outcome
from quizgen.study.plan.state import Memory, Mistake, review
from quizgen.study.plan.strength import Outcome

_WORSE: dict[Outcome, int] = {"wrong": 0, "hinted": 1, "right": 2}


@dataclass(slots=True)
class _Found:
    """A concept in a sitting: how it went at worst, and where it was shown."""

    day: date
    outcome: Outcome
    shown: int = 0
    sources: list[str] = field(default_factory=list)


class Evidence:
    """Tries, one after the other, and what they say of concepts in the end.

    Any wrong try shows the concepts that it shows. A right first try avoids all that its item offered. A concept has
    one review in a sitting, its worst; it has none before it was shown for the first time.
    """

    def __init__(self) -> None:
        self._found: dict[tuple[str, str], _Found] = {}
        self._offered: defaultdict[str, set[str]] = defaultdict(set)

    def add(self, one: Answered, day: date) -> None:
        """A try on a day."""
        if one.offered:
            self._offered[one.source].update(one.offered)
        if one.right:
            if one.attempt == 1:
                for concept in one.offered:
                    self._note(one.sitting, concept, day, outcome(one))
            return
        for concept in one.concepts:
            found = self._note(one.sitting, concept, day, "wrong")
            found.shown += 1
            found.sources.append(one.source)

    def _note(self, sitting: str, concept: str, day: date, outcome: Outcome) -> _Found:
        found = self._found.get((sitting, concept))
        if found is None:
            found = self._found[sitting, concept] = _Found(day, outcome)
        elif _WORSE[outcome] < _WORSE[found.outcome]:
            found.outcome = outcome
        return found

    def offered(self) -> dict[str, frozenset[str]]:
        """For each source the concepts that its items gave a chance to show."""
        return {source: frozenset(concepts) for source, concepts in self._offered.items()}

    def memories(self) -> dict[str, Memory]:
        """How well each concept that was ever shown is avoided."""
        memories: dict[str, Memory] = {}
        for (_, concept), found in self._found.items():
            if concept in memories or found.outcome == "wrong":
                memories[concept] = review(memories.get(concept), found.outcome, found.day)
        return memories

    def mistakes(self) -> dict[str, Mistake]:
        """Each concept that was ever shown."""
        mistakes: dict[str, Mistake] = {}
        for (_, concept), found in self._found.items():
            before = mistakes.get(concept)
            if found.outcome == "wrong":
                sources = dict.fromkeys((*reversed(found.sources), *(before.sources if before else ())))
                shown = found.shown + (before.shown if before else 0)
                mistakes[concept] = Mistake(concept, shown, found.day, 0, tuple(sources))
            elif before:
                avoided = before.avoided + 1 if found.outcome == "right" else 0
                mistakes[concept] = Mistake(concept, before.shown, before.last, avoided, before.sources)
        return mistakes
