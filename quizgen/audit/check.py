"""Holds a source's levels against torch, sympy, brute force, sources, the rules for items and blind guessing."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import partial
from itertools import islice
from typing import Literal

from quizgen.asking.source import Audited, Testimony
from quizgen.audit.blind import blind
from quizgen.audit.rules import broken_rules, seen_before
from quizgen.audit.words import WordVerdict, guessed
from quizgen.audit.written import taken, unprintable
from quizgen.errors import QuizgenError
from quizgen.model import KINDS, LEVELS, Kind, Level, Question, Values
from quizgen.space import Permutation

SEED = "check"
TOGETHER = "authored items together"
MANY = 100
"""So many authored items have to keep the blind panel's limit itself; of fewer, chance alone may give more."""


@dataclass(frozen=True, slots=True)
class Fault:
    """Something that does not agree; ``size`` tells small counterexamples from large ones."""

    size: int
    message: str


@dataclass(frozen=True, slots=True)
class Report:
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

    Authored items must share no id with those of ``others``. Without ``panel`` nobody guesses.
    """
    of = source.points(level)
    points = of if number is None else min(number, of)
    found = disagreements(source, level, points)
    found += [Fault(0, f"{source.id} ({level}) at {said}") for said in taken(source, level, others)]
    items, strategy, share = 0, "", None
    if not found:
        questions = _questions(source, level, number)
        found, items = _rule_faults(source, level, questions)
        if panel and "choice" in source.kinds:
            strategy, share, blind_fault = _by_words(source, level) if source.authored else _blind(source, level)
            found += blind_fault
    smallest = min(found, key=lambda fault: fault.size).message if found else ""
    return Report(source.id, level, points, of, items, strategy, share, len(found), smallest)


def disagreements(source: Audited, level: Level, points: int) -> list[Fault]:
    """Where a witness contradicts the formula: on published cases, and on that many points of the level."""
    return [*_cases(source, level), *_disagreements(source, level, points)]


def _cases(source: Audited, level: Level) -> Iterator[Fault]:
    """The cases that others worked are tried with each level, so that a report on any level is whole."""
    yield from _tried(source, level, source.cases)


def _disagreements(source: Audited, level: Level, points: int) -> Iterator[Fault]:
    order = Permutation(source.points(level), SEED, source.id, level)
    for number in range(points):
        yield from _tried(source, level, partial(_one, source, level, order[number]))


def _one(source: Audited, level: Level, point: int) -> tuple[Testimony, ...]:
    return (source.testify(level, point),)


def _tried(source: Audited, level: Level, testify: Callable[[], tuple[Testimony, ...]]) -> Iterator[Fault]:
    """The faults of some testimonies; a formula that gives no key at all is one too."""
    try:
        testimonies = testify()
    except QuizgenError as error:
        yield Fault(0, f"{source.id} ({level}) at {error}")
        return
    for testimony in testimonies:
        yield from _heard(source, level, testimony)


def _heard(source: Audited, level: Level, testimony: Testimony) -> Iterator[Fault]:
    """A fault if a witness does not find what the formula gives, or if a text cannot be printed."""
    where = f"{source.id} ({level}) at {testimony.where}"
    for said in unprintable(testimony):
        yield Fault(testimony.size, f"{where}: {said}")
    opinions = []
    agreed = True
    for witness in testimony.witnesses:
        try:
            found = witness.run()
        except (QuizgenError, RuntimeError, ValueError, ArithmeticError) as error:
            opinions.append(f"{witness.name} fails ({error})")
            agreed = False
            continue
        opinions.append(f"{witness.name} {_shown(found)}")
        agreed &= found == witness.expected
    if not agreed:
        formula = _shown(testimony.witnesses[0].expected)
        yield Fault(testimony.size, f"{where}: the formula gives {formula}, but {', '.join(opinions)}")


def _questions(source: Audited, level: Level, number: int | None) -> Iterator[Question]:
    for kind in KINDS:
        if kind in source.kinds:
            yield from islice(source.draw(level, kind, SEED), number)


def _rule_faults(source: Audited, level: Level, questions: Iterator[Question]) -> tuple[list[Fault], int]:
    faults: list[Fault] = []
    stems: dict[tuple[Kind, str], str] = {}
    items = 0
    for question in questions:
        items += 1
        said = [*broken_rules(source, question)]
        if twin := seen_before(question, stems):
            said.append(twin)
        where = f"{source.id} ({level}) at {question.where}"
        faults += [Fault(len(question.where), s if s.startswith(source.id) else f"{where}: {s}") for s in said]
    return faults, items


def _blind(source: Audited, level: Level) -> tuple[str, Fraction | None, list[Fault]]:
    if not source.count(level, "choice"):
        return "", None, [Fault(0, f"{source.id} ({level}) is offered as choice but has no balanced point")]
    verdict = blind(source, level)
    if verdict.passed:
        return verdict.strategy, verdict.share, []
    ranks = ", ".join(f"{float(rank):.0%}" for rank in verdict.ranks)
    message = (
        f"{source.id} ({level}): the blind strategy '{verdict.strategy}' finds {float(verdict.share):.1%} of the keys, "
        f"at most 35% may be found; the key's ranks are {ranks}"
    )
    return verdict.strategy, verdict.share, [Fault(0, message)]


def _by_words(source: Audited, level: Level) -> tuple[str, Fraction | None, list[Fault]]:
    """The verdict on the whole file, which says the same of each level: the items of one are too few."""
    verdict = guessed([source])
    if verdict is None:
        return "", None, []
    return verdict.strategy, verdict.share, _word_faults(f"{source.id} ({level})", verdict)


def _word_faults(name: str, verdict: WordVerdict) -> list[Fault]:
    if verdict.passed:
        return []
    found = f"'{verdict.strategy}' finds {float(verdict.share):.1%} of the keys"
    return [Fault(0, f"{name}: the blind strategy {found}, at most {verdict.limit:.0%} may be found")]


def check_together(sources: Sequence[Audited]) -> Report | None:
    """The blind panel's report on all authored items among the sources, or None where they are in one file or none."""
    written = [source for source in sources if source.authored and "choice" in source.kinds]
    items = sum(source.count(level, "choice") for source in written for level in LEVELS)
    verdict = guessed(written, together=items >= MANY) if len(written) > 1 else None
    if verdict is None:
        return None
    faults = _word_faults(TOGETHER, verdict)
    smallest = faults[0].message if faults else ""
    return Report(TOGETHER, "all", 0, 0, items, verdict.strategy, verdict.share, len(faults), smallest)


def _shown(values: Values) -> str:
    return " × ".join(str(value) for value in values)
