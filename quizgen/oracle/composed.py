"""Layers that ``torch.nn`` has not as one module, put together from modules that it has."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache
from typing import Any

from quizgen.layers import (
    ChannelNorm,
    Channels,
    Layer,
    LayerScale,
    PixelShuffle,
    PixelUnshuffle,
    SqueezeExcitation,
    StochasticDepth,
    Unflatten,
    Unpooling,
)
from quizgen.oracle.running import loaded


def composed(layer: Layer) -> Any:
    """A ``torch.nn.Module`` that does what the layer does; None where torch has one of the layer's name."""
    for kind, make in MAKERS.items():
        if isinstance(layer, kind):
            return make()(layer)
    return None


@cache
def _norm() -> type[Any]:
    nn = loaded().nn

    class Norm(nn.Module):  # type: ignore[misc, name-defined]  # torch is imported late
        def __init__(self, layer: ChannelNorm) -> None:
            super().__init__()
            self.norm = nn.LayerNorm(layer.num_channels)

        def forward(self, signal: Any) -> Any:
            return self.norm(signal.movedim(1, -1)).movedim(-1, 1)

    return Norm


@cache
def _scale() -> type[Any]:
    torch = loaded()

    class Scale(torch.nn.Module):  # type: ignore[misc, name-defined]  # torch is imported late
        def __init__(self, layer: LayerScale) -> None:
            super().__init__()
            self.factors = torch.nn.Parameter(torch.ones(layer.num_channels))

        def forward(self, signal: Any) -> Any:
            return signal * self.factors.reshape(-1, *(1,) * (signal.dim() - 2))

    return Scale


@cache
def _gate() -> type[Any]:
    nn = loaded().nn

    class Gate(nn.Module):  # type: ignore[misc, name-defined]  # torch is imported late
        def __init__(self, layer: SqueezeExcitation) -> None:
            super().__init__()
            self.squeeze = nn.Linear(layer.input_channels, layer.squeeze_channels, layer.bias)
            self.activation = getattr(nn, layer.activation)()
            self.excite = nn.Linear(layer.squeeze_channels, layer.input_channels, layer.bias)
            self.scale = getattr(nn, layer.scale_activation)()

        def forward(self, signal: Any) -> Any:
            means = signal.flatten(2).mean(2)
            gates = self.scale(self.excite(self.activation(self.squeeze(means))))
            return signal * gates.reshape(*gates.shape, *(1,) * (signal.dim() - 2))

    return Gate


@cache
def _part() -> type[Any]:
    nn = loaded().nn

    class Part(nn.Module):  # type: ignore[misc, name-defined]  # torch is imported late
        def __init__(self, layer: Channels) -> None:
            super().__init__()
            self.start, self.stop = layer.start, layer.stop

        def forward(self, signal: Any) -> Any:
            if self.stop > signal.shape[1]:
                raise ValueError(f"there are {signal.shape[1]} channels, not {self.stop}")
            return signal[:, self.start : self.stop]

    return Part


@cache
def _unpool() -> type[Any]:
    torch = loaded()

    class Unpool(torch.nn.Module):  # type: ignore[misc, name-defined]  # torch is imported late
        """Every value goes to the first place of all."""

        def __init__(self, layer: Unpooling) -> None:
            super().__init__()
            kind = getattr(torch.nn, f"MaxUnpool{layer.axes}d")
            self.unpool = kind(layer.kernel_size, layer.stride, layer.padding)

        def forward(self, signal: Any) -> Any:
            return self.unpool(signal, torch.zeros(signal.shape, dtype=torch.int64))

    return Unpool


@cache
def _shuffle() -> type[Any]:
    nn = loaded().nn

    class Shuffle(nn.Module):  # type: ignore[misc, name-defined]  # torch is imported late
        """As ``torch.nn.PixelShuffle`` and its inverse, which take no batch without samples."""

        def __init__(self, layer: PixelShuffle | PixelUnshuffle) -> None:
            super().__init__()
            self.spread = isinstance(layer, PixelShuffle)
            self.factor = layer.upscale_factor if isinstance(layer, PixelShuffle) else layer.downscale_factor

        def forward(self, signal: Any) -> Any:
            size = self.factor
            if self.spread:
                parts = signal.unflatten(1, (signal.shape[1] // size**2, size, size))
                return parts.permute(0, 1, 4, 2, 5, 3).flatten(4, 5).flatten(2, 3)
            rows, columns = signal.shape[2] // size, signal.shape[3] // size
            parts = signal.unflatten(3, (columns, size)).unflatten(2, (rows, size))
            return parts.permute(0, 1, 3, 5, 2, 4).flatten(1, 3)

    return Shuffle


def _unflatten() -> Any:
    nn = loaded().nn
    return lambda layer: nn.Unflatten(1, layer.unflattened_size)


def _identity() -> Any:
    nn = loaded().nn
    return lambda _: nn.Identity()


MAKERS: Mapping[type[Layer], Callable[[], Callable[[Any], Any]]] = {
    ChannelNorm: _norm,
    LayerScale: _scale,
    SqueezeExcitation: _gate,
    Channels: _part,
    Unpooling: _unpool,
    PixelShuffle: _shuffle,
    PixelUnshuffle: _shuffle,
    Unflatten: _unflatten,
    StochasticDepth: _identity,
}
