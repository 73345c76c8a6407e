"""Puts a file before the rules."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from quizgen.foreign.model import ForeignFile, Remark
from quizgen.linting.registry import rules
from quizgen.linting.rule import Rule, Written

LONGEST = 300
"""Characters of a sentence."""


def linted(file: ForeignFile, written: Written, wanted: Collection[str] = (), ignored: Collection[str] = ()) -> tuple[Remark, ...]:
    """Everything that is found in a file, by member and line, what was remarked on while reading among it.

    ``wanted`` are the only rules to be heard, all where there are none; ``ignored`` are not heard. What a rule says
    of a line that has a remark of the same rule already is the same thing seen twice.
    """
    chosen = [rule for rule in rules() if (not wanted or rule.about.id in wanted) and rule.about.id not in ignored]
    read = tuple(_read(chosen, file))
    told = {(one.rule, one.line, one.within) for one in read}
    found = (one for one in _all(chosen, file, written) if (one.rule, one.line, one.within) not in told)
    return tuple(sorted(dict.fromkeys((*read, *found)), key=lambda one: (one.within, one.line, one.rule)))


def _read(chosen: Collection[Rule], file: ForeignFile) -> Iterator[Remark]:
    """What was remarked while reading, but for what a rule judges better."""
    left = {rule.about.id for rule in chosen if not rule.about.alone}
    return (one for one in file.remarks if one.rule in left)


def _all(chosen: Collection[Rule], file: ForeignFile, written: Written) -> Iterator[Remark]:
    for rule in chosen:
        if file.sort in rule.about.sorts:
            yield from _of(rule, file, written)


def _of(rule: Rule, file: ForeignFile, written: Written) -> Iterator[Remark]:
    if rule.of_file:
        yield from (rule.remark(found) for found in rule.of_file(file))
    if rule.of_written:
        yield from (rule.remark(found) for found in rule.of_written(written))
    if rule.of_question:
        for question in file.questions:
            within = question.own.get("member", "")
            yield from (rule.remark(found, question.name, within) for found in rule.of_question(question))
