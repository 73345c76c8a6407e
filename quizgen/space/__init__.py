"""Finite, counted, indexed sets of parameters, and the keyed permutation that draws from them."""

from quizgen.space.drawn import drawn
from quizgen.space.grids import (
    LARGEST,
    Column,
    Combinations,
    Concat,
    Listed,
    Mask,
    Params,
    Rows,
    SubSpace,
    Where,
    concat,
)
from quizgen.space.keyed import Dice, Permutation, digest, few
from quizgen.space.mixed import Mixed, alternating
from quizgen.space.neighbours import Apart
from quizgen.space.shuffles import shuffle
from quizgen.space.weighted import Looks

__all__ = [
    "LARGEST",
    "Apart",
    "Column",
    "Combinations",
    "Concat",
    "Dice",
    "Listed",
    "Looks",
    "Mask",
    "Mixed",
    "Params",
    "Permutation",
    "Rows",
    "SubSpace",
    "Where",
    "alternating",
    "concat",
    "digest",
    "drawn",
    "few",
    "shuffle",
]
