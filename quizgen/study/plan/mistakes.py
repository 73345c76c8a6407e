"""What tries say of concepts: which mistakes were made, and which were avoided where they could have been made."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date

from quizgen.study.log.events import Answered
from quizgen.study.plan.counting import outcome
from quizgen.study.plan.state import Mistake
from quizgen.study.plan.strength import Outcome, Review


class Evidence:
    """Tries, one after the other, and what they say of concepts in the end.

    Any wrong try shows the concepts that it shows. A right first try avoids all that its item offered. A concept has
    one review in a sitting, its worst, on the day on which the sitting first met it.
    """

    def __init__(self) -> None:
        self._sittings: defaultdict[tuple[str, date], dict[str, Outcome]] = defaultdict(dict)
        self._offered: defaultdict[str, set[str]] = defaultdict(set)
        self._shown: dict[str, list[tuple[date, str]]] = {}

    def add(self, one: Answered, day: date) -> None:
        """A try on a day."""
        self._offered[one.source].update(one.offered)
        met = self._sittings[one.sitting, day]
        if not one.right:
            for concept in one.concepts:
                met[concept] = "wrong"
                self._shown.setdefault(concept, []).append((day, one.source))
        elif one.attempt == 1 and one.hints:
            met |= {concept: outcome(one) for concept in one.offered if met.get(concept) != "wrong"}
        elif one.attempt == 1:
            met |= {concept: "right" for concept in one.offered if concept not in met}

    def offered(self) -> dict[str, frozenset[str]]:
        """For each source the concepts that its items gave a chance to show."""
        return {source: frozenset(concepts) for source, concepts in self._offered.items()}

    def reviews(self) -> dict[str, list[Review]]:
        """Of each concept that was ever shown those from then on."""
        found: dict[str, list[Review]] = {}
        for (_, day), met in self._sittings.items():
            for concept, how in met.items():
                if concept in found:
                    found[concept].append((day, how))
                elif how == "wrong":
                    found[concept] = [(day, how)]
        return found

    def mistakes(self, reviews: Mapping[str, Sequence[Review]]) -> dict[str, Mistake]:
        """Each concept that was ever shown, by what ``reviews`` gave."""
        return {concept: self._mistake(concept, every) for concept, every in reviews.items()}

    def _mistake(self, concept: str, reviews: Sequence[Review]) -> Mistake:
        shown = self._shown[concept]
        avoided = 0
        while reviews[-1 - avoided][1] == "right":  # the first one is wrong
            avoided += 1
        sources = dict.fromkeys(source for _, source in reversed(shown))
        return Mistake(concept, len(shown), shown[-1][0], avoided, reviews[-1][0], tuple(sources))
