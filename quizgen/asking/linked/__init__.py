"""Linked questions: several values of one point, of which later ones follow from earlier ones."""

from quizgen.asking.linked.family import Case, LinkedFamily
from quizgen.asking.linked.once import Once
from quizgen.asking.linked.parts import ForPoint, GridPart, NumberPart, PartModel
from quizgen.asking.linked.quantity import Quantity

__all__ = ["Case", "ForPoint", "GridPart", "LinkedFamily", "NumberPart", "Once", "PartModel", "Quantity"]
