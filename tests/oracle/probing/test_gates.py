"""What sees the whole map: beside windows, which keep their field, or in their place."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest
import torch
from odd import Step, last, sizes
from small_blocks import ASPP, Squeeze, conv
from torch import nn
from torch.nn import functional as F  # noqa: N812 - as everybody writes it

from quizgen.oracle.inspecting import inspected


def _tokens(x: Any) -> Any:
    return x.flatten(2).transpose(1, 2)


def _attended(x: Any) -> Any:
    tokens = _tokens(x)
    scores = torch.softmax(tokens @ tokens.transpose(1, 2), -1)
    return (scores @ tokens).transpose(1, 2).view_as(x)


def _fused(x: Any) -> Any:
    tokens = _tokens(x)
    return F.scaled_dot_product_attention(tokens, tokens, tokens).transpose(1, 2).view_as(x)


def _einsum(x: Any) -> Any:
    flat = x.flatten(2)
    scores = torch.einsum("bci,bcj->bij", flat, flat).softmax(-1)
    return torch.einsum("bij,bcj->bci", scores, flat).view_as(x)


GATES: dict[str, tuple[Step, str]] = {
    "squeeze": (lambda x: x * torch.sigmoid(F.adaptive_avg_pool2d(x, 1)), "adaptive_avg_pool2d"),
    "mean": (lambda x: x * x.mean((2, 3), keepdim=True).sigmoid(), "mean"),
    "max": (lambda x: x * x.flatten(2).max(-1)[0][..., None, None], "max"),
    "pool as large as the map": (lambda x: x * F.avg_pool2d(x, x.shape[2:]), "avg_pool2d"),
    "norm of all": (lambda x: x / x.norm(), "norm"),
    "normalize": (lambda x: F.normalize(x.flatten(2), dim=2).view_as(x), "normalize"),
    "own normalization": (lambda x: x - x.mean((2, 3), keepdim=True), "mean"),
    "global response": (lambda x: x * torch.linalg.vector_norm(x, dim=(2, 3), keepdim=True), "linalg_vector_norm"),
    "two of them": (lambda x: (x - x.amin()) / x.amax(), "amin and 1 more"),
    "non-local": (lambda x: x + _attended(x), "matmul#2"),
    "attention over channels": (
        lambda x: (x.flatten(2) @ _tokens(x) @ x.flatten(2)).view_as(x),
        "matmul",
    ),
}
EVERYTHING: dict[str, Step] = {
    "attention": _attended,
    "fused attention": _fused,
    "einsum": _einsum,
    "softmax over positions": lambda x: F.softmax(x.flatten(2), -1).view_as(x),
    "sorted positions": lambda x: x.flatten(2).sort(-1)[0].view_as(x),
    "fourier": lambda x: torch.fft.ifft2(torch.fft.fft2(x)).real,
    "real fourier": lambda x: torch.fft.irfft2(torch.fft.rfft2(x), s=x.shape[-2:]),
    "expanded pool": lambda x: F.adaptive_avg_pool2d(x, 1).expand_as(x),
    "resized pool": lambda x: F.interpolate(F.adaptive_avg_pool2d(x, 1), size=x.shape[2:], mode="bilinear"),
    "pool of a pool": lambda x: F.adaptive_avg_pool2d(F.adaptive_avg_pool2d(x, 1), 7),
}


@pytest.mark.parametrize("name", GATES)
def test_a_term_of_the_whole_map_leaves_the_windows_their_field(name: str) -> None:
    step, through = GATES[name]
    after, notes = last(step)
    assert (sizes(after), after.whole, after.through, notes) == ([5, 5], False, through, "")
    assert [(field.jump, field.start) for field in after.fields or ()] == [(Fraction(1), Fraction(2))] * 2


@pytest.mark.parametrize("name", EVERYTHING)
def test_what_sees_everything_is_told_as_such_with_what_there_is(name: str) -> None:
    after, notes = last(EVERYTHING[name], (3, 16, 20))
    assert (sizes(after), after.whole, after.through, notes) == ([16, 20], True, "", "")


def test_a_gate_along_one_axis_is_a_gate() -> None:
    after, _ = last(lambda x: x * torch.sigmoid(x.mean(2, keepdim=True)))
    assert (sizes(after), after.whole, after.through) == ([5, 5], False, "mean")


def test_layers_name_the_gate_and_keep_it() -> None:
    found = inspected(nn.Sequential(conv(3, 8, 3, 2), Squeeze(8), conv(8, 8, 3), nn.AvgPool2d(2)), (3, 32, 32))
    told = {one.call.name: one for one in found.calls}
    assert told["1.gate"].whole
    assert told["1.down"].whole
    for name in ("1.mul", "2.0", "3"):
        assert (told[name].whole, told[name].through) == (False, "1.gate")
    assert (sizes(told["2.0"]), sizes(told["3"])) == ([7, 7], [9, 9])
    assert (told["0.0"].whole, told["0.0"].through) == (False, "")


def test_pooled_images_beside_windows_are_a_gate() -> None:
    found = inspected(nn.Sequential(conv(3, 8, 3), ASPP(8, (1, 2))), (3, 32, 32))
    told = {one.call.name: one for one in found.calls}
    assert (sizes(told["1.last"]), told["1.last"].through) == ([7, 7], "1.gate")
    assert told["1.image"].whole


@pytest.mark.parametrize(
    "norm", [nn.GroupNorm(2, 4), nn.InstanceNorm2d(4), nn.LayerNorm([4, 14, 14]), nn.BatchNorm2d(4)]
)
def test_statistics_of_normalization_do_not_count(norm: nn.Module) -> None:
    after, _ = last(norm)
    assert (sizes(after), after.whole, after.through) == ([5, 5], False, "")


def test_windows_that_happen_to_cover_a_small_map_are_windows() -> None:
    small = inspected(nn.Sequential(nn.Conv2d(3, 4, 3), nn.AvgPool2d(6), nn.Conv2d(4, 4, 1)), (3, 8, 8))
    assert [(sizes(one), one.whole) for one in small.calls] == [([3, 3], False), ([8, 8], False), ([8, 8], False)]


def test_what_is_flattened_sees_everything() -> None:
    found = inspected(nn.Sequential(nn.Conv2d(3, 4, 3), nn.Flatten(), nn.Linear(4 * 36, 5)), (3, 8, 8))
    assert [(sizes(one), one.whole, one.through) for one in found.calls] == [
        ([3, 3], False, ""),
        ([8, 8], True, ""),
        ([8, 8], True, ""),
    ]


def test_a_pool_of_what_has_gates_sees_everything_by_itself() -> None:
    module = nn.Sequential(conv(3, 8, 3), Squeeze(8), nn.AdaptiveAvgPool2d(1), nn.Flatten(), nn.Linear(8, 2))
    for one in inspected(module, (3, 16, 16)).calls[-3:]:
        assert (one.whole, one.through, sizes(one)) == (True, "", [16, 16])


class Coordinates(nn.Module):
    """Coordinate attention: the means of rows and of columns go through one layer, one behind the other."""

    def __init__(self) -> None:
        super().__init__()
        self.before, self.both = nn.Conv2d(3, 8, 3, padding=1), nn.Conv2d(8, 4, 1)
        self.rows, self.columns = nn.Conv2d(4, 8, 1), nn.Conv2d(4, 8, 1)
        self.after = nn.Conv2d(8, 4, 3, padding=1)

    def forward(self, x: Any) -> Any:
        x = self.before(x)
        height, width = x.shape[2:]
        rows = F.adaptive_avg_pool2d(x, (height, 1))
        columns = F.adaptive_avg_pool2d(x, (1, width)).permute(0, 1, 3, 2)
        rows, columns = self.both(torch.cat([rows, columns], 2)).split([height, width], 2)
        return self.after(x * self.rows(rows).sigmoid() * self.columns(columns.permute(0, 1, 3, 2)).sigmoid())


def test_coordinate_attention_keeps_windows_beside_its_rows_and_columns() -> None:
    found = inspected(Coordinates(), (3, 32, 32))
    assert found.notes == ()
    after = found.calls[-1]
    assert [(field.size, field.jump, field.start) for field in after.fields or ()] == [
        (5, Fraction(1), Fraction(0))
    ] * 2
    assert after.through
