"""What is put to places, folded, masked, resized with the corners aligned, or cut by fixed numbers, keeps its field."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction

import pytest
import torch
from torch import nn
from torch.nn import functional

from quizgen.oracle.inspecting import Inspection, inspected


class Between(nn.Module):
    """A convolution, what ``made`` makes of it, and another one, which takes ``channels``."""

    def __init__(self, made: Callable[[torch.Tensor], torch.Tensor], channels: int = 4) -> None:
        super().__init__()
        self.made = made
        self.before, self.after = nn.Conv2d(3, 4, 3, padding=1), nn.Conv2d(channels, 4, 3, padding=1)

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        return self.after(self.made(self.before(x)))  # type: ignore[no-any-return]  # a module gives Any


def last(found: Inspection) -> list[tuple[object, ...]]:
    return [(field.size, field.jump, field.start) for field in found.calls[-1].fields or ()]


def _exchanged(x: torch.Tensor) -> torch.Tensor:
    x = x.clone()
    x[:, [0, 1]] = x[:, [2, 3]] * 2
    return x


def _cut(x: torch.Tensor) -> torch.Tensor:
    x = x.clone()
    x[x < 0] = 0
    return x


def _blurred(x: torch.Tensor) -> torch.Tensor:
    """One channel is that of another one's neighbourhood."""
    return x.index_copy(1, torch.tensor([1]), functional.avg_pool2d(x[:, :1], 3, 1, 1))


def _padded(x: torch.Tensor) -> torch.Tensor:
    """Zeros around a map, by hand."""
    room = torch.zeros(x.shape[0], 4, x.shape[2] + 2, x.shape[3] + 2)
    room[:, :, 1:-1, 1:-1] = x
    return room


def _more_channels(x: torch.Tensor) -> torch.Tensor:
    room = torch.zeros(x.shape[0], 8, *x.shape[2:])
    room[:, 2:6] = x
    room += 1
    return room


def _copied(x: torch.Tensor) -> torch.Tensor:
    return torch.empty(x.shape).copy_(x)


def _added_up(x: torch.Tensor) -> torch.Tensor:
    total = torch.zeros(x.shape)
    for size in (1, 3):
        total += functional.avg_pool2d(x, size, 1, size // 2)
    return total


def _shifted(x: torch.Tensor) -> torch.Tensor:
    """Some channels from the row above, others from the row below."""
    moved = torch.zeros_like(x)
    moved[:, :1, :-1] = x[:, :1, 1:]
    moved[:, 1:2, 1:] = x[:, 1:2, :-1]
    moved[:, 2:] = x[:, 2:]
    return functional.pad(moved, (1, 1))


PUT = [
    (_padded, 4, (5, 1, -1)),
    (_more_channels, 8, (5, 1, 0)),
    (_copied, 4, (5, 1, 0)),
    (_added_up, 4, (7, 1, 0)),
    (_exchanged, 4, (5, 1, 0)),
    (_cut, 4, (5, 1, 0)),
    (_blurred, 4, (7, 1, 0)),
    (lambda x: x.index_add(1, torch.tensor([0]), functional.avg_pool2d(x[:, 1:2], 3, 1, 1)), 4, (7, 1, 0)),
    (lambda x: x.index_fill(1, torch.tensor([0]), 0.0), 4, (5, 1, 0)),
    (lambda x: x[:, torch.tensor([True, False, True, False])], 2, (5, 1, 0)),
    (lambda x: functional.fold(functional.unfold(x, 2, stride=2), x.shape[2:], 2, stride=2), 4, (5, 1, 0)),
]


@pytest.mark.parametrize(("made", "channels", "right"), PUT)
def test_what_is_put_to_places_keeps_its_field(
    made: Callable[[torch.Tensor], torch.Tensor], channels: int, right: tuple[int, ...]
) -> None:
    found = inspected(Between(made, channels), (3, 32, 32))
    assert found.notes == ()
    assert last(found) == [right, right]


def test_rows_that_move_against_each_other_are_a_pattern_on_both_axes() -> None:
    found = inspected(Between(_shifted), (3, 32, 32))
    assert last(found) == [(7, 1, 0), (5, 1, -1)]


def test_a_part_of_plain_numbers_that_has_a_name_is_the_reason() -> None:
    def put(x: torch.Tensor) -> torch.Tensor:
        room = torch.zeros(x.shape)
        half = room[:, :2]
        half.copy_(x[:, :2])
        return room

    (note,) = inspected(Between(put), (3, 32, 32)).notes
    assert "the function copy" in note


def test_folded_patches_that_overlap_see_all_of_them() -> None:
    module = Between(lambda x: functional.fold(functional.unfold(x, 3, padding=1), x.shape[2:], 3, padding=1))
    found = inspected(module, (3, 32, 32))
    assert last(found) == [(5, 1, 0)] * 2


def test_resizing_with_aligned_corners_reads_two_positions_as_without() -> None:
    up = nn.Upsample(scale_factor=2, mode="bilinear", align_corners=True)
    found = inspected(nn.Sequential(up, nn.Conv2d(3, 4, 3, padding=1)), (3, 32, 32))
    assert found.notes == ()
    assert [[(field.size, field.jump) for field in one.fields or ()] for one in found.calls] == [
        [(2, Fraction(1, 2))] * 2,
        [(3, Fraction(1, 2))] * 2,
    ]


def test_units_that_do_not_repeat_have_the_size_of_the_largest() -> None:
    up = nn.Upsample(scale_factor=1.37, mode="bilinear", align_corners=True)
    found = inspected(nn.Sequential(up, nn.Conv2d(3, 4, 3, padding=1)), (3, 32, 32))
    assert found.notes == ()
    assert [[(field.size, field.jump, field.start) for field in one.fields or ()] for one in found.calls] == [
        [(2, None, None)] * 2,
        [(4, None, None)] * 2,
    ]


def test_steps_that_only_seem_to_repeat_on_a_short_map_are_no_jump() -> None:
    module = Between(lambda x: functional.interpolate(x, size=(31, 31), mode="bilinear", align_corners=True))
    assert last(inspected(module, (3, 14, 14))) == [(5, None, None)] * 2


def test_resizing_with_antialias_is_the_reason() -> None:
    module = Between(lambda x: functional.interpolate(x, scale_factor=0.5, mode="bilinear", antialias=True))
    (note,) = inspected(module, (3, 32, 32)).notes
    assert note.endswith("it comes after resizing with antialias")


class Cropped(nn.Module):
    """The crop fits maps of an even length after three strides."""

    def __init__(self) -> None:
        super().__init__()
        self.down, self.up = nn.Conv2d(3, 4, 3, 2, 1), nn.ConvTranspose2d(4, 4, 4, 2, bias=False)
        self.same = nn.Conv2d(3, 4, 1)

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        return self.up(self.down(x))[..., 1:-2, 1:-2] + self.same(x)  # type: ignore[no-any-return]  # Any


def test_a_longer_input_is_one_that_fits_fixed_crops() -> None:
    found = inspected(Cropped(), (3, 33, 33))
    assert found.notes == ()
    assert [field.size for field in found.calls[-1].fields or ()] == [5, 5]


class Spread(nn.Module):
    """Means of the map, resized to a fixed size, beside the map."""

    def __init__(self) -> None:
        super().__init__()
        self.before, self.up = nn.Conv2d(3, 4, 3, padding=1), nn.Upsample(size=(14, 14))
        self.after = nn.Conv2d(8, 4, 3, padding=1)

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        y = self.before(x)
        return self.after(torch.cat([y, self.up(functional.adaptive_avg_pool2d(y, 1))], 1))  # type: ignore[no-any-return]


def test_one_position_spread_over_a_map_is_spread_over_a_longer_one() -> None:
    found = inspected(Spread(), (3, 14, 14))
    assert found.notes == ()
    assert last(found) == [(5, 1, 0)] * 2
    assert found.calls[-1].through == "adaptive_avg_pool2d"
