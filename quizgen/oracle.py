"""What real torch layers do. Nothing else in quizgen imports torch, and this does so on first use.

Sizes run one channel, one axis at a time, as rows in float64 (a new 2-D shape costs ten times as much); parameters are
counted on the meta device, where no memory is filled; receptive fields are probed with one-hot inputs, which is exact
for max pooling too, where gradients reach only the largest value.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from functools import cache
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

from quizgen.layers import SPATIAL, AvgPool2d, Conv2d, Flatten, Layer, Linear, MaxPool2d, ReLU, axis

if TYPE_CHECKING:
    from types import ModuleType

SHORT = 96


@cache
def _torch() -> ModuleType:
    import torch

    torch.set_num_threads(1)
    return torch


@cache
def version() -> str:
    """The public version of torch, without its local part."""
    return str(_torch().__version__).partition("+")[0]


@cache
def _row(length: int) -> Any:
    """A row of that many zeros: one sample, one channel."""
    torch = _torch()
    return torch.zeros(1, 1, length, dtype=torch.float64)


@cache
def _ones(length: int) -> Any:
    torch = _torch()
    return torch.ones(1, 1, length, dtype=torch.float64)


def run(layer: Layer, signal: Any, which: int = 0) -> Any:
    """One axis of a real layer, all weights 1, on ``signal`` (N, 1, length); ``which`` is 0 for height, 1 for width."""
    functional = _torch().nn.functional
    match layer:
        case Conv2d():
            return functional.conv1d(
                signal,
                _ones(axis(layer.kernel_size, which)),
                None,
                axis(layer.stride, which),
                axis(layer.padding, which),
                axis(layer.dilation, which),
            )
        case MaxPool2d():
            return functional.max_pool1d(
                signal,
                axis(layer.kernel_size, which),
                axis(layer.stride, which),
                axis(layer.padding, which),
                axis(layer.dilation, which),
                ceil_mode=layer.ceil_mode,
            )
        case AvgPool2d():
            return functional.avg_pool1d(
                signal,
                axis(layer.kernel_size, which),
                axis(layer.stride, which),
                axis(layer.padding, which),
                layer.ceil_mode,
            )
        case ReLU():
            return functional.relu(signal)
        case _:
            raise TypeError(f"{type(layer).__name__} has no spatial axis")


def output_length(layers: Sequence[Layer], length: int, which: int = 0) -> int:
    """The size of one axis after the layers really ran on ``length`` positions."""
    signal = _row(length)
    with _torch().inference_mode():
        for layer in layers:
            signal = run(layer, signal, which)
    return int(signal.shape[-1])


@cache
def _blank() -> SimpleNamespace:
    """``Conv2d`` and ``Linear`` of ``torch.nn`` on the meta device, without the first random weights.

    Nothing is stored there, and drawing those weights would be two thirds of a layer's cost.
    """
    torch = _torch()

    def leave(module: Any) -> None:
        del module

    def blank(kind: type) -> type:
        return type(kind.__name__, (kind,), {"reset_parameters": leave})

    return SimpleNamespace(Conv2d=blank(torch.nn.Conv2d), Linear=blank(torch.nn.Linear), device=torch.device("meta"))


def _module(layer: Layer) -> Any:
    nn = _torch().nn
    match layer:
        case Conv2d():
            return _conv(layer)
        case MaxPool2d():
            return nn.MaxPool2d(
                layer.kernel_size, layer.stride, layer.padding, layer.dilation, ceil_mode=layer.ceil_mode
            )
        case AvgPool2d():
            return nn.AvgPool2d(layer.kernel_size, layer.stride, layer.padding, layer.ceil_mode)
        case Linear():
            return _blank().Linear(layer.in_features, layer.out_features, layer.bias, device=_blank().device)
        case ReLU():
            return nn.ReLU()
        case Flatten():
            return nn.Flatten()


def _conv(layer: Conv2d) -> Any:
    return _blank().Conv2d(
        layer.in_channels,
        layer.out_channels,
        layer.kernel_size,
        layer.stride,
        layer.padding,
        layer.dilation,
        layer.groups,
        layer.bias,
        device=_blank().device,
    )


def parameters(layers: Sequence[Layer]) -> int:
    """The number of learnable parameters of the real modules: the sum of ``p.numel()``."""
    return sum(parameter.numel() for layer in layers for parameter in _module(layer).parameters())


def fitted_parameters(layers: Sequence[Layer], shape: tuple[int, int, int]) -> int:
    """As ``parameters``, with an input of ``shape`` run through: ``Linear(in_features=None)`` takes what reaches it.

    Nobody reads what the last layer gives, so it is not run: ``Linear`` on the meta device is slower than all others.
    """
    signal = _torch().empty(1, *shape, device=_blank().device)
    total = 0
    for place, layer in enumerate(layers, 1):
        match layer:
            case Linear(in_features=None):
                module = _module(Linear(int(signal.shape[-1]), layer.out_features, layer.bias))
            case _:
                module = _module(layer)
        total += sum(parameter.numel() for parameter in module.parameters())
        if place < len(layers):
            signal = module(signal)
    return total


def output_shape(layers: Sequence[Layer], shape: tuple[int, int, int]) -> tuple[int, ...]:
    """The shape, without the batch axis, that the real modules give for one input of ``shape`` on the meta device."""
    torch = _torch()
    signal = torch.empty(1, *shape, device="meta")
    for layer in layers:
        signal = _module(layer)(signal)
    return tuple(signal.shape[1:])


def reach(layers: Sequence[Layer], rows: Any, which: int = 0) -> npt.NDArray[np.bool_]:
    """Which of some inputs, one a row, reach which output positions: a row for each input, a column for each output.

    An input is zero but for the positions that are looked at. There is no column where it is too short for a layer.
    """
    with _torch().inference_mode():
        signal = rows.unsqueeze(1)
        for layer in layers:
            if not _fits(layer, signal.shape[-1], which):
                signal = signal[:, :, :0]
                break
            signal = run(layer, signal, which)
    hits: npt.NDArray[np.bool_] = np.not_equal(signal[:, 0, :].numpy(), 0)
    return hits


def _fits(layer: Layer, length: int, which: int) -> bool:
    """Whether torch runs the layer on so short an input instead of raising."""
    if not isinstance(layer, SPATIAL):
        return length > 0
    dilation = 1 if isinstance(layer, AvgPool2d) else axis(layer.dilation, which)
    return length + 2 * axis(layer.padding, which) > dilation * (axis(layer.kernel_size, which) - 1)


def receptive_field(layers: Sequence[Layer], length: int, which: int = 0) -> tuple[int, int]:
    """Span of the input that reaches one output position, and the shift between neighbouring positions, per axis.

    ``length`` is where the search starts: the input is doubled until two neighbouring outputs see no padding in any
    layer, so that nothing is cut off. Without padding the span and the shift together are long enough.
    """
    while (found := _probed(layers, length, which)) is None:
        length *= 2
    return found


def _probed(layers: Sequence[Layer], length: int, which: int) -> tuple[int, int] | None:
    """Every position of a short input is probed by itself, those of a long one by stretches first.

    In the stretches where a receptive field begins or ends its positions are probed by themselves then.
    """
    width = 1 if length <= SHORT else math.isqrt(length)
    single = _torch().eye(length).double()
    hits = reach(layers, single if width == 1 else _joined(single, width), which)
    whole = _whole(layers, length, which) if _reaches_out(layers, which) else np.ones(hits.shape[1], dtype=np.bool_)
    pairs = np.flatnonzero(whole[:-1] & whole[1:])
    if len(pairs) == 0:
        return None
    two = slice(int(pairs[0]), int(pairs[0]) + 2)
    hits = hits[:, two]
    places = np.arange(length)
    if width > 1:
        ends = {int(end) for column in hits.T for end in column.nonzero()[0][[0, -1]]}
        places = places[np.isin(places // width, list(ends))]
        hits = reach(layers, single[places], which)[:, two]
    here, there = places[hits[:, 0]], places[hits[:, 1]]
    return int(here[-1] - here[0]) + 1, int(there[0] - here[0])


def _reaches_out(layers: Sequence[Layer], which: int) -> bool:
    """Whether a layer reads padding, or a window that hangs over the end."""
    return any(
        isinstance(layer, SPATIAL) and (axis(layer.padding, which) > 0 or getattr(layer, "ceil_mode", False))
        for layer in layers
    )


def _whole(layers: Sequence[Layer], length: int, which: int) -> npt.NDArray[np.bool_]:
    """Which output positions see no padding in any layer, and nothing beyond the end: all their taps are positions."""
    torch = _torch()
    with torch.inference_mode():
        whole = torch.ones(1, 1, length, dtype=torch.float64)
        for layer in layers:
            if isinstance(layer, SPATIAL):
                if not _fits(layer, whole.shape[-1], which):
                    return np.zeros(0, dtype=np.bool_)
                taps = axis(layer.kernel_size, which)
                dilation = 1 if isinstance(layer, AvgPool2d) else axis(layer.dilation, which)
                moves = axis(layer.stride, which), axis(layer.padding, which), dilation
                whole = torch.nn.functional.conv1d(whole, _ones(taps), None, *moves).eq(taps).double()
    seen: npt.NDArray[np.bool_] = np.not_equal(whole[0, 0].numpy(), 0)
    return seen


def _joined(single: Any, width: int) -> Any:
    """Inputs for single positions put together to stretches of that width, the last one shorter where need be."""
    count = -(-len(single) // width)
    return single[:count, :count].repeat_interleave(width, dim=1)[:, : len(single)]


def depth_for_span(before: Sequence[Layer], layer: Layer, target: int) -> int:
    """How many copies of ``layer`` after ``before`` it takes until one output sees ``target`` positions or more.

    No layer may be padded: then the first output sees the first input. It sees far enough as soon as anything from
    position ``target`` on reaches it too. The input is doubled while it is too short for that many layers.
    """
    length = 2 * target
    while (depth := _depth(before, layer, target, length)) is None:
        length *= 2
    return depth


def _depth(before: Sequence[Layer], layer: Layer, target: int, length: int) -> int | None:
    torch = _torch()
    with torch.inference_mode():
        signal = torch.zeros(2, 1, length, dtype=torch.float64)
        signal[0, 0, 0] = 1
        signal[1, 0, target - 1 :] = 1
        stack = [*before]
        depth = 0
        while True:
            for added in stack:
                if not _fits(added, signal.shape[-1], 0):
                    return None
                signal = run(added, signal)
            near, far = signal[:, 0, 0].tolist()
            if near and far:
                return depth
            stack, depth = [layer], depth + 1
