"""Tables of other people's modules, against gradients, against our formulas, and where nothing can be told."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import pytest
import torch
from torch import nn
from torch.nn import functional

from quizgen import architectures
from quizgen.errors import UsageError
from quizgen.layers import Layer, Parallel, Product, Residual, branches
from quizgen.oracle.inspecting import Inspected, Inspection, inspected
from quizgen.oracle.modules import module as real
from quizgen.tracing import Row


class Block(nn.Module):
    """Two convolutions, whose input is added in place by the forward, and one ReLU that is called twice."""

    def __init__(self, channels: int, between: type[nn.Module] = nn.ReLU) -> None:
        super().__init__()
        self.one = nn.Conv2d(channels, channels, 3, padding=1, bias=False)
        self.norm = nn.BatchNorm2d(channels)
        self.two = nn.Conv2d(channels, channels, 3, padding=2, dilation=2)
        self.act = between()

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        y = self.two(self.act(self.norm(self.one(x))))
        y += x
        return self.act(y)  # type: ignore[no-any-return]  # a module gives Any


class Grouped(nn.Module):
    """Channels parted, one half convolved depthwise, shuffled together again, and resized by the forward."""

    def __init__(self) -> None:
        super().__init__()
        self.first = nn.Conv2d(3, 8, 5, 2, 2)
        self.depthwise = nn.Conv2d(4, 4, 3, padding=1, groups=4)
        self.last = nn.Conv2d(8, 8, 3, groups=2)

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        left, right = self.first(x).chunk(2, 1)
        joined = torch.cat([functional.relu(self.depthwise(left)), right], 1)
        return self.last(functional.interpolate(joined, scale_factor=2))  # type: ignore[no-any-return]  # Any


SEQUENTIAL = nn.Sequential(
    nn.Conv2d(3, 8, 7, 2, 3), nn.Tanh(), nn.AvgPool2d(3, 2, 1), nn.Conv2d(8, 16, (3, 5), dilation=(2, 1)), nn.ReLU6()
)
DECODER = nn.Sequential(nn.Conv2d(3, 4, 3, 2, 1), nn.ConvTranspose2d(4, 4, 4, 2, 1), nn.Conv2d(4, 2, 3))
RESIDUAL = nn.Sequential(nn.Conv2d(3, 6, 5, 2), Block(6), nn.AvgPool2d(2), Block(6))
SIZED = (3, 64, 64)
MAPS = {"sequential": SEQUENTIAL, "residual": RESIDUAL, "grouped": Grouped(), "decoder": DECODER}


def layers(inspection: Inspection) -> list[Inspected]:
    """The calls of modules."""
    return [one for one in inspection.calls if one.call.kind == "module"]


def looked(inspection: Inspection) -> dict[str, list[tuple[Any, ...]]]:
    return {
        one.call.name: [(field.size, field.jump, field.start) for field in one.fields or ()] for one in inspection.calls
    }


def by_gradient(module: nn.Module, name: str, axis: int) -> list[tuple[int, int]]:
    """What each unit in the middle of a layer's output sees, found by gradients where nothing can cancel."""
    module = module.double().eval()
    kept: list[torch.Tensor] = []
    hook = module.get_submodule(name).register_forward_hook(lambda *call: kept.append(call[-1]))
    with torch.no_grad():
        for parameter in module.parameters():
            parameter.abs_().add_(0.1)
    x = torch.ones(1, 3, 128, 128, dtype=torch.float64, requires_grad=True)
    module(x)
    hook.remove()
    y = kept[-1].movedim(2 + axis, 0).flatten(1).sum(1)
    found = []
    for unit in range(len(y) // 2 - 3, len(y) // 2 + 5):
        (gradient,) = torch.autograd.grad(y[unit], x, retain_graph=True)
        places = gradient.movedim(2 + axis, 0).flatten(1).abs().sum(1).nonzero()[:, 0].tolist()
        found.append((places[0], places[-1]))
    return found


@pytest.mark.parametrize(
    ("kind", "name"), [(k, n) for k, m in MAPS.items() for n, c in m.named_modules() if not list(c.children())]
)
@pytest.mark.parametrize("axis", [0, 1])
def test_fields_are_those_that_gradients_show(kind: str, name: str, axis: int) -> None:
    found = inspected(MAPS[kind], SIZED)
    calls = [one for one in found.calls if one.call.name.partition("#")[0] == name]
    seen = by_gradient(_unsaturated(MAPS[kind]), name, axis)
    assert calls[-1].fields is not None
    field = calls[-1].fields[axis]
    assert field.size == max(last - first + 1 for first, last in seen)
    assert field.jump is not None
    assert seen[4][0] - seen[0][0] == field.jump * 4


def _unsaturated(module: nn.Module) -> nn.Module:
    """The module with activations that have a slope everywhere."""
    if isinstance(module, nn.Sequential):
        return nn.Sequential(*(nn.Identity() if isinstance(one, nn.Tanh | nn.ReLU6) else one for one in module))
    return module


@pytest.mark.parametrize("kind", list(MAPS))
def test_shapes_and_parameters_are_those_of_torch(kind: str) -> None:
    module, found = MAPS[kind].float(), inspected(MAPS[kind].float(), SIZED)
    shapes: list[tuple[int, ...]] = []
    hooks = [
        one.register_forward_hook(lambda *call: shapes.append(tuple(call[-1].shape[1:])))
        for one in module.modules()
        if not list(one.children())
    ]
    module(torch.zeros(1, *SIZED))
    for hook in hooks:
        hook.remove()
    assert [one.call.output_shape for one in layers(found)] == shapes
    assert found.parameters == sum(part.numel() for part in module.parameters())
    assert found.parameters == sum(one.call.parameters for one in found.calls)
    assert found.notes == ()


def test_operations_follow_from_kernels_and_positions() -> None:
    found = {one.call.name: one.call.macs for one in inspected(RESIDUAL.float(), SIZED).calls}
    assert found["0"] == 5 * 5 * 3 * 6 * 30 * 30
    assert found["1.one"] == found["1.two"] == 3 * 3 * 6 * 6 * 30 * 30
    assert found["1.act"] == found["1.act#2"] == found["2"] == 0
    (transposed,) = (one.call.macs for one in inspected(DECODER.float(), SIZED).calls if one.call.name == "1")
    assert transposed == 4 * 4 * 4 * 4 * 32 * 32


class Joined(nn.Module):
    """Branches whose outputs are added, multiplied, or concatenated along the channels."""

    def __init__(self, layer: Residual | Parallel | Product) -> None:
        super().__init__()
        self.branches = nn.ModuleList(map(_sequence, branches(layer)))
        self.way = next(name for kind, name in JOINED.items() if isinstance(layer, kind))

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        ends = [branch(x) for branch in self.branches]
        return torch.cat(ends, 1) if self.way == "cat" else getattr(torch, self.way)(*ends)


GATE = {"squeeze", "activation", "excite", "scale"}
"""The parts of squeeze-and-excitation, which is one row by formula."""
JOINED = {Residual: "add", Product: "mul", Parallel: "cat"}


def _sequence(layers: Sequence[Layer]) -> nn.Sequential:
    """The modules of layers; none is the identity."""
    return nn.Sequential(
        *(Joined(layer) if isinstance(layer, Residual | Parallel | Product) else real(layer) for layer in layers)
    )


def _as_run(row: Row) -> tuple[int, ...]:
    """Normalization over channels has them last when it runs."""
    channels, *places = row.output_shape
    return (*places, channels) if row.type == "LayerNorm2d" else row.output_shape


@pytest.mark.parametrize("name", architectures.names())
def test_running_a_published_network_gives_what_the_formulas_give(name: str) -> None:
    network = architectures.load(name)
    rows = [row for row in network.rows if row.type not in {"SqueezeExcitation", *(kind.__name__ for kind in JOINED)}]
    module = _sequence(network.network.layers).to_empty(device="cpu")
    found = inspected(module, network.network.input)
    assert found.notes == ()
    assert found.parameters == sum(row.parameters for row in network.rows)
    assert found.macs == sum(row.macs for row in network.rows)
    real_layers = [one for one in layers(found) if one.call.name.rpartition(".")[2] not in GATE]
    for row, one in zip(rows, real_layers, strict=True):
        assert one.fields is not None
        assert one.call.output_shape == _as_run(row)
        assert (one.call.parameters, one.call.macs) == (row.parameters, row.macs)
        assert tuple(field.size for field in one.fields) == row.receptive_field
        jumps, starts = (tuple(getattr(field, key) for field in one.fields) for key in ("jump", "start"))
        assert (jumps, starts) == (row.jump or (None, None), row.start or (None, None))


class Odd(nn.Module):
    """One convolution and what ``odd`` makes of it, then another."""

    def __init__(self, odd: Callable[[torch.Tensor], torch.Tensor]) -> None:
        super().__init__()
        self.odd = odd
        self.before, self.after = nn.Conv2d(3, 4, 3), nn.Conv2d(4, 4, 3)

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        return self.after(self.odd(self.before(x)))  # type: ignore[no-any-return]  # a module gives Any


@pytest.mark.parametrize(
    "made",
    [
        lambda x: torch.cat([x, torch.zeros_like(x)], 1)[:, :4],
        lambda x: x.add_(1).mul_(x),
        lambda x: functional.hardswish(x, inplace=True),
        lambda x: x * torch.ones(4, 1, 1),
        lambda x: x * functional.adaptive_avg_pool2d(torch.zeros(1, 4, 3, 3), 1),
        lambda x: x.permute(0, 2, 3, 1).contiguous().permute(0, 3, 1, 2),
    ],
)
def test_what_only_moves_or_scales_values_changes_no_field(made: Callable[[torch.Tensor], torch.Tensor]) -> None:
    found = inspected(Odd(made), (3, 16, 16))
    assert found.notes == ()
    assert [field.size for field in layers(found)[1].fields or ()] == [5, 5]


def test_parameters_count_once_where_a_module_is_shared() -> None:
    shared = nn.Conv2d(3, 3, 3)
    found = inspected(nn.Sequential(shared, nn.ReLU(), shared), (3, 16, 16))
    assert [(one.call.name, one.call.parameters) for one in found.calls] == [("0", 84), ("1", 0), ("0#2", 0)]
    assert found.parameters == 84
    assert found.macs == 81 * (14 * 14 + 12 * 12)


def test_a_module_is_left_as_it_was() -> None:
    module = nn.Sequential(nn.Conv2d(3, 4, 3), nn.BatchNorm2d(4), nn.Dropout()).train()
    before = {name: value.clone() for name, value in module.state_dict().items()}
    inspected(module, (3, 8, 8))
    assert all(one.training for one in module.modules())
    assert all(torch.equal(before[name], value) for name, value in module.state_dict().items())
    assert not any(one._forward_hooks for one in module.modules())


def test_an_input_that_does_not_fit_names_the_layer() -> None:
    module = nn.Sequential(nn.Conv2d(3, 4, 3), nn.Flatten(), nn.Linear(10, 2))
    with pytest.raises(UsageError, match=r"Sequential cannot take an input of 3x8x8: its layer 2 says"):
        inspected(module, (3, 8, 8))
