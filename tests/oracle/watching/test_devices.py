"""Code that asks for a GPU runs without one, on the CPU."""

from __future__ import annotations

from typing import Any

import pytest
import torch
from torch import nn

from quizgen.oracle.watching import at_home


class Moved(nn.Module):
    def __init__(self) -> None:
        super().__init__()
        self.conv = nn.Conv2d(1, 2, 3).cuda()
        self.to("cuda:0")
        self.head = nn.Linear(2, 3, device=torch.device("cuda"))

    def forward(self, x: torch.Tensor) -> Any:
        x = self.conv(x.to("cuda", non_blocking=True)).mean((2, 3)).to(device=torch.device("cuda", 0))
        return self.head(x.cuda()) + torch.zeros(3, device="cuda")


@pytest.mark.skipif(torch.cuda.is_available(), reason="there is a GPU")
def test_what_is_put_on_a_gpu_that_is_not_there_stays() -> None:
    with pytest.raises((AssertionError, RuntimeError)):
        Moved()
    with at_home():
        net = Moved()
        assert net(torch.zeros(1, 1, 5, 5)).shape == (1, 3)
    assert {one.device.type for one in net.parameters()} == {"cpu"}


def test_everything_else_is_done_as_it_is_asked_for() -> None:
    with at_home():
        assert torch.zeros(2, device="meta").device.type == "meta"
        assert torch.zeros(2).to(torch.float64).dtype == torch.float64
        assert torch.zeros(2, dtype=torch.int8).to("cpu", torch.int16).dtype == torch.int16
