"""Of somebody's module those calls are noted that questions can be made of, each with what it reads."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import pytest
import torch
from torch import nn
from torch.nn import functional

from quizgen.errors import UsageError
from quizgen.oracle.author import Call, followed
from quizgen.oracle.watching import Wanted, watched
from quizgen.oracle.watching.blanks import is_blank


class Doing(nn.Module):
    """A forward that is one function of the input, beside layers that it may call."""

    def __init__(self, does: Callable[..., Any]) -> None:
        super().__init__()
        self.conv, self.act, self.drop = nn.Conv2d(8, 8, 3, padding=1), nn.ReLU(inplace=True), nn.Dropout2d()
        self.does = does

    def forward(self, *args: torch.Tensor, **named: torch.Tensor) -> Any:
        return self.does(self, *args, **named)


def calls(module: nn.Module, *inputs: Wanted) -> tuple[Call, ...]:
    return followed(module, inputs or (Wanted((8, 16, 16)),))


def names(found: Sequence[Call]) -> list[tuple[str, tuple[int, ...]]]:
    return [(call.name, call.sources) for call in found]


def kinds(found: Sequence[Call]) -> list[str]:
    return [type(call.read.layer).__name__ if call.read.layer else call.read.reason for call in found]


CASES: dict[str, tuple[Callable[..., Any], list[tuple[str, tuple[int, ...]]]]] = {
    "what keeps a map is passed over": (
        lambda m, x: m.conv(m.drop(functional.gelu(m.conv(x) * 2).clone().float().view(1, 8, 16, 16)) / 3),
        [("conv", (-1,)), ("conv#2", (0,))],
    ),
    "in place as well": (
        lambda m, x: m.conv(m.act(m.conv(x)).mul_(2).clamp_(0, 6)),
        [("conv", (-1,)), ("act", (0,)), ("conv#2", (1,))],
    ),
    "what is written where it is belongs to whoever wrote": (
        lambda m, x: (y := m.conv(x), m.act(y), m.conv(y))[-1],
        [("conv", (-1,)), ("act", (0,)), ("conv#2", (1,))],
    ),
    "a part is a call": (
        lambda m, x: m.conv(torch.cat([m.conv(x)[:, :4], x.chunk(2, 1)[0]], 1)),
        [("conv", (-1,)), ("getitem", (0,)), ("chunk", (-1,)), ("cat", (1, 2)), ("conv#2", (3,))],
    ),
    "sums and concatenations tell each input in its place": (
        lambda m, x: torch.cat([(y := m.conv(x)), y + x, y], 1),
        [("conv", (-1,)), ("add", (0, -1)), ("cat", (0, 1, 0))],
    ),
    "new tensors come from nowhere until something is written": (
        lambda m, x: (y := torch.zeros_like(x), y.copy_(m.conv(x)), m.conv(y))[-1],
        [("conv", (-1,)), ("copy", (0,)), ("conv#2", (1,))],
    ),
    "numbers that say something about the map are no calls": (
        lambda m, x: m.conv(x).reshape(x.shape[0], x.size(1), -1),
        [("conv", (-1,)), ("reshape", (0,))],
    ),
    "an input by its name": (lambda m, x: m.conv(input=x), [("conv", (-1,))]),
}


@pytest.mark.parametrize("case", CASES)
def test_calls_say_which_calls_they_read(case: str) -> None:
    does, expected = CASES[case]
    assert names(calls(Doing(does))) == expected


def test_several_inputs_have_places_of_their_own() -> None:
    found = calls(Doing(lambda m, x, *, y: m.conv(x) - m.conv(y)), Wanted((8, 16, 16), "y"), Wanted((8, 16, 16)))
    assert names(found) == [("conv", (-1,)), ("conv#2", (-2,)), ("sub", (0, 1))]
    assert found[2].joins == "sum"


class Swish(nn.Module):
    def forward(self, x: torch.Tensor) -> torch.Tensor:
        return x * torch.sigmoid(x)


class Flat(nn.Module):
    def forward(self, x: torch.Tensor) -> torch.Tensor:
        return x.view(x.size(0), -1)


class Standardized(nn.Conv2d):
    """A layer that makes its weights anew."""

    def forward(self, input: torch.Tensor) -> torch.Tensor:  # noqa: A002 - torch's name
        return functional.conv2d(input, self.weight - self.weight.mean(), self.bias)


def test_in_classes_of_anybodys_own_the_functions_count_and_in_torchs_they_do_not() -> None:
    own = nn.Sequential(Swish(), Standardized(8, 8, 3), nn.Sequential(Flat(), nn.Linear(8 * 14 * 14, 4)))
    found = calls(own)
    assert [call.name for call in found] == ["0.sigmoid", "0.mul", "1.conv2d", "2.0.view", "2.1"]
    assert kinds(found)[2:] == ["its weights are given by the forward, not by a layer", "Flatten", "Linear"]
    layer = nn.TransformerEncoderLayer(16, 2, 32, batch_first=True)
    assert kinds(calls(layer, Wanted((8, 16)))) == ["no question is made of TransformerEncoderLayer"]


def test_weights_that_are_made_anew_are_no_layer() -> None:
    net = nn.Sequential(nn.utils.parametrizations.weight_norm(nn.Conv2d(8, 8, 3)), nn.Conv2d(8, 4, 3))
    found = calls(net)
    assert [(call.name, call.type, call.parameters) for call in found] == [
        ("0", "Conv2d", 8 * 8 * 9 + 8 + 8),
        ("1", "Conv2d", 4 * 8 * 9 + 4),
    ]
    assert "made anew" in kinds(found)[0]


def test_parameters_count_once_and_operations_at_every_call() -> None:
    first, again = calls(Doing(lambda m, x: m.conv(m.conv(x))))
    assert (first.parameters, first.again, again.parameters, again.again) == (8 * 8 * 9 + 8, False, 0, True)
    assert first.macs == again.macs == 8 * 8 * 9 * 16 * 16


class Block(nn.Module):
    """A residual block whose activation is called twice."""

    def __init__(self) -> None:
        super().__init__()
        self.conv, self.norm, self.act = nn.Conv2d(8, 8, 3, padding=1), nn.BatchNorm2d(8), nn.ReLU()

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        y = self.act(self.norm(self.conv(x)))
        y += x
        return functional.max_pool2d(self.act(1 - y), 2)


def test_calls_have_the_names_of_the_table() -> None:
    net = nn.Sequential(Block(), Block(), nn.Flatten(), nn.Linear(128, 4))
    table = {call.name: call.output_shape for call in watched(net, (8, 16, 16)).calls}
    found = calls(net)
    assert len(found) > 10
    assert {call.name: call.after for call in found}.items() <= table.items()


def test_nothing_is_reckoned_on_large_maps() -> None:
    seen: list[bool] = []

    def does(m: Any, x: torch.Tensor) -> Any:
        y = m.conv(x)
        seen.append(is_blank(y))
        return y

    (found,) = calls(Doing(does), Wanted((8, 512, 512)))
    assert seen == [True]
    assert found.macs == 8 * 8 * 9 * 512 * 512


def test_a_forward_that_fails_says_where() -> None:
    with pytest.raises(UsageError, match=r"Doing cannot take an input of 3x16x16: its layer conv says '.*8 channels"):
        calls(Doing(lambda m, x: m.conv(x)), Wanted((3, 16, 16)))


def test_a_module_is_left_as_it_was() -> None:
    net = nn.Sequential(Block(), nn.Dropout()).train()
    calls(net)
    assert all(one.training for one in net.modules())
    assert not any(one._forward_hooks or one._forward_pre_hooks for one in net.modules())
