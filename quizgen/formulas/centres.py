"""Where the receptive field of the first unit has its centre, one axis at a time; pixel 0 has its centre at 0."""

from __future__ import annotations

from quizgen.formulas.receptive_field import ARAUJO, fold, indices
from quizgen.math.functions import Real
from quizgen.math.reader import formula, read
from quizgen.math.rewrites import substitute
from quizgen.math.tree import Expr


@formula(source=f"{ARAUJO}, section on the region of the input image: the centre of a receptive field")
def later_centre(centre: int, kernel_size: int, padding: int, jump: int) -> Real:
    """The centre of the first unit's field after one more layer; the layer is given units ``jump`` pixels apart."""
    return centre + ((kernel_size - 1) / 2 - padding) * jump


def centred(step: Expr, shape: tuple[str, ...], hop: str = "jump*stride", start: int = 0) -> Expr:
    """The centre after a stack; ``step`` is an expression in ``centre`` and ``jump``, ``hop`` one in ``jump``."""
    named = substitute(step, {"centre": read("receptive_field")})
    return fold([(index, named, read(hop)) for index in indices(shape)], start)[0]
