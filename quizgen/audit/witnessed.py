"""A formula against everybody who is heard on it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial

from quizgen.asking.source import Audited, Testimony
from quizgen.audit.contract import said
from quizgen.audit.contract.worked import point
from quizgen.audit.fault import Fault
from quizgen.audit.written import unprintable
from quizgen.catalog.blame import package, reason
from quizgen.errors import QuizgenError
from quizgen.model import Level, Values
from quizgen.space import Permutation

SEED = "check"


def disagreements(source: Audited, level: Level, points: int) -> list[Fault]:
    """Where a witness contradicts the formula: on published cases, and on that many points of the level."""
    return [*_cases(source, level), *_disagreements(source, level, points)]


def _cases(source: Audited, level: Level) -> Iterator[Fault]:
    """The cases that others worked are tried with each level, so that a report on any level is whole."""
    yield from _tried(source, level, lambda: "a published case", source.cases)


def _disagreements(source: Audited, level: Level, points: int) -> Iterator[Fault]:
    order = Permutation(source.points(level), SEED, source.id, level)
    for number in range(points):
        index = order[number]
        yield from _tried(source, level, partial(point, source, level, index), partial(_one, source, level, index))


def _one(source: Audited, level: Level, index: int) -> tuple[Testimony, ...]:
    return (source.testify(level, index),)


def _tried(
    source: Audited, level: Level, where: Callable[[], str], testify: Callable[[], tuple[Testimony, ...]]
) -> Iterator[Fault]:
    """The faults of some testimonies; a formula that gives no key at all is one too."""
    try:
        testimonies = testify()
    except QuizgenError as error:
        yield Fault(0, said(source, level, f"at {error}"))
        return
    except Exception as error:  # noqa: BLE001 - whatever an author's code raises is told
        yield Fault(0, said(source, level, f"at {where()}: {reason(error, package(source.module))}"))
        return
    for testimony in testimonies:
        yield from _heard(source, level, testimony)


def _heard(source: Audited, level: Level, testimony: Testimony) -> Iterator[Fault]:
    """A fault if a witness does not find what the formula gives, or if a text cannot be printed."""
    where = f"at {testimony.where}"
    for fault in unprintable(testimony):
        yield Fault(testimony.size, said(source, level, f"{where}: {fault}"))
    opinions = []
    agreed = True
    for witness in testimony.witnesses:
        try:
            found = witness.run()
            opinions.append(f"{witness.name} {_shown(found)}")
        except Exception as error:  # noqa: BLE001 - whatever an author's code raises is told
            opinions.append(f"{witness.name} fails ({reason(error, package(source.module))})")
            agreed = False
            continue
        agreed &= found == witness.expected
    if not agreed:
        formula = _shown(testimony.witnesses[0].expected)
        message = f"{where}: the formula gives {formula}, but {', '.join(opinions)}"
        yield Fault(testimony.size, said(source, level, message))


def _shown(values: Values) -> str:
    return " × ".join(str(value) for value in values)
