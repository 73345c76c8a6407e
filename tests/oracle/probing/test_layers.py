"""Layers whose fields depend on how memory, tuples, borders and sizes are treated."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest
import torch
from odd import last, sizes
from torch import nn
from torch.nn import functional as F  # noqa: N812 - as everybody writes it

from quizgen.oracle.inspecting import Inspection, inspected


def told(found: Inspection) -> dict[str, list[int]]:
    return {one.call.name: sizes(one) for one in found.calls}


class Unpooled(nn.Module):
    def __init__(self) -> None:
        super().__init__()
        self.first, self.pool = nn.Conv2d(3, 4, 3, padding=1), nn.MaxPool2d(2, return_indices=True)
        self.unpool, self.last = nn.MaxUnpool2d(2), nn.Conv2d(4, 4, 3)

    def forward(self, x: Any) -> Any:
        x = self.first(x)
        small, places = self.pool(x)
        return {"out": self.last(self.unpool(small, places, output_size=x.shape))}


@pytest.mark.parametrize("side", [16, 17])
def test_indices_and_unpooling_are_followed(side: int) -> None:
    found = inspected(Unpooled(), (3, side, side))
    pool = next(one for one in found.calls if one.call.name == "pool")
    assert [(field.size, field.jump, field.start) for field in pool.fields or ()] == [
        (4, Fraction(2), Fraction(1, 2))
    ] * 2
    assert told(found)["last"] == [6, 6]


class UnpooledByFunctions(nn.Module):
    def forward(self, x: Any) -> Any:
        small, places = F.max_pool2d(x, 3, 2, return_indices=True)
        return F.max_unpool2d(small, places, (3, 3), (2, 2))


def test_unpooling_of_windows_that_overlap_may_hold_the_value_of_each() -> None:
    pool, unpool = inspected(UnpooledByFunctions(), (3, 15, 15)).calls
    assert (pool.call.name, pool.call.type) == ("max_pool2d", "F.max_pool2d")
    assert unpool.call.output_shape == (3, 15, 15)
    fields = [(field.size, field.jump, field.start) for field in unpool.fields or ()]
    assert fields == [(5, Fraction(1), Fraction(0))] * 2


@pytest.mark.parametrize("pad", [nn.ReflectionPad2d(1), nn.ReplicationPad2d(1), nn.CircularPad2d(1), nn.ZeroPad2d(1)])
def test_padding_that_copies_pixels_has_the_field_of_what_it_pads(pad: nn.Module) -> None:
    found = inspected(nn.Sequential(pad, nn.Conv2d(3, 4, 3)), (3, 32, 32))
    assert [[(field.size, field.start) for field in one.fields or ()] for one in found.calls] == [
        [(1, Fraction(-1)), (1, Fraction(-1))],
        [(3, Fraction(0)), (3, Fraction(0))],
    ]


@pytest.mark.parametrize("mode", ["reflect", "replicate", "circular", "zeros"])
@pytest.mark.parametrize("shape", [(3, 32), (3, 12, 20), (3, 9, 8, 7)])
def test_padding_modes_of_convolutions_are_alike(mode: str, shape: tuple[int, ...]) -> None:
    kind = (nn.Conv1d, nn.Conv2d, nn.Conv3d)[len(shape) - 2]
    layers = [
        kind(3, 3, 3, padding=1, padding_mode=mode)  # type: ignore[arg-type]  # one of them
        for _ in range(2)
    ]
    found = inspected(nn.Sequential(*layers), shape)
    assert list(told(found).values()) == [[3] * (len(shape) - 1), [5] * (len(shape) - 1)]


@pytest.mark.parametrize(
    ("up", "size"),
    [
        (nn.Upsample(scale_factor=2, mode="bilinear"), 7),
        (nn.Upsample(scale_factor=2), 5),
        (nn.Upsample(scale_factor=3, mode="bicubic"), 11),
        (nn.Upsample(size=(64, 64)), 5),
        (nn.Upsample(size=(96, 96), mode="bilinear"), 7),
    ],
)
def test_a_resized_map_is_told_away_from_the_border(up: nn.Module, size: int) -> None:
    found = inspected(nn.Sequential(nn.Conv2d(3, 8, 3, 2, 1), up, nn.Conv2d(8, 8, 3, padding=1)), (3, 64, 64))
    assert told(found)["2"] == [size, size]


def test_channels_that_see_differently_are_told_apart_through_a_shuffle() -> None:
    class Halves(nn.Module):
        def __init__(self) -> None:
            super().__init__()
            self.wide, self.pick = nn.Conv2d(2, 2, 5, padding=2), nn.Conv2d(2, 2, 1)

        def forward(self, x: Any) -> Any:
            left, right = x.chunk(2, 1)
            n, c, h, w = x.shape
            joined = torch.cat([left, self.wide(right)], 1)
            dealt = joined.view(n, 2, c // 2, h, w).transpose(1, 2).contiguous().view(n, c, h, w)
            return self.pick(dealt[:, ::2])

    assert told(inspected(Halves(), (4, 16, 16)))["pick"] == [1, 1]


def test_maps_with_channels_last_have_fields() -> None:
    found = inspected(nn.Sequential(nn.Conv2d(3, 8, 4, 4), _Last(), nn.Linear(8, 8), nn.LayerNorm(8)), (3, 64, 48))
    assert [[(field.size, field.jump) for field in one.fields or ()] for one in found.calls[2:]] == [
        [(4, Fraction(4))] * 2
    ] * 2


class _Last(nn.Module):
    def forward(self, x: Any) -> Any:
        return x.permute(0, 2, 3, 1)


def test_tokens_have_the_field_of_each() -> None:
    class Tokens(nn.Module):
        def __init__(self) -> None:
            super().__init__()
            self.patch, self.mix = nn.Conv2d(3, 8, 4, 4), nn.Linear(8, 8)
            self.attention = nn.MultiheadAttention(8, 2, batch_first=True)

        def forward(self, x: Any) -> Any:
            x = self.mix(self.patch(x).flatten(2).transpose(1, 2))
            return self.attention(x, x, x)[0]

    found = {one.call.name: one for one in inspected(Tokens(), (3, 32, 32)).calls}
    assert (sizes(found["mix"]), found["mix"].whole) == ([4, 4], False)
    assert (sizes(found["attention"]), found["attention"].whole) == ([32, 32], True)


@pytest.mark.parametrize("side", [32, 40, 64])
def test_adaptive_pooling_and_resizing_of_one_unit_to_a_fixed_size(side: int) -> None:
    convs = [nn.Conv2d(3, 3, 3, 2, 1) for _ in range(5)]
    found = inspected(nn.Sequential(*convs, nn.AdaptiveAvgPool2d(7), nn.Conv2d(3, 3, 1)), (3, side, side))
    assert not [note for note in found.notes if "field" in note]
    assert found.calls[4].call.output_shape == (3, -(-side // 32), -(-side // 32))


def test_windows_and_roll_are_followed() -> None:
    assert sizes(last(lambda x: torch.roll(x, (1, -2), (2, 3)))[0]) == [5, 5]
    after, _ = last(lambda x: F.avg_pool2d(x.roll(1, 2) + x, 3, 1))
    assert sizes(after) == [8, 7]


def test_integers_have_fields_along_the_sequence() -> None:
    class Text(nn.Module):
        def __init__(self) -> None:
            super().__init__()
            self.words, self.conv = nn.Embedding(10, 4), nn.Conv1d(4, 4, 3, padding=1)

        def forward(self, ids: Any) -> Any:
            return self.conv(self.words(ids).transpose(1, 2))

    from quizgen.oracle.watching import Wanted

    found = inspected(Text(), [Wanted((16,), "ids", "int")])
    assert told(found) == {"words": [1], "transpose": [1], "conv": [3]}
