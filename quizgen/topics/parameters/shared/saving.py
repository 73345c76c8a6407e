"""Two networks, ``a`` and ``b``, of which the first one has fewer weights."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from quizgen import oracle
from quizgen.layers import Network
from quizgen.model import Values
from quizgen.space import Params


def saved(networks: Callable[[Params], Mapping[str, Network]]) -> Callable[[Params], Values]:
    """How many fewer parameters torch counts in a point's network ``a`` than in its ``b``."""

    def measure(p: Params) -> Values:
        both = networks(p)
        return (oracle.parameters(both["b"].layers) - oracle.parameters(both["a"].layers),)

    return measure
