"""The contract of a source: what has to hold for each, beside what witnesses and the rules for items say.

A rule takes a source and a level and yields a sentence for each fault: what is wrong, where, and what to do. A sentence
about one point starts with ``at`` and the point. What an author's code raises is a fault, never a traceback.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import TypeAlias

from quizgen.asking.source import Audited
from quizgen.audit.contract import (
    alone,
    cases,
    drawing,
    explaining,
    files,
    formulas,
    levels,
    linked,
    mistakes,
    names,
    printing,
    realistic,
    stems,
)
from quizgen.catalog.blame import package, reason
from quizgen.model import Level

Rule: TypeAlias = Callable[[Audited, Level], Iterator[str]]
DECLARED: Sequence[Rule] = (
    names.named,
    linked.one_meaning,
    formulas.known_names,
    mistakes.own_names,
    mistakes.possible,
    mistakes.one_identity,
    cases.published,
    cases.cited,
    cases.complete,
    formulas.whole,
    levels.none_twice,
    levels.disjoint,
    alone.word_known,
    files.claims_made,
    files.concepts_used,
)
"""What a source says of itself, before anything is drawn."""
DRAWN: Sequence[Rule] = (
    linked.foreseen_shapes,
    levels.enough,
    drawing.reproducible,
    drawing.seeded,
    drawing.again,
    explaining.explained,
    stems.not_printed,
    realistic.real_layers,
    printing.written_by_all,
)
"""What some drawn items show."""


def broken(rules: Sequence[Rule], source: Audited, level: Level) -> Iterator[str]:
    """A sentence for each fault that the rules find, with source and level."""
    for rule in rules:
        try:
            for fault in rule(source, level):
                yield said(source, level, fault)
        except Exception as error:  # noqa: BLE001 - whatever an author's code raises is told
            yield said(source, level, f"cannot be checked: {reason(error, package(source.module))}")


def said(source: Audited, level: Level, fault: str) -> str:
    """A fault with source and level."""
    return f"{source.id} ({level}){' ' if fault.startswith('at ') else ': '}{fault}"
