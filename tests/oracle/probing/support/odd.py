"""One step of a forward between two convolutions, and what is told of the second."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from torch import nn

from quizgen.oracle.inspecting import Inspected, inspected

Step = Callable[[Any], Any]


class Odd(nn.Module):
    """A convolution of 3x3, a step, and a convolution of 3x3."""

    def __init__(self, step: Step, channels: int = 4) -> None:
        super().__init__()
        self.step = step
        self.before, self.after = nn.Conv2d(3, 4, 3), nn.Conv2d(channels, 4, 3)

    def forward(self, x: Any) -> Any:
        return self.after(self.step(self.before(x)))


def last(step: Step, shape: tuple[int, ...] = (3, 16, 16)) -> tuple[Inspected, str]:
    """What is told of the layer after a step, and the notes on fields in one."""
    found = inspected(Odd(step), shape)
    (after,) = (one for one in found.calls if one.call.name == "after")
    return after, "; ".join(note for note in found.notes if "field" in note)


def sizes(one: Inspected) -> list[int]:
    """The receptive field along each axis."""
    return [field.size for field in one.fields or ()]
