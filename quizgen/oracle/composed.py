"""Layers that ``torch.nn`` has not as one module, put together from modules that it has."""

from __future__ import annotations

from functools import cache
from typing import Any

from quizgen.layers import ChannelNorm, Channels, Layer, LayerScale, SqueezeExcitation, StochasticDepth, Unpooling
from quizgen.oracle.running import loaded


def composed(layer: Layer) -> Any:
    """A ``torch.nn.Module`` that does what the layer does; None where torch has one of the layer's name."""
    nn = loaded().nn
    match layer:
        case ChannelNorm():
            return _kinds()["ChannelNorm"](layer.num_channels)
        case LayerScale():
            return _kinds()["LayerScale"](layer.num_channels)
        case SqueezeExcitation():
            return _kinds()["SqueezeExcitation"](layer)
        case StochasticDepth():
            return nn.Identity()
        case Channels():
            return _kinds()["Channels"](layer.start, layer.stop)
        case Unpooling():
            return _kinds()["Unpooling"](layer)
        case _:
            return None


@cache
def _kinds() -> dict[str, type[Any]]:
    torch = loaded()
    nn = torch.nn

    class Norm(nn.Module):  # type: ignore[misc, name-defined]  # torch is imported late
        def __init__(self, channels: int) -> None:
            super().__init__()
            self.norm = nn.LayerNorm(channels)

        def forward(self, signal: Any) -> Any:
            return self.norm(signal.movedim(1, -1)).movedim(-1, 1)

    class Scale(nn.Module):  # type: ignore[misc, name-defined]
        def __init__(self, channels: int) -> None:
            super().__init__()
            self.factors = nn.Parameter(torch.ones(channels))

        def forward(self, signal: Any) -> Any:
            return signal * self.factors.reshape(-1, *(1,) * (signal.dim() - 2))

    class Gate(nn.Module):  # type: ignore[misc, name-defined]
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

    class Part(nn.Module):  # type: ignore[misc, name-defined]
        def __init__(self, start: int, stop: int) -> None:
            super().__init__()
            self.start, self.stop = start, stop

        def forward(self, signal: Any) -> Any:
            if self.stop > signal.shape[1]:
                raise ValueError(f"there are {signal.shape[1]} channels, not {self.stop}")
            return signal[:, self.start : self.stop]

    class Unpool(nn.Module):  # type: ignore[misc, name-defined]
        """Each value goes to the first place of its window."""

        def __init__(self, layer: Unpooling) -> None:
            super().__init__()
            kind = getattr(nn, f"MaxUnpool{layer.axes}d")
            self.unpool = kind(layer.kernel_size, layer.stride, layer.padding)

        def forward(self, signal: Any) -> Any:
            return self.unpool(signal, torch.zeros(signal.shape, dtype=torch.int64))

    return {"ChannelNorm": Norm, "LayerScale": Scale, "SqueezeExcitation": Gate, "Channels": Part, "Unpooling": Unpool}
