"""Layers that a JSON names, built by ``getattr`` from ``torch.nn`` and nothing of quizgen."""

from __future__ import annotations

import contextlib
from collections.abc import Sequence
from typing import Any, TypeAlias

import torch
from torch import nn

Json: TypeAlias = dict[str, Any]


class Residual(nn.Module):
    """What the body makes of the input plus what the shortcut makes of it."""

    def __init__(self, body: Sequence[Json], shortcut: Sequence[Json]) -> None:
        super().__init__()
        self.body, self.shortcut = sequence(body), sequence(shortcut)

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        made, kept = self.body(x), self.shortcut(x)
        assert made.shape == kept.shape
        added: torch.Tensor = made + kept
        return added


class Parallel(nn.Module):
    """Branches with the same input, their outputs concatenated along the channels."""

    def __init__(self, branches: Sequence[Sequence[Json]]) -> None:
        super().__init__()
        self.branches = nn.ModuleList(sequence(branch) for branch in branches)

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        return torch.cat([branch(x) for branch in self.branches], dim=1)


def size(value: Any) -> Any:
    """A JSON list as the tuple that torch wants."""
    return tuple(value) if isinstance(value, list) else value


def module(layer: Json, **asked: Any) -> nn.Module:
    """The layer; ``asked`` fills the arguments that the item asks for."""
    given = {name: value for name, value in (layer | asked).items() if name != "type"}
    if layer["type"] == "Residual":
        return Residual(**given)
    if layer["type"] == "Parallel":
        return Parallel(**given)
    made: nn.Module = getattr(nn, layer["type"])(**{name: size(value) for name, value in given.items()})
    return made


def sequence(layers: Sequence[Json]) -> nn.Sequential:
    """The layers one after the other, on the device of the context."""
    return nn.Sequential(*(module(layer) for layer in layers))


def network(layers: Sequence[Json]) -> nn.Sequential:
    """The layers on the meta device."""
    with torch.device("meta"):
        return sequence(layers)


def parameters(layers: Sequence[Json]) -> int:
    """Learnable parameters."""
    return sum(parameter.numel() for parameter in network(layers).parameters())


def shape(params: Json, layers: Sequence[Json] | None = None) -> tuple[int, ...]:
    """The output's shape without the batch."""
    made = network(params["layers"] if layers is None else layers).eval()
    return tuple(made(torch.empty(1, *params["input"], device="meta")).shape[1:])


def field(layers: Sequence[Json]) -> tuple[int, int]:
    """Receptive field and jump by the gradient of one output, in two dimensions, with ones for weights."""
    made = ones(layers)
    image = _large_enough(made)
    output = made(image)
    first, second = (_rows(output[0, 0, place, 0], image) for place in (0, 1))
    return first[-1] - first[0] + 1, second[0] - first[0]


def ones(layers: Sequence[Json]) -> nn.Module:
    """Layers with weights of one and no padding on one channel; branches are added, so that all stay visible."""
    return nn.Sequential(*(_ones(layer) for layer in layers if {"kernel_size", "branches"} & set(layer)))


class _Sum(nn.Module):
    def __init__(self, branches: Sequence[nn.Module]) -> None:
        super().__init__()
        self.branches = nn.ModuleList(branches)

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        """Outputs of branches without padding differ in size: the smaller ones lie in the middle of the larger."""
        made = [branch(x) for branch in self.branches]
        low = min(part.shape[-1] for part in made)
        total = torch.zeros(1, 1, low, low, dtype=x.dtype)
        for part in made:
            edge = (part.shape[-1] - low) // 2
            total = total + part[:, :, edge : edge + low, edge : edge + low]
        return total


def _ones(layer: Json) -> nn.Module:
    """A convolution of ones without padding: pooling reaches the same pixels, but its gradient only one of them."""
    if layer["type"] == "Parallel":
        return _Sum([ones(branch) for branch in layer["branches"]])
    geometry = [size(layer.get(name, 1)) for name in ("kernel_size", "stride", "dilation")]
    convolution = nn.Conv2d(1, 1, geometry[0], geometry[1], 0, geometry[2], bias=False).double()
    nn.init.ones_(convolution.weight)
    return convolution


def _large_enough(made: nn.Module) -> torch.Tensor:
    """The smallest of some square images on which the network has two outputs a side."""
    for side in range(4, 600, 4):
        image = torch.zeros(1, 1, side, side, dtype=torch.float64, requires_grad=True)
        with contextlib.suppress(RuntimeError):
            if made(image).shape[-1] >= 2:
                return image
    raise AssertionError("no image is large enough")


def _rows(output: torch.Tensor, image: torch.Tensor) -> list[int]:
    """The rows of the image that reach an output."""
    (gradient,) = torch.autograd.grad(output, image, retain_graph=True)
    rows: list[int] = gradient[0, 0].abs().sum(1).nonzero().flatten().tolist()
    return rows
