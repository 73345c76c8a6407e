"""What a forward calls is told in order, with names, types and sources, and alike for any tensors."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
import torch
from torch import nn
from torch.nn import functional

from quizgen.oracle.watching.events import Call, Listener, Stopped, observed


class Told(Listener):
    """All calls that ended: names, types and sources."""

    def __init__(self) -> None:
        self.calls: list[tuple[str, str, tuple[int, ...]]] = []

    def ends(self, call: Call) -> None:
        self.calls.append((call.name, call.type, call.sources))


class Doing(nn.Module):
    """A forward that is one function of the input, beside a convolution that it may call."""

    def __init__(self, does: Callable[[Any, torch.Tensor], Any]) -> None:
        super().__init__()
        self.conv, self.again, self.does = nn.Conv2d(3, 3, 3, padding=1), nn.ReLU(), does

    def forward(self, x: torch.Tensor) -> Any:
        return self.does(self, x)


def told(does: Callable[[Any, torch.Tensor], Any], signal: torch.Tensor | None = None) -> list[Any]:
    found = Told()
    observed(Doing(does), found, [torch.zeros(1, 3, 8, 8) if signal is None else signal])
    return found.calls


class Marked(torch.Tensor):
    """A subclass that answers functions itself, as the probe's marks do."""

    @classmethod
    def __torch_function__(cls, func: Any, types: Any, args: Any = (), kwargs: Any = None) -> Any:
        return super().__torch_function__(func, types, args, kwargs)  # type: ignore[no-untyped-call]  # torch's own


def written(self: Any, x: torch.Tensor) -> torch.Tensor:
    made = torch.zeros_like(x)
    made[:, :1] = self.conv(x)[:, 1:2]
    return made + 1


def in_place(self: Any, x: torch.Tensor) -> torch.Tensor:
    y: torch.Tensor = self.conv(x)
    y.add_(x)
    y *= 2
    functional.relu(y, inplace=True)
    return y + y


def into_another(_: Any, x: torch.Tensor) -> torch.Tensor:
    y = torch.empty(1, 3, 8, 8)
    torch.add(x, x, out=y)
    return y * 1


CASES = {
    "operators": (
        lambda _, x: -(2 - x * 2) / 3 + x**2,
        [
            ("mul", "*", (-1,)),
            ("sub", "-", (0,)),
            ("neg", "-", (1,)),
            ("div", "/", (2,)),
            ("pow", "**", (-1,)),
            ("add", "+", (3, 4)),
        ],
    ),
    "one name, several ways": (
        lambda _, x: functional.relu(torch.relu(x.relu())),
        [("relu", "torch.relu", (-1,)), ("relu#2", "torch.relu", (0,)), ("relu#3", "F.relu", (1,))],
    ),
    "shared layer": (
        lambda m, x: m.again(m.conv(m.again(x))),
        [("again", "ReLU", (-1,)), ("conv", "Conv2d", (0,)), ("again#2", "ReLU", (1,))],
    ),
    "views are no call": (
        lambda m, x: torch.cat([one[:, :, None] for one in m.conv(x).chunk(3, 1)] + [x[:, :1, None]], 1).sum(),
        [("conv", "Conv2d", (-1,)), ("cat", "torch.cat", (-1, 0)), ("sum", "torch.sum", (1,))],
    ),
    "other axes": (
        lambda m, x: m.conv(x).flatten(1).view(1, 3, 8, 8).permute(0, 2, 3, 1).reshape(1, 8, 8, 3),
        [
            ("conv", "Conv2d", (-1,)),
            ("flatten", "torch.flatten", (0,)),
            ("view", "Tensor.view", (1,)),
            ("permute", "torch.permute", (2,)),
        ],
    ),
    "in place": (
        in_place,
        [
            ("conv", "Conv2d", (-1,)),
            ("add", "+", (-1, 0)),
            ("mul", "*", (1,)),
            ("relu", "F.relu", (2,)),
            ("add#2", "+", (3,)),
        ],
    ),
    "into another": (
        into_another,
        [("add", "+", (-1,)), ("mul", "*", (0,))],
    ),
    "into a part": (written, [("conv", "Conv2d", (-1,)), ("add", "+", (0,))]),
    "constants": (
        lambda m, x: x + (torch.arange(8.0) * 2).view(1, 1, 1, 8) * m.conv.weight.sum(),
        [("add", "+", (-1,))],
    ),
    "questions": (lambda _, x: x.view(x.size(0), x.shape[1], -1).mean() if x.dim() == 4 else x, None),
}


@pytest.mark.parametrize("case", [case for case in CASES if CASES[case][1]])
def test_calls_come_in_order_with_what_they_read(case: str) -> None:
    does, expected = CASES[case]
    assert told(does) == expected


@pytest.mark.parametrize("case", CASES)
def test_tensors_that_answer_functions_themselves_give_the_same_calls(case: str) -> None:
    does, _ = CASES[case]
    assert told(does, torch.zeros(1, 3, 8, 8).as_subclass(Marked)) == told(does)


class Inside(nn.Module):
    """A layer of somebody's own without modules inside, of which nothing more is told."""

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        return torch.relu(x + 1) * 2


class Block(nn.Module):
    """A residual block with a layer that changes its input where it is, and one that gives it on as it is."""

    def __init__(self) -> None:
        super().__init__()
        self.own, self.act, self.drop = Inside(), nn.ReLU(inplace=True), nn.Dropout()

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        y = self.own(x)
        z = self.act(y)
        return self.drop(z) + y + x  # type: ignore[no-any-return]  # a module gives Any


def test_names_have_the_path_of_the_container_and_layers_hide_what_is_inside() -> None:
    found = Told()
    observed(nn.Sequential(Block(), Block()), found, [torch.zeros(1, 2)])
    assert found.calls[:5] == [
        ("0.own", "Inside", (-1,)),
        ("0.act", "ReLU", (0,)),
        ("0.drop", "Dropout", (1,)),
        ("0.add", "+", (1, 2)),
        ("0.add#2", "+", (-1, 3)),
    ]
    assert found.calls[5:7] == [("1.own", "Inside", (4,)), ("1.act", "ReLU", (5,))]


def test_each_input_has_a_place_of_its_own() -> None:
    class Two(nn.Module):
        def forward(self, x: torch.Tensor, y: torch.Tensor, *, z: torch.Tensor) -> torch.Tensor:
            return torch.maximum(x, z) + y

    found = Told()
    observed(Two(), found, [torch.zeros(1, 2), torch.zeros(1, 2)], {"z": torch.zeros(1, 2)})
    assert found.calls == [("maximum", "torch.maximum", (-3, -1)), ("add", "+", (-2, 0))]


def test_a_run_that_stops_tells_where() -> None:
    with pytest.raises(Stopped) as stopped:
        told(lambda m, x: m.conv(torch.cat([x, x], 1)))
    assert stopped.value.run.current is not None
    assert (stopped.value.run.current.name, stopped.value.run.calls) == ("conv", 1)


def test_a_module_is_left_without_hooks_and_in_training() -> None:
    module = nn.Sequential(Block(), nn.utils.parametrizations.weight_norm(nn.Linear(2, 2))).train()
    observed(module, Listener(), [torch.zeros(1, 2)])
    assert all(one.training for one in module.modules())
    assert not any(one._forward_hooks or one._forward_pre_hooks for one in module.modules())


def test_attention_is_run_step_by_step_meanwhile() -> None:
    mha, during = torch.backends.mha, list[bool]()
    observed(Doing(lambda *_: during.append(mha.get_fastpath_enabled())), Listener(), [torch.zeros(1, 2)])
    assert during == [False]
    assert mha.get_fastpath_enabled()
