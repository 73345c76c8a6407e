"""Questions about one network that somebody names: families whose space is what can be asked of its layers."""

from __future__ import annotations

from collections.abc import Sequence

from quizgen.errors import UsageError
from quizgen.layers import Network
from quizgen.model import LEVELS
from quizgen.of_network import channels, fields, macs, parameters, sizes
from quizgen.of_network.family import NetworkFamily
from quizgen.of_network.places import subject

__all__ = ["NetworkFamily", "families"]


def families(network: Network, title: str, names: Sequence[str] = ()) -> tuple[NetworkFamily, ...]:
    """The families that have something to ask about a network; ``names`` are one a row of ``tracing.explained``.

    Raises UsageError where no layer can be asked about.
    """
    about = subject(network, title, names)
    every = (module.family(about) for module in (sizes, parameters, macs, fields, channels))
    found = tuple(family for family in every if any(len(family.levels[level]) for level in LEVELS))
    if not found:
        raise UsageError(
            f"there is nothing to ask about {title}: it has no convolution, linear layer or pooling that says something"
        )
    return found
