"""Mistakes about the size of a map after layers of a published decoder, kinds as in ``quizgen.formulas.decoders``."""

from __future__ import annotations

from msgspec.structs import replace

from quizgen.formulas.decoders import decoded
from quizgen.math.reader import read
from quizgen.math.tree import Sym
from quizgen.misconceptions import decoders, network_sizes
from quizgen.misconceptions.kinds import Instead, Shape, Trees


def _rounded_up(shape: Shape) -> Trees | None:
    up = read("ceil((n - kernel_size)/stride) + 1")
    return (decoded(shape, pool=up),) if "pool" in shape else None


def _middle(shape: Shape) -> Trees | None:
    return (decoded(shape[: shape.index("up")]),) if "pool" in shape else None


POOL_ROUNDS_UP = Instead(
    network_sizes.ROUNDS_UP.id, _rounded_up, network_sizes.ROUNDS_UP.feedback, concept=network_sizes.ROUNDS_UP.concept
)
STOPS_IN_THE_MIDDLE = replace(decoders.SKIPS_DECODER, formula=_middle)
RETURNS_INPUT = replace(decoders.RETURNS_INPUT, formula=lambda shape: (Sym("n"),) if "pool" in shape else None)
