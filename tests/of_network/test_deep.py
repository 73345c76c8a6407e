"""Networks of many blocks are asked about, compared, hashed and printed as quickly as they are long."""

from __future__ import annotations

import pytest
from torch import nn

from quizgen import of_network
from quizgen.layers import BatchNorm2d, Conv2d, Network, ReLU, Residual
from quizgen.of_network import layered, own
from quizgen.oracle.author import followed
from quizgen.oracle.watching import Wanted

DEPTH = 60
"""Blocks, so many that nothing which walks along all paths through them would ever end."""
SHAPE = (4, 16, 16)


class Block(nn.Module):
    def __init__(self) -> None:
        super().__init__()
        self.conv, self.norm, self.act = nn.Conv2d(4, 4, 3, padding=1), nn.BatchNorm2d(4), nn.ReLU()

    def forward(self, x: object) -> object:
        return self.act(self.norm(self.conv(x)) + x)


def of_module() -> of_network.AskedNetwork:
    net = nn.Sequential(*(Block() for _ in range(DEPTH)), nn.Conv2d(4, 8, 3))
    calls = followed(net, [Wanted(SHAPE)])
    return own.subject(of_network.Followed("Deep", (SHAPE,), calls, sum(part.numel() for part in net.parameters())))


def of_layers() -> of_network.AskedNetwork:
    block = (Residual((Conv2d(4, 4, 3, padding=1), BatchNorm2d(4))), ReLU())
    return layered.subject(Network(SHAPE, (*block * DEPTH, Conv2d(4, 8, 3))), "Deep")


@pytest.mark.parametrize("make", [of_module, of_layers])
def test_a_deep_network_is_compared_hashed_printed_and_asked_about(make: object) -> None:
    first, again = make(), make()  # type: ignore[operator]  # one of two functions
    assert first.digest == again.digest
    assert len(first.places) > 2 * DEPTH
    assert first.places != again.places
    assert len({first, again, *first.places, *again.places}) == 2 + 2 * len(first.places)
    assert len(repr(first.places)) < 1000 * len(first.places)
    assert len(of_network.about(first)) >= 3
