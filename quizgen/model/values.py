"""What an exam is made of: frozen values without behaviour."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any, Literal, TypeAlias

from quizgen.layers import Layer
from quizgen.text import Text

Kind: TypeAlias = Literal["choice", "multiple", "numerical", "matching", "ordering"]
Level: TypeAlias = Literal["easy", "medium", "hard"]
Number: TypeAlias = int | Fraction
Values: TypeAlias = tuple[Number, ...]
Value: TypeAlias = Number | Values | Layer | Text
Key: TypeAlias = Value | tuple[Layer, ...] | tuple[Text, ...]

KINDS: tuple[Kind, ...] = ("choice", "multiple", "numerical", "matching", "ordering")
LEVELS: tuple[Level, ...] = ("easy", "medium", "hard")


@dataclass(frozen=True, slots=True)
class Figure:
    """A drawing as data: ``kind`` names the template, ``params`` are its numbers, ``alt`` says the same in words.

    ``place`` is the stem, or the solution where the drawing would give the key away.
    """

    kind: str
    params: Mapping[str, Any]
    alt: Text
    place: Literal["stem", "solution"] = "stem"


@dataclass(frozen=True, slots=True)
class Option:
    """One answer on offer; a distractor carries the misconception it comes from and what to say about it.

    In a numerical item the options are the wrong values that are foreseen.
    """

    text: Text
    value: Value
    correct: bool
    feedback: Text
    misconception: str | None = None


@dataclass(frozen=True, slots=True)
class Witness:
    """An independent opinion: ``run`` gives the values that a named party finds, ``expected`` those of the formula."""

    name: str
    run: Callable[[], Values]
    expected: Values


@dataclass(frozen=True, slots=True)
class Question:
    """An item before its witnesses were heard.

    ``key`` is one value, or the tuple of right options of a multiple question, in the order of the options. Matching
    and ordering questions have places as key: of each prompt's option, or of the options in their right order.
    ``claims`` says of each option at which point of the space its formula, right or mistaken, gives which values.
    Numbers are above zero unless the question is ``signed``.
    """

    family: str
    topic: str
    level: Level
    kind: Kind
    id: str
    asks: str
    params: Mapping[str, Any]
    stem: Text
    options: tuple[Option, ...]
    key: Key
    solution: tuple[Text, ...]
    figures: tuple[Figure, ...]
    source: str
    where: str
    witnesses: tuple[Witness, ...]
    claims: tuple[tuple[int, Values], ...]
    prompts: tuple[Text, ...] = ()
    signed: bool = False
    tags: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Evidence:
    """The public version of torch, and the exact values that real layers gave."""

    torch: str
    measured: tuple[Values, ...]


@dataclass(frozen=True, slots=True)
class Item:
    """A question whose formula, real layers and rules agree."""

    id: str
    family: str
    topic: str
    level: Level
    kind: Kind
    asks: str
    params: Mapping[str, Any]
    stem: Text
    options: tuple[Option, ...]
    key: Key
    solution: tuple[Text, ...]
    figures: tuple[Figure, ...]
    tags: tuple[str, ...]
    source: str
    evidence: Evidence
    tolerance: int = 0
    points: Fraction = Fraction(1)
    prompts: tuple[Text, ...] = ()


@dataclass(frozen=True, slots=True)
class Form:
    """Items in the order in which they are asked, under one title.

    ``name`` tells parallel forms apart (``A``, ``B`` ...); it is empty where there is only one.
    """

    title: str
    seed: str
    items: tuple[Item, ...]
    name: str = ""
    course: str = ""
    date: str = ""
    notes: tuple[str, ...] = field(default=())
