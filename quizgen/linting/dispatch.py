"""Puts a file before the rules."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from msgspec import Struct
from msgspec.structs import replace

from quizgen.foreign.model import ForeignFile, Remark
from quizgen.linting.registry import rules
from quizgen.linting.rule import Rule, Written


class Wish(Struct, frozen=True):
    """Which rules are heard: those that are ``wanted``, all where none is, without those that are ``ignored``."""

    wanted: frozenset[str] = frozenset()
    ignored: frozenset[str] = frozenset()

    def hears(self, rule: str) -> bool:
        """Whether a rule of this id is heard."""
        return (not self.wanted or rule in self.wanted) and rule not in self.ignored


EVERYTHING = Wish()
_OF_LINES = frozenset(("gift", "aiken", "rmd"))
"""Sorts of files whose lines are what their authors wrote as such."""


def linted(
    file: ForeignFile, written: Written, wish: Wish = EVERYTHING, more: Iterable[Remark] = ()
) -> tuple[Remark, ...]:
    """Everything that is found in a file, by member and line, with ``more`` that was found elsewhere.

    What a rule finds in a line that has a remark of the same id from reading is the same thing seen twice; in a file
    of lines whatever it finds where reading went wrong follows from that.
    """
    heard = [rule for rule in rules() if wish.hears(rule.about.id)]
    alone = {rule.about.id for rule in rules() if file.sort in rule.about.alone}
    read = [_said(one) for one in (*file.remarks, *more) if one.rule not in alone and wish.hears(one.rule)]
    beside: dict[tuple[int, str], list[Remark]] = {}
    for one in read:
        beside.setdefault((one.line, one.within), []).append(one)
    found = [
        one
        for one in _all(heard, file, written)
        if not _told(one, beside.get((one.line, one.within), []), of_lines=file.sort in _OF_LINES)
    ]
    explains = {rule.about.id: rule.about.explains for rule in rules()}
    explained = {(other, one.line, one.within) for one in (*read, *found) for other in explains.get(one.rule, ())}
    everywhere = {rule.about.id: rule.about.throughout for rule in rules()}
    in_question = {(other, one.question, one.within) for one in found for other in everywhere.get(one.rule, ())}
    found = [
        one
        for one in found
        if (one.rule, one.line, one.within) not in explained and (one.rule, one.question, one.within) not in in_question
    ]
    return tuple(sorted(dict.fromkeys((*read, *found)), key=lambda one: (one.within, one.line, one.rule)))


def _said(remark: Remark) -> Remark:
    """The same as a sentence begins, without its full stop, however a reader words it."""
    words = remark.words.rstrip(". ")
    return replace(remark, words=words[:1].upper() + words[1:])


def _told(one: Remark, beside: Iterable[Remark], *, of_lines: bool) -> bool:
    """Whether what was remarked on ``beside`` it, in the same line, says as much."""
    return any(other.rule == one.rule or (of_lines and other.severity == "error") for other in beside)


def _all(heard: Iterable[Rule], file: ForeignFile, written: Written) -> Iterator[Remark]:
    """What rules find; of one question all of them, one after the other, whose texts are taken apart once."""
    told = [rule for rule in heard if file.sort in rule.about.sorts]
    for rule in told:
        if rule.of_file:
            yield from (rule.remark(found) for found in rule.of_file(file))
        if rule.of_written:
            yield from (rule.remark(found) for found in rule.of_written(written))
    asked = [(rule, rule.of_question) for rule in told if rule.of_question]
    for question in file.questions:
        within = question.own.get("member", "")
        for rule, finds in asked:
            yield from (rule.remark(found, question.name, within) for found in finds(question))
