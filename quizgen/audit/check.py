"""Holds a source's levels against its contract, torch, sympy, brute force, sources, the item rules and guessing."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import Literal

from msgspec import Struct

from quizgen.asking.source import Audited
from quizgen.audit.asked import Asked
from quizgen.audit.contract import DECLARED, DRAWN, Rule, broken, said
from quizgen.audit.fault import Fault
from quizgen.audit.guessing import Guessed, guessed_level, word_faults
from quizgen.audit.hearing import Hearing
from quizgen.audit.rules import is_imported
from quizgen.audit.witnessed import Witnessed
from quizgen.audit.words import guessed
from quizgen.audit.written import taken, unknown_enemies
from quizgen.model import LEVELS, Level

TOGETHER = "authored items together"
MANY = 100
"""So many authored items have to keep the blind panel's limit itself; of fewer, chance alone may give more."""


class Report(Struct, frozen=True):
    """What the check of one level found.

    ``points`` were held against the witnesses, ``items`` against the rules; ``strategy`` is the best blind one, with
    its share of hits, where the level is offered as choice. ``faults`` counts all, ``smallest`` is the one to look at.
    """

    family: str
    level: Level | Literal["all"]
    points: int
    of: int
    items: int
    strategy: str
    share: Fraction | None
    faults: int
    smallest: str

    @property
    def passed(self) -> bool:
        """Whether nothing was found."""
        return not self.faults


def check_level(
    source: Audited, level: Level, number: int | None, *, others: Sequence[Audited] = (), panel: bool = True
) -> Report:
    """The report on ``number`` points and as many items of each kind, or on all of them with None.

    What a source says of itself is looked at first, then witnesses, items, draws and guessing, each only where nothing
    was found before it. Authored items must share no id with those of ``others``. Without ``panel`` nobody guesses.
    """
    found = _contract(DECLARED, source, level)
    if found:
        return _report(source, level, (0, 0), 0, found)
    of = source.points(level)
    points = of if number is None else min(number, of)
    hearing = Hearing()
    found = [*Witnessed(source, level, hearing).faults(points)]
    found += [Fault(0, said(source, level, f"at {fault}")) for fault in taken(source, level, others)]
    found += [Fault(0, stranger) for stranger in unknown_enemies(source, level)]
    asked, guess = Asked(source, level, number, hearing), Guessed()
    if not found:
        found = [*asked.faults()] or _contract(DRAWN, source, level)
        if panel and {"choice", "multiple"} & {*source.kinds} and not found:
            guess = guessed_level(source, level)
    return _report(source, level, (points, of), asked.items, [*found, *guess.faults], guess)


def _contract(rules: Sequence[Rule], source: Audited, level: Level) -> list[Fault]:
    return [Fault(0, sentence) for sentence in broken(rules, source, level)]


def _report(  # noqa: PLR0913, PLR0917 - what a report is made of
    source: Audited, level: Level, points: tuple[int, int], items: int, found: list[Fault], guess: Guessed | None = None
) -> Report:
    smallest = min(found, key=lambda fault: fault.size).message if found else ""
    strategy, share = (guess.strategy, guess.share) if guess else ("", None)
    return Report(source.id, level, *points, items, strategy, share, len(found), smallest)


def check_together(sources: Sequence[Audited]) -> Report | None:
    """The blind panel's report on all authored items among the sources, or None where they are in one file or none."""
    written = [source for source in sources if source.authored and "choice" in source.kinds and not is_imported(source)]
    items = sum(source.count(level, "choice") for source in written for level in LEVELS)
    verdict = guessed(written, together=items >= MANY) if len(written) > 1 else None
    if verdict is None:
        return None
    faults = word_faults(TOGETHER, verdict)
    smallest = faults[0].message if faults else ""
    return Report(TOGETHER, "all", 0, 0, items, verdict.strategy, verdict.share, len(faults), smallest)
