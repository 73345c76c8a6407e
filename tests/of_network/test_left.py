"""A layer that nothing is asked about says why."""

from __future__ import annotations

import pytest
import torch
from torch import nn

from quizgen import of_network
from quizgen.of_network import own
from quizgen.oracle.author import followed
from quizgen.oracle.watching import Wanted


class Leaving(nn.Module):
    """A forward that goes through numpy and through a compiled part, where nobody can follow it."""

    def __init__(self) -> None:
        super().__init__()
        self.one, self.two, self.three = (nn.Conv2d(3, 3, 3, padding=1) for _ in range(3))
        self.scripted = torch.jit.script(nn.Sequential(nn.Conv2d(3, 3, 1), nn.ReLU()))

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        x = self.two(torch.from_numpy(self.one(x).numpy()))
        return self.three(self.scripted(x))  # type: ignore[no-any-return]  # a module gives Any


@pytest.mark.filterwarnings("ignore:.torch.jit.script. is deprecated")
def test_layers_behind_what_cannot_be_followed_are_told_with_the_reason() -> None:
    net = Leaving()
    calls = followed(net, [Wanted((3, 8, 8))])
    found = own.subject(of_network.Followed("Leaving", ((3, 8, 8),), calls, sum(p.numel() for p in net.parameters())))
    assert [place.name for place in found.places] == ["one"]
    assert found.left == ("two, three: where its input comes from is not known",)
