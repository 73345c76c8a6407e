"""Where no field can be told, a reason for each cause; nothing is guessed."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest
import torch
from odd import Step, last
from torch import nn
from torch.nn import functional as F  # noqa: N812 - as everybody writes it

from quizgen.oracle.inspecting import inspected
from quizgen.oracle.watching.inputs import Wanted


class Both(nn.Module):
    """Two branches, of which each is lost to another cause."""

    def __init__(self) -> None:
        super().__init__()
        self.first, self.left, self.right = nn.Conv2d(1, 2, 3), nn.Conv2d(2, 2, 3), nn.Conv2d(2, 2, 3)
        self.kept = nn.Conv2d(2, 2, 3)

    def forward(self, x: Any) -> Any:
        x = self.first(x)
        return (
            self.left(x.flip(-1)),
            self.right(F.grid_sample(x, torch.zeros(1, 9, 9, 2), align_corners=False)),
            self.kept(x),
        )


LOST: dict[str, tuple[Step, str]] = {
    "flip": (lambda x: x.flip(-1), "it comes after a flip of the map"),
    "rot90": (lambda x: torch.rot90(x, 1, (2, 3)), "it comes after a turn by 90 degrees"),
    "sums so far": (lambda x: x.cumsum(3), "each unit sees everything before it"),
    "grid": (
        lambda x: F.grid_sample(x, torch.zeros(1, 9, 9, 2), align_corners=False),
        "it comes after the function grid_sample",
    ),
    "fractional": (
        lambda x: F.fractional_max_pool2d(x, 2, output_ratio=(0.5, 0.5)),
        "it comes after the function fractional_max_pool2d",
    ),
    "values": (lambda x: x + torch.linalg.svdvals(x).sum(), "the function linalg_svdvals"),
    "numpy": (lambda x: torch.from_numpy(x.detach().numpy()), "the function numpy"),
    "item": (lambda x: x * x.max().item(), "the function item"),
    "branch": (lambda x: x if x.sum() >= 0 else x * 2, "the function bool"),
}


@pytest.mark.parametrize("name", LOST)
def test_what_cannot_be_followed_has_no_field_and_a_reason(name: str) -> None:
    step, reason = LOST[name]
    after, notes = last(step)
    assert after.fields is None
    assert reason in notes
    assert len(notes) < 300


def test_every_cause_has_its_own_reason_and_only_what_comes_after_it() -> None:
    found = inspected(Both(), (1, 32, 32))
    told = {one.call.name: one for one in found.calls}
    assert told["kept"].fields is not None
    notes = [note for note in found.notes if "field" in note]
    assert any("flip" in note for note in notes)
    assert any("grid_sample" in note for note in notes)
    assert len(notes) == 2


class Captioned(nn.Module):
    """A picture, and words."""

    def __init__(self) -> None:
        super().__init__()
        self.conv, self.words, self.last = nn.Conv2d(3, 4, 3), nn.Embedding(10, 4), nn.Conv2d(4, 4, 3)

    def forward(self, x: Any, ids: Any) -> Any:
        return self.last(self.conv(x) + self.words(ids).mean(1)[:, :, None, None])


def test_what_reads_another_input_has_a_reason_that_says_so() -> None:
    found = inspected(Captioned(), [Wanted((3, 32, 32)), Wanted((16,), "ids", "int")])
    told = {one.call.name: one.fields for one in found.calls}
    assert told["words"] is None
    assert [field.size for field in told["last"] or ()] == [5, 5]
    (note,) = found.notes
    assert note.endswith("it sees nothing of the first input, of which fields are parts")


class Packed(nn.Module):
    """Recurrent over the positions of a map."""

    def __init__(self, *, both: bool) -> None:
        super().__init__()
        self.conv, self.lstm = nn.Conv1d(2, 4, 3), nn.LSTM(4, 3, batch_first=True, bidirectional=both)
        self.last = nn.Linear(6 if both else 3, 2)

    def forward(self, x: Any) -> Any:
        steps, _ = self.lstm(self.conv(x).transpose(1, 2))
        return self.last(steps[:, -1])


def test_a_recurrent_layer_sees_all_or_all_before() -> None:
    one_way = {one.call.name: one for one in inspected(Packed(both=False), (2, 20)).calls}
    assert one_way["lstm"].fields is None
    assert one_way["last"].whole
    both = {one.call.name: one for one in inspected(Packed(both=True), (2, 20)).calls}
    assert both["lstm"].whole


def test_a_forward_that_takes_one_size_says_where_it_stops_on_longer_inputs() -> None:
    class Fixed(nn.Module):
        def __init__(self) -> None:
            super().__init__()
            self.one, self.two = nn.Conv2d(1, 2, 3, padding=1), nn.Conv2d(2, 2, 9, padding=4)
            self.places = nn.Parameter(torch.zeros(1, 2, 4, 4))

        def forward(self, x: Any) -> Any:
            return self.two(self.one(x) + self.places)

    (note,) = (note for note in inspected(Fixed(), (1, 4, 4)).notes if "field" in note)
    assert "on this input too few units are away from the border" in note
    assert "on a longer one its forward stops at" in note
    assert "give a larger --input" in note


@pytest.mark.parametrize("side", [8, 32])
def test_deep_networks_get_longer_inputs_instead_of_giving_up(side: int) -> None:
    layers = [nn.Conv2d(2, 2, 3, 2, 1) for _ in range(5)] + [nn.Conv2d(2, 2, 3, padding=1) for _ in range(60)]
    found = inspected(nn.Sequential(*layers), (2, side, side))
    assert found.calls[-1].fields is not None
    assert [(field.size, field.jump) for field in found.calls[-1].fields] == [(63 + 120 * 32, Fraction(32))] * 2
