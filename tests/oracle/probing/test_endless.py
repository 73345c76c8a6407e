"""Networks that take one size of input: windows are told as if the image went on, attention as everything."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest
import torch
from torch import nn

from quizgen.oracle.inspecting import Inspected, inspected
from quizgen.oracle.probing.endless import prolonged
from quizgen.oracle.probing.seen import ENDLESS, FIRST, LAST, start


class Placed(nn.Module):
    """Convolutions, a step that takes maps of 8x8 alone, and convolutions."""

    def __init__(self, *after: nn.Module) -> None:
        super().__init__()
        self.before, self.after = nn.Conv2d(3, 4, 3, 2, 1), nn.Sequential(*after)
        self.places = nn.Parameter(torch.zeros(1, 4, 8, 8))

    def forward(self, x: Any) -> Any:
        return self.after(self.before(x) + self.places)


class Attention(nn.Module):
    """Explicit attention over the positions of a map, with a bias of its size."""

    def __init__(self, side: int) -> None:
        super().__init__()
        self.qkv, self.bias = nn.Conv2d(4, 12, 1), nn.Parameter(torch.zeros(side**2, side**2))

    def forward(self, x: Any) -> Any:
        q, k, v = self.qkv(x).flatten(2).chunk(3, 1)
        scores = (q.transpose(1, 2) @ k + self.bias).softmax(-1)
        return (v @ scores.transpose(1, 2)).reshape(x.shape)


def told(*after: nn.Module) -> list[Inspected]:
    found = inspected(Placed(*after), (3, 16, 16))
    assert not [note for note in found.notes if "field" in note]
    return [one for one in found.calls if one.call.name.startswith("after") and one.call.type.startswith("Conv")]


@pytest.mark.parametrize(
    ("after", "size", "jump", "at"),
    [
        ([nn.Conv2d(4, 4, 7, padding=3)], 15, 2, 0),
        ([nn.Conv2d(4, 4, 7, padding=3), nn.Conv2d(4, 4, 7, padding=3)], 27, 2, 0),
        ([nn.Conv2d(4, 4, 3, padding=1), nn.Upsample(scale_factor=2), nn.Conv2d(4, 4, 5, padding=2)], 11, 1, None),
        ([nn.Conv2d(4, 4, 5, padding=4, dilation=2), nn.Conv2d(4, 4, 1)], 19, 2, 0),
    ],
)
def test_windows_have_their_field_though_every_unit_sees_the_border(
    after: list[nn.Module], size: int, jump: int, at: int | None
) -> None:
    for field in told(*after)[-1].fields or ():
        assert (field.size, field.jump, field.whole) == (size, Fraction(jump), False)
        assert at is None or field.start == at


def test_layers_before_attention_have_windows_and_what_comes_after_it_sees_everything() -> None:
    before, inner, last = told(nn.Conv2d(4, 4, 5, padding=2), Attention(8), nn.Conv2d(4, 4, 3, padding=1))
    assert [field.size for field in before.fields or ()] == [11, 11]
    assert [field.size for field in inner.fields or ()] == [11, 11]
    assert last.whole
    assert [field.size for field in last.fields or ()] == [16, 16]


def test_a_map_goes_on_as_it_repeats() -> None:
    seen = prolonged(start(3, 2, 6, ENDLESS), 2, 2, 3)
    assert seen is not None
    assert seen[LAST].ravel().tolist() == list(range(-2, 9))
    assert (-seen[FIRST]).ravel().tolist() == list(range(-2, 9))


def test_a_map_that_ends_or_does_not_repeat_does_not_go_on() -> None:
    assert prolonged(start(3, 2, 6), 2, 1, 1) is None
    assert prolonged(start(3, 2, 4, ENDLESS), 2, 1, 1) is None
    uneven = start(3, 2, 8, ENDLESS)
    uneven[LAST, :, :, 2] += 5
    assert prolonged(uneven, 2, 1, 1) is None
