"""Drawn items against the rules for items, and against the part of the contract that every item has to keep."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from itertools import islice

from quizgen.asking.source import Audited
from quizgen.audit.contract import drawing, said
from quizgen.audit.contract.alone import FromJson
from quizgen.audit.contract.printing import Printed
from quizgen.audit.contract.worked import point
from quizgen.audit.fault import Fault
from quizgen.audit.hearing import Hearing
from quizgen.audit.rules import Rules, is_imported, seen_before
from quizgen.audit.shown import contradictions
from quizgen.audit.witnessed import SEED
from quizgen.catalog.blame import package, reason, written
from quizgen.errors import UsageError
from quizgen.model import KINDS, Kind, Level, Question

SHOWN = 8
"""In so many items of each kind what the stem shows is compared with the JSON; the others show it in the same way."""
SEARCHED = 500
"""Among so many points the first is sought whose item cannot be made."""


class Asked:
    """What was found in the items of a level: ``number`` of each kind, or all of them with None."""

    def __init__(self, source: Audited, level: Level, number: int | None, hearing: Hearing) -> None:
        self._source, self._level, self._number, self._hearing = source, level, number, hearing
        self._ids: dict[Kind, list[str]] = defaultdict(list)
        self._stems: dict[tuple[Kind, str], str] = {}
        self._printed, self._json, self._rules = Printed(source), FromJson(source), Rules(source)

    @property
    def items(self) -> int:
        """How many were looked at so far."""
        return sum(map(len, self._ids.values()))

    def faults(self) -> Iterator[Fault]:
        """Every fault of every item, kind by kind."""
        for kind in (kind for kind in KINDS if kind in self._source.kinds):
            try:
                for question in islice(self._source.draw(self._level, kind, SEED), self._number):
                    yield from self._of(kind, question)
            except Exception as error:  # noqa: BLE001 - whatever an author's code raises is told
                yield self._fault(self._unmade(kind, error))
                return
            drawn = drawing.counted(self._source, self._level, kind, self._ids[kind], self._number)
            yield from map(self._fault, drawn)

    def _of(self, kind: Kind, question: Question) -> Iterator[Fault]:
        self._ids[kind].append(question.id)
        for fault in self._told(question):
            whole = fault if fault.startswith(self._source.id) else f"at {question.where}: {fault}"
            yield self._fault(whole, len(question.where))

    def _told(self, question: Question) -> Iterator[str]:
        try:
            yield from self._said(question)
        except Exception as error:  # noqa: BLE001 - whatever an author's code raises is told
            yield f"the item cannot be checked: {_reason(self._source, error)}"

    def _said(self, question: Question) -> Iterator[str]:
        if unprinted := list(self._printed.faults(question)):
            yield from unprinted
            return
        yield from self._rules.broken(self._hearing.heard(question))
        yield from self._json.faults(question)
        if not self._source.authored and len(self._ids[question.kind]) <= SHOWN:
            yield from contradictions(question)
        if not is_imported(self._source) and (twin := seen_before(question, self._stems)):
            yield twin

    def _fault(self, fault: str, size: int = 0) -> Fault:
        return Fault(size, fault if fault.startswith(self._source.id) else said(self._source, self._level, fault))

    def _unmade(self, kind: Kind, error: Exception) -> str:
        """What is wrong with an item that cannot be made, with the first point where it is so."""
        source, level = self._source, self._level
        for index in range(min(SEARCHED, source.points(level))):
            try:
                source.at(level, kind, index, SEED)
            except UsageError:
                continue
            except Exception as first:  # noqa: BLE001 - whatever an author's code raises is told
                return f"at {point(source, level, index)}: the item cannot be made: {_reason(source, first)}"
        return f"items of the kind {kind} cannot be made: {_reason(source, error)}"


def _reason(source: Audited, error: Exception) -> str:
    """What was raised and where; the family's file where no line of the author's was passed."""
    words = reason(error, package(source.module))
    return words if ", line " in words else f"{words} ({written(source.module, '')})"
