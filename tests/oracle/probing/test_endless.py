"""Networks that take one size of input: windows are told as if the image went on, attention as everything."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest
import torch
from small_blocks import Attention, Windowed
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
    before, inner, last = told(nn.Conv2d(4, 4, 5, padding=2), Attention(4, 8), nn.Conv2d(4, 4, 3, padding=1))
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


class Parted(nn.Module):
    """A convolution, and its map in patches of which each is a sample."""

    def __init__(self) -> None:
        super().__init__()
        self.conv, self.last = nn.Conv2d(3, 4, 3, padding=1), nn.Conv2d(4, 4, 1)

    def forward(self, x: Any) -> Any:
        x = self.conv(x)
        n, c, h, w = x.shape
        return self.last(x.view(n, c, h // 2, 2, w // 2, 2).permute(0, 2, 4, 1, 3, 5).reshape(-1, c, 2, 2))


def test_patches_in_the_batch_have_the_field_of_the_map_on_both_axes() -> None:
    found = inspected(Parted(), (3, 32, 32))
    assert [[field.size for field in one.fields or ()] for one in found.calls] == [[3, 3]] * len(found.calls)


def test_attention_in_windows_repeats_from_window_to_window() -> None:
    layers = nn.Sequential(nn.Conv2d(3, 4, 3, padding=1), Windowed(4, 8), nn.Conv2d(4, 4, 3, padding=1))
    found = {one.call.name: one for one in inspected(layers, (3, 64, 64)).calls}
    for name, size in {"1.out": 10, "2": 18}.items():
        assert [(field.size, field.jump) for field in found[name].fields or ()] == [(size, Fraction(1))] * 2


def test_scores_of_attention_span_no_more_than_the_input() -> None:
    found = inspected(nn.Sequential(nn.Conv2d(3, 4, 3, padding=1), Attention(4)), (3, 16, 16))
    scores = next(one for one in found.calls if one.call.type == "@")
    assert [field.size for field in scores.fields or ()] == [16, 16]
