"""Finite, counted, indexed sets of parameters, and the keyed permutation that draws from them."""

from quizgen.space.drawn import drawn
from quizgen.space.grids import LARGEST, Column, Concat, Grid, Mask, Params, Rows, SubSpace, Where, concat
from quizgen.space.keyed import Dice, Permutation, digest

__all__ = [
    "LARGEST",
    "Column",
    "Concat",
    "Dice",
    "Grid",
    "Mask",
    "Params",
    "Permutation",
    "Rows",
    "SubSpace",
    "Where",
    "concat",
    "digest",
    "drawn",
]
