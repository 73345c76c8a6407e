"""Networks as students write them."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from own_networks import NETWORKS, Student, followed


@pytest.fixture(params=sorted(NETWORKS), ids=lambda net: str(net).rpartition(":")[2])
def student(request: pytest.FixtureRequest) -> Student:
    return followed(request.param)


@pytest.fixture
def student_of() -> Callable[[str], Student]:
    """The network with that word in its name."""
    return lambda word: followed(next(net for net in NETWORKS if word in net))
