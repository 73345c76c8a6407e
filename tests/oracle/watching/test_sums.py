"""Each parameter stands in one row, and rows add up to what torch's own sums say."""

from __future__ import annotations

from collections.abc import Callable
from copy import deepcopy
from typing import Any

import pytest
import torch
from torch import nn
from torch.nn import functional
from torch.nn.utils import parametrize
from torch.utils.flop_counter import FlopCounterMode

from quizgen.oracle.watching import ModuleCall, Other, Watched, watched


class Scaled(nn.Module):
    """A block that holds a parameter beside its layers."""

    def __init__(self) -> None:
        super().__init__()
        self.conv, self.scale = nn.Conv2d(3, 3, 3, padding=1), nn.Parameter(torch.ones(3, 1, 1))

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        return x + self.conv(x) * self.scale  # type: ignore[no-any-return]  # a module gives Any


class Tokens(nn.Module):
    """A transformer's beginning: a token and positions of its own, used directly."""

    def __init__(self) -> None:
        super().__init__()
        self.patch, self.head = nn.Conv2d(3, 8, 4, 4), nn.Linear(8, 2)
        self.token, self.places = nn.Parameter(torch.zeros(1, 1, 8)), nn.Parameter(torch.zeros(1, 5, 8))

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        x = self.patch(x).flatten(2).mT
        x = torch.cat([self.token.expand(len(x), -1, -1), x], 1) + self.places
        return self.head(x[:, 0])  # type: ignore[no-any-return]  # a module gives Any


class Functional(nn.Module):
    """Layers whose weights are given to functions, one of which is never used."""

    def __init__(self) -> None:
        super().__init__()
        self.conv, self.spare, self.list = nn.Conv2d(3, 4, 3), nn.Linear(4, 2), nn.ParameterList([torch.ones(4, 2)] * 2)

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        x = functional.conv2d(x, self.conv.weight, self.conv.bias).mean((2, 3))
        return x @ self.list[0] + x @ self.list[1]  # type: ignore[no-any-return]  # a list of parameters gives Any


class Tied(nn.Module):
    """An embedding whose weight is that of the last layer, too."""

    def __init__(self) -> None:
        super().__init__()
        self.inner, self.outer = nn.Linear(8, 8), nn.Linear(8, 8, bias=False)
        self.outer.weight = self.inner.weight

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        return functional.linear(self.outer(self.inner(x)), self.inner.weight)


class Act(nn.BatchNorm2d):
    """One of torch's layers, and more."""

    def __init__(self) -> None:
        super().__init__(3)
        self.act = nn.ReLU()

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        return self.act(super().forward(x))  # type: ignore[no-any-return]  # a module gives Any


class Softplus(nn.Module):
    def forward(self, x: torch.Tensor) -> torch.Tensor:
        return functional.softplus(x)


def parametrized() -> nn.Module:
    module = Scaled()
    parametrize.register_parametrization(module, "scale", Softplus())
    return module


CASES: dict[str, tuple[Callable[[], nn.Module], tuple[int, ...]]] = {
    "scaled": (Scaled, (3, 8, 8)),
    "in a container": (lambda: nn.Sequential(Scaled(), nn.ReLU(), Scaled()), (3, 8, 8)),
    "tokens": (Tokens, (3, 8, 8)),
    "functional": (Functional, (3, 8, 8)),
    "tied": (Tied, (8,)),
    "more than a layer": (lambda: nn.Sequential(nn.Conv2d(3, 3, 3), Act()), (3, 8, 8)),
    "parametrized": (parametrized, (3, 8, 8)),
    "shared": (lambda: nn.Sequential(*[nn.Linear(8, 8)] * 3), (8,)),
    "lazy": (lambda: nn.Sequential(nn.LazyConv2d(4, 3), nn.Flatten(), nn.LazyLinear(2)), (3, 8, 8)),
    "one layer": (lambda: nn.Conv2d(3, 4, 3), (3, 8, 8)),
    "attention": (lambda: nn.TransformerEncoderLayer(8, 2, 16, batch_first=True), (6, 8)),
}


@pytest.mark.parametrize("case", CASES)
def test_rows_add_up_to_what_torch_counts(case: str) -> None:
    make, shape = CASES[case]
    module = make()
    found = watched(module, shape)
    rows: list[ModuleCall | Other] = [*found.calls, *found.others]
    assert sum(row.parameters for row in rows) == found.parameters == sum(one.numel() for one in module.parameters())
    assert sum(row.trainable for row in rows) == found.trainable == found.parameters
    assert sum(row.macs or 0 for row in rows) == found.macs
    if case != "attention":  # whose products torch's own counter does not see
        with torch.no_grad(), FlopCounterMode(display=False) as counter:
            module.eval()(torch.zeros(1, *shape))
        assert found.macs == counter.get_total_flops() // 2


def others(found: Watched) -> list[tuple[str, str, int, str]]:
    """Rows beside calls, each with the name of the call before which it stands."""
    names = [*(call.name for call in found.calls), ""]
    return [(one.name, one.type, one.parameters, names[one.before]) for one in found.others]


def test_parameters_that_a_forward_uses_directly_stand_before_what_reads_them() -> None:
    assert others(watched(nn.Sequential(Scaled(), Scaled()), (3, 8, 8))) == [
        ("0.scale", "Parameter", 3, "0.mul"),
        ("1.scale", "Parameter", 3, "1.mul"),
    ]
    assert others(watched(Tokens(), (3, 8, 8))) == [
        ("token", "Parameter", 8, "cat"),
        ("places", "Parameter", 40, "add"),
    ]
    assert others(watched(parametrized(), (3, 8, 8))) == [("scale", "Parameter", 3, "mul")]


def test_layers_that_are_never_called_have_rows_and_unused_ones_are_told() -> None:
    found = watched(Functional(), (3, 8, 8))
    assert others(found) == [
        ("conv", "Conv2d", 112, "conv2d"),
        ("list", "ParameterList", 16, "matmul"),
        ("spare", "Linear", 10, ""),
    ]
    assert found.notes == ("the total holds parameters that this forward does not use: spare",)


def test_what_is_more_than_a_layer_is_one_row() -> None:
    assert [call.type for call in watched(nn.Sequential(nn.Conv2d(3, 3, 3), Act()), (3, 8, 8)).calls] == [
        "Conv2d",
        "Act",
    ]


@pytest.mark.parametrize(
    ("freeze", "trainable"),
    [
        (lambda m: m[0].requires_grad_(requires_grad=False), 185),
        (lambda m: m[1].bias.requires_grad_(requires_grad=False), 292),
        (lambda m: m.requires_grad_(requires_grad=False), 0),
    ],
)
def test_what_is_frozen_is_not_learned(freeze: Callable[[Any], Any], trainable: int) -> None:
    module = nn.Sequential(nn.Conv2d(3, 4, 3), nn.Conv2d(4, 5, 3))
    freeze(module)
    found = watched(module, (3, 9, 9))
    assert (found.parameters, found.trainable) == (297, trainable)
    assert sum(call.trainable for call in found.calls) == trainable


def test_a_frozen_parameter_of_a_container_is_not_learned() -> None:
    module = Scaled()
    module.scale.requires_grad = False
    assert watched(module, (3, 8, 8)).others == (Other("scale", "Parameter", 3, 0, 0, 1),)


def test_buffers_are_no_parameters() -> None:
    found = watched(nn.Sequential(nn.BatchNorm2d(4), nn.BatchNorm2d(4, affine=False)), (4, 8, 8))
    assert [call.parameters for call in found.calls] == [8, 0]


def test_tied_weights_count_where_they_are_met_first() -> None:
    found = watched(Tied(), (8,))
    assert [(call.name, call.parameters) for call in found.calls] == [("inner", 72), ("outer", 0), ("linear", 0)]
    assert found.others == ()


def test_parameters_of_layers_in_a_plain_list_are_told() -> None:
    class Listed(nn.Module):
        def __init__(self) -> None:
            super().__init__()
            self.layers = [nn.Conv2d(3, 4, 3), nn.Conv2d(4, 4, 3)]

        def forward(self, x: torch.Tensor) -> torch.Tensor:
            return self.layers[1](self.layers[0](x))  # type: ignore[no-any-return]  # a module gives Any

    found = watched(Listed(), (3, 8, 8))
    assert (found.parameters, [call.type for call in found.calls]) == (0, ["F.conv2d", "F.conv2d"])
    assert found.notes == ("its forward uses 4 parameters that are not its own, as of layers in a plain list",)


def test_a_layer_that_is_copied_in_the_forward_has_no_parameters_of_the_whole() -> None:
    class Copied(nn.Module):
        def __init__(self) -> None:
            super().__init__()
            self.conv = nn.Conv2d(3, 4, 3)

        def forward(self, x: torch.Tensor) -> torch.Tensor:
            return deepcopy(self.conv)(x)  # type: ignore[no-any-return]  # a module gives Any

    found = watched(Copied(), (3, 8, 8))
    assert sum(one.parameters for one in found.calls) + sum(one.parameters for one in found.others) == 112
    assert found.macs == 36 * 27 * 4
