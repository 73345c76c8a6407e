"""How many different inputs a stack of dilated convolutions at stride 1 really reads, one axis at a time."""

from __future__ import annotations

from functools import reduce

from quizgen.formulas.dilation import YU
from quizgen.math.reader import formula, read
from quizgen.math.rewrites import indexed
from quizgen.math.tree import Expr, Op

WANG = "Wang et al. (2018), Understanding Convolution for Semantic Segmentation, section 3.2"


@formula(source=f"{WANG}: rates with a common factor leave holes")
def positions_used(reach: int, factor: int) -> float:
    """Positions ``factor`` apart from the first to the last; ``reach`` is what the stack spans beyond one position."""
    return reach / factor + 1


@formula(source=f"{YU}, section 2: the taps of two layers are all sums of their offsets")
def distinct_sums(kernel_size_1: int, kernel_size_2: int, step_1: int, step_2: int) -> int:
    """Different sums of the offsets of two layers whose dilations are ``step_1`` to ``step_2`` in lowest terms."""
    return kernel_size_1 * kernel_size_2 - max(kernel_size_1 - step_2, 0) * max(kernel_size_2 - step_1, 0)


@formula(source=f"{WANG}: the rates are right if the field of the last unit is covered without holes")
def side_by_side(reach: int, kernel_size_last: int) -> int:
    """The field if each tap of one more layer begins where the stretch of the tap before it, ``reach + 1``, ends."""
    return kernel_size_last * (reach + 1)


def reach(shape: tuple[str, ...], gaps: str = "dilation*(kernel_size - 1)") -> Expr:
    """What the layers of a stack span beyond one position, added up."""
    parts = [indexed(read(gaps), number) for number in range(1, int(shape[1]) + 1)]
    return reduce(lambda a, b: Op("+", a, b), parts)
