"""Answers as types: each kind of answer is a frozen value with its whole life in one file.

Whoever does something with every kind writes one ``match`` that ``assert_never`` closes, so that mypy names every place
that a new kind needs.
"""

from typing import TypeAlias

from quizgen.answers.choice import Choice
from quizgen.answers.grid import Grid, GridCell
from quizgen.answers.marks import Carried, Chosen, Filled, Given, Mark, Met, Placed, Samples, Written
from quizgen.answers.matching import Matching
from quizgen.answers.multiple import Multiple
from quizgen.answers.numerical import Numerical
from quizgen.answers.option import CORRECT, NOT_RIGHT, Concept, Option, Origin, Remark, Slip
from quizgen.answers.ordering import Ordering
from quizgen.answers.values import KINDS, LONG, Kind, Number, Value, Values

Answer: TypeAlias = Choice | Multiple | Numerical | Matching | Ordering | Grid

__all__ = [
    "CORRECT",
    "KINDS",
    "LONG",
    "NOT_RIGHT",
    "Answer",
    "Carried",
    "Choice",
    "Chosen",
    "Concept",
    "Filled",
    "Given",
    "Grid",
    "GridCell",
    "Kind",
    "Mark",
    "Matching",
    "Met",
    "Multiple",
    "Number",
    "Numerical",
    "Option",
    "Ordering",
    "Origin",
    "Placed",
    "Remark",
    "Samples",
    "Slip",
    "Value",
    "Values",
    "Written",
]
