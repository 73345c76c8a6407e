"""Causal stacks of dilated convolutions along time, with zeros in front.

A shape is the number of layers whose dilations are given, or ``blocks``: ``layers`` dilations that begin with
``dilation`` and are multiplied by ``factor``, ``blocks`` times.
"""

from __future__ import annotations

from functools import reduce

from quizgen.math.reader import formula, read
from quizgen.math.tree import Expr, Op, Sym

WAVENET = "van den Oord et al. (2016), WaveNet: A Generative Model for Raw Audio, section 2.1"
BLOCKS = "blocks"


@formula(source=WAVENET)
def causal_padding(kernel_size: int, rates: int) -> int:
    """Zeros in front that keep the length at stride 1; ``rates`` is the sum of the layers' dilations."""
    return (kernel_size - 1) * rates


def rates(shape: tuple[str, ...]) -> Expr:
    """The sum of the dilations."""
    if shape[0] == BLOCKS:
        return read("blocks*dilation*(factor**layers - 1)/(factor - 1)")
    return reduce(lambda a, b: Op("+", a, b), every(shape))


def every(shape: tuple[str, ...]) -> list[Expr]:
    """The given dilations."""
    return [Sym(f"dilation_{number}") for number in range(1, int(shape[0]) + 1)]


def count(shape: tuple[str, ...]) -> Expr:
    """The number of layers."""
    return read("blocks*layers" if shape[0] == BLOCKS else shape[0])


def last(shape: tuple[str, ...]) -> Expr:
    """The dilation of the last layer."""
    return read("dilation*factor**(layers - 1)") if shape[0] == BLOCKS else every(shape)[-1]
