"""What decides whether a question may stand beside others: small values, which travel between processes."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from functools import partial
from typing import Generic, TypeVar

from msgspec import Struct

from quizgen.asking.facts import facts
from quizgen.blueprint.cues import Key, Printed, key, printed_in, stated
from quizgen.formats.protocol import Refusal
from quizgen.model import Question
from quizgen.space import digest
from quizgen.text.nodes import Table
from quizgen.text.terminal import TerminalPrinter

T = TypeVar("T")
T_co = TypeVar("T_co", covariant=True)


class Newcomer(Struct, frozen=True):
    """What of a question concerns others in its form: its key in words, and facts about layers, each by its digest.

    ``stem`` is what its texts are kept by: one of a family's stems stands for all, whatever its numbers are.
    ``authored`` questions are known by their ids, too, others by their family alone.
    """

    id: str
    family: str
    authored: bool
    enemies: tuple[str, ...]
    stem: str
    key: Key
    asks: frozenset[int]
    tells: frozenset[int]
    seeks: frozenset[int]


class Candidate(Struct, Generic[T_co], frozen=True):
    """The question with that number in its cell, from 0, as far as others are concerned, and what it stands for.

    ``marks`` are digests of its id and its stem, of which none comes twice. ``printed`` tells what the question states;
    few are asked for it. One that is ``refused`` is passed over.
    """

    number: int
    marks: frozenset[int]
    newcomer: Newcomer
    printed: Callable[[], Printed]
    content: T_co
    refused: Refusal | None = None

    def standing_for(self, content: T) -> Candidate[T]:
        """The same question, for something else."""
        return Candidate(self.number, self.marks, self.newcomer, self.printed, content, self.refused)


def candidate(number: int, question: Question, content: T, refused: Refusal | None = None) -> Candidate[T]:
    """A question as it applies, for what it stands for."""
    return Candidate(
        number, marks(question), newcomer(question), partial(printed_in, stated(question)), content, refused
    )


def marks(question: Question) -> frozenset[int]:
    """What no other question of a draw has."""
    return frozenset({digest("id", question.id), digest("stem", _STEMS.text(question.stem))})


class _Stems(TerminalPrinter):
    """Stems as they are told apart: to stand below each other, columns of tables would take most of the time."""

    def table(self, table: Table) -> str:
        """A table, cell by cell."""
        return "\n".join(["\t".join(row) for row in (table.header, *table.rows)])


_STEMS = _Stems()


def parameters(question: Question) -> frozenset[int]:
    """A digest of what its stem gives, none for a question in words."""
    return (
        frozenset([digest("params", json.dumps(question.params, sort_keys=True))]) if question.params else frozenset()
    )


def newcomer(question: Question) -> Newcomer:
    """What of it concerns others."""
    return Newcomer(
        question.id,
        question.family,
        authored=not question.params,
        enemies=question.enemies,
        stem=question.stem.template if question.params else question.id,
        key=key(question),
        asks=_digests(facts(question)),
        tells=_digests(question.told),
        seeks=_digests(question.sought),
    )


def _digests(lines: Iterable[str]) -> frozenset[int]:
    return frozenset(map(digest, lines))
