"""The learnable parameters of several convolutions together, each with its batch normalisation where it has one.

A shape has an entry for each row of a table: ``one`` for a convolution, ``dilated`` for one with holes, which are no
parameters, ``many`` for one that comes ``times`` times.
The numbers of row 2 have the index 2; ``bias`` and ``norm`` are 1 or 0 for all rows alike.
"""

from __future__ import annotations

from collections.abc import Iterable

from quizgen.math.reader import formula
from quizgen.math.rewrites import indexed
from quizgen.math.tree import Expr, Op, Sym

PYTORCH = "PyTorch documentation, torch.nn.Conv2d and torch.nn.BatchNorm2d"
SHARED: dict[str, Expr] = {name: Sym(name) for name in ("bias", "norm")}


@formula(source=PYTORCH)
def normalized_parameters(  # noqa: PLR0913, PLR0917 - a convolution has four numbers
    kernel_size: int, in_channels: int, out_channels: int, groups: int, bias: int, norm: int
) -> float:
    """Weights and biases of a convolution, and two numbers for each channel of the normalisation behind it."""
    return kernel_size**2 * (in_channels / groups) * out_channels + bias * out_channels + norm * 2 * out_channels


def summed(rows: Iterable[tuple[int, str]], one: Expr) -> Expr:
    """The sum over rows given by number and kind, each counted by ``one``."""
    total: Expr | None = None
    for number, form in rows:
        count = indexed(one, number, SHARED)
        if form == "many":
            count = Op("*", Sym(f"times_{number}"), count)
        total = count if total is None else Op("+", total, count)
    if total is None:
        raise ValueError("there is no row")
    return total
