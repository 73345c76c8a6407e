"""Numbers that are written, held against what exam.json keeps of them: by the marks of the quiz."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from fractions import Fraction
from typing import Protocol

from quizgen.answers import Concept, Mark, Number, Numerical, Option, Slip, Written
from quizgen.answers.following import Following
from quizgen.answers.marks import UNKNOWN
from quizgen.answers.values import Values, single
from quizgen.errors import QuizgenError
from quizgen.marking.given import numbers
from quizgen.marking.records import Exact, OptionKept
from quizgen.marking.values import values
from quizgen.math.reader import FUNCTIONS, read
from quizgen.math.tree import Expr
from quizgen.text import Text

_NAME = re.compile(r"[A-Za-z_]\w*")


class NumberKept(Protocol):
    """What is kept of a number: of a part that asks for one, or of a cell."""

    @property
    def key(self) -> object: ...  # noqa: D102 - as in the records
    @property
    def tolerance(self) -> Exact: ...  # noqa: D102
    @property
    def options(self) -> tuple[OptionKept, ...]: ...  # noqa: D102
    @property
    def names(self) -> tuple[str, ...]: ...  # noqa: D102
    @property
    def follows(self) -> tuple[str, ...]: ...  # noqa: D102


class Kept(Following):
    """Formulas as exam.json has them, read when somebody wrote something else than the key."""

    __slots__ = ("_sources",)

    def __init__(self, sources: tuple[str, ...]) -> None:
        self._sources = sources

    def __len__(self) -> int:
        return len(self._sources)

    def __iter__(self) -> Iterator[Expr]:
        return map(read, self._sources)

    def __contains__(self, one: object) -> bool:
        return one in tuple(self)

    @property
    def names(self) -> frozenset[str]:
        """The names of the earlier answers."""
        return frozenset(_NAME.findall(" ".join(self._sources))) - FUNCTIONS


def numerical(kept: NumberKept) -> Numerical:
    """The answer that it was kept from; raises QuizgenError where the key is no number."""
    key = values(kept.key)
    if not key:
        raise QuizgenError(f"the key {kept.key!r} of a number is none: exam.json is not as quizgen wrote it")
    foreseen = tuple(_foreseen(option) for option in kept.options if values(option.value))
    return Numerical(single(key), foreseen, kept.tolerance, kept.names, Kept(kept.follows))


def key_of(kept: NumberKept) -> Values:
    """The numbers of the key."""
    return values(kept.key)


def mark(kept: NumberKept, text: str, own: Mapping[str, Number]) -> Mark:
    """What was written is worth; ``own`` are the learner's earlier numbers by name.

    Of what can be read in several ways (``1,825``) the best counts, then what shows a known mistake.
    """
    answer = numerical(kept)
    marks = [answer.mark(Written(one), own) for one in numbers(text, key_of(kept))]
    return max(marks, key=lambda one: (one.share, len(one.met)), default=UNKNOWN)


def known(kept: NumberKept, mark: Mark) -> Iterator[tuple[str, Number]]:
    """What later answers call the learner's numbers; the right ones where nothing was written."""
    wrote = mark.given.values if isinstance(mark.given, Written) else key_of(kept)
    yield from zip(kept.names, wrote, strict=False)


def _foreseen(kept: OptionKept) -> Option:
    value = values(kept.value)
    slip = Slip(kept.misconception or "", Concept(kept.concept or "", "", Text(""), ""), Text(""))
    return Option(Text(""), single(value), slip, None, Kept(kept.follows), Fraction(kept.tolerance))
