"""Receptive fields of networks of every usual kind, each unit of three layers against gradients in double precision."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest
import torch
from small_blocks import Attention
from small_networks import NETWORKS
from torch import nn

from quizgen.oracle.inspecting import Inspected, inspected
from quizgen.oracle.probing.fields import Field

UNITS, LONGEST = 12, 8


class Last(nn.Identity):
    """In place of a norm over channels that come last."""


def alive(module: nn.Module) -> nn.Module:
    """The module so that no gradient cancels or dies: positive weights, and each pooled number seen by all of a window.

    What a gate or a norm tells of the whole map is held fixed.
    """
    for name, one in list(module.named_modules()):
        if isinstance(one, nn.MaxPool2d):
            pool = nn.AvgPool2d(one.kernel_size, one.stride, one.padding, one.ceil_mode)
            _replace(module, name, pool)
        if isinstance(one, nn.LayerNorm):
            _replace(module, name, Last())
        if name.rpartition(".")[2] == "gate" and isinstance(one, nn.AdaptiveAvgPool2d | Attention):
            one.register_forward_hook(lambda *call: call[-1].detach())
    with torch.no_grad():
        for parameter in module.parameters():
            fan = parameter[0].numel() if parameter.dim() > 1 else 10
            parameter.uniform_(0.5, 1).div_(fan)
    return module.double().eval()


def _replace(module: nn.Module, name: str, by: nn.Module) -> None:
    parent, _, last = name.rpartition(".")
    setattr(module.get_submodule(parent), last, by)


def seen(module: nn.Module, names: list[str], shape: tuple[int, ...], axis: int) -> dict[str, Any]:
    """For units in the middle of each layer's last output along an axis, the stretch that they see inside of the input.

    Linear layers and norms of features stand in maps whose channels come last.
    """
    kept: dict[str, torch.Tensor] = {}
    for name in names:
        module.get_submodule(name).register_forward_hook(lambda *call, name=name: kept.update({name: call[-1]}))
    x = torch.ones(1, *shape, dtype=torch.float64, requires_grad=True)
    module(x)
    found: dict[str, Any] = {}
    for name, output in kept.items():
        turned = isinstance(module.get_submodule(name), nn.Linear | Last)
        rows = output.movedim((1 if turned else 2) + axis, 0).flatten(1).sum(1)
        first = max(0, len(rows) // 2 - UNITS // 2)
        found[name] = {}
        for unit in range(first, min(len(rows), first + UNITS)):
            (gradient,) = torch.autograd.grad(rows[unit], x, retain_graph=True)
            places = gradient.movedim(2 + axis, 0).flatten(1).abs().sum(1).nonzero()[:, 0].tolist()
            if places[0] > 0 and places[-1] < shape[1 + axis] - 1:
                found[name][unit] = places[0], places[-1]
    return found


def three(calls: tuple[Inspected, ...], module: nn.Module) -> list[Inspected]:
    """Three layers with windows: one early, one in the middle, and the last."""
    names = {name for name, _ in module.named_modules()}
    fit = [one for one in calls if one.call.name in names and one.fields and one.fields[0].jump and _uniform(one)]
    last = {one.call.name: one for one in fit}
    uses = [one.call.name.partition("#")[0] for one in calls]
    kept = [one for name, one in last.items() if uses.count(name) == 1]
    return [kept[len(kept) // 3], kept[2 * len(kept) // 3], kept[-1]]


def _uniform(one: Inspected) -> bool:
    shape = one.call.output_shape
    return shape is not None and min(shape[1:]) >= 6 and one.fields is not None and len(shape) == 1 + len(one.fields)


def agrees(field: Field, stretches: dict[int, tuple[int, int]]) -> None:
    """Holds size, jump and start against what units see."""
    assert len(stretches) >= 3
    assert field.size == max(last - first + 1 for first, last in stretches.values())
    assert field.jump is not None
    assert field.start is not None
    turn = next(
        count
        for count in range(1, LONGEST + 1)
        if (field.jump * count).denominator == 1
        and all(
            {stretches[unit + count][0] - first, stretches[unit + count][1] - last} == {int(field.jump * count)}
            for unit, (first, last) in stretches.items()
            if unit + count in stretches
        )
    )
    at = next(unit for unit in stretches if unit % turn == 0)
    assert Fraction(sum(stretches[at]), 2) == field.start + field.jump * at


@pytest.mark.slow
@pytest.mark.parametrize("name", NETWORKS)
def test_fields_of_three_layers_are_those_of_gradients(name: str) -> None:
    make, shape = NETWORKS[name]
    torch.manual_seed(1)
    module = make()
    found = inspected(module, shape)
    assert not [note for note in found.notes if "field" in note]
    layers = three(found.calls, module)
    assert len({one.call.name for one in layers}) == 3
    for axis in range(len(shape) - 1):
        stretches = seen(alive(make()), [one.call.name for one in layers], shape, axis)
        for one in layers:
            assert one.fields is not None
            agrees(one.fields[axis], stretches[one.call.name])


def test_twenty_networks_are_compared() -> None:
    assert len(NETWORKS) >= 20
