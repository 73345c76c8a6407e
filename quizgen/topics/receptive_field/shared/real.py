"""A stack as a table, as a network, and as real layers that are measured."""

from __future__ import annotations

from collections.abc import Sequence

from quizgen import oracle
from quizgen.chains.stacks import SHOWN, Stacked, layers, states
from quizgen.layers import Network, row
from quizgen.space import Params
from quizgen.text import Table

INPUT = (1, 224, 224)


def network(p: Params) -> Network:
    """The stack, on an input that is large enough for it."""
    return Network(INPUT, layers(p))


def table(stack: Sequence[Stacked], show: tuple[str, ...] = SHOWN) -> Table:
    """The layers of a stack, one row each."""
    return Table(("layer", *show), tuple(row(one, show) for one in stack), "The layers from the input on")


def measured(p: Params) -> tuple[int, int]:
    """Receptive field and jump of the real layers; the search starts at an input that should be just long enough."""
    last, depth = states(p), len(p.shape)
    return oracle.receptive_field(layers(p), last[f"r_{depth}"] + last[f"j_{depth}"])
