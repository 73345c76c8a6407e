"""Networks as students write them."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from everything import ALL
from own_networks import NETWORKS, Student, followed

SOME = ("cifar_tutorial", "audio", "inception_like", "siamese", "video_3d")
"""Between them they have all kinds of questions, signals, volumes, branches and several inputs."""
ASKED = sorted(NETWORKS) if ALL else [net for net in sorted(NETWORKS) if net.startswith(SOME)]


def called(net: object) -> str:
    return str(net).rpartition(":")[2]


@pytest.fixture(params=sorted(NETWORKS), ids=called)
def any_student(request: pytest.FixtureRequest) -> Student:
    return followed(request.param)


@pytest.fixture(params=ASKED, ids=called)
def student(request: pytest.FixtureRequest) -> Student:
    return followed(request.param)


@pytest.fixture
def student_of() -> Callable[[str], Student]:
    """The network with that word in its name."""
    return lambda word: followed(next(net for net in NETWORKS if word in net))
