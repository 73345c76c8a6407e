"""Networks that slide some layers over an image and end in linear layers: their layers, and their numbers by hand.

A shape is one of ``quizgen.formulas.classifiers``; a point names ``n``, ``in_channels``, the arguments of each layer
that slides by its place, ``bias`` and ``features_out`` of the linear layers, and ``hidden`` where there are two.
"""

from __future__ import annotations

from typing import TypeAlias

from quizgen.formulas.classifiers import channels, is_deep, sliding
from quizgen.layers import Conv2d, Flatten, Layer, Linear, MaxPool2d, Network, ReLU
from quizgen.space import Params

Window: TypeAlias = Conv2d | MaxPool2d


def windows(p: Params) -> tuple[Window, ...]:
    """The layers that slide; their places are the indices of their numbers."""
    found: list[Window] = []
    given = iter(channels(p.shape))
    reads = p[next(given)]
    for place, step in enumerate(sliding(p.shape), 1):
        kernel_size, stride = p[f"kernel_size_{place}"], p[f"stride_{place}"]
        if step == "pool":
            found.append(MaxPool2d(kernel_size, stride))
            continue
        dilation, gives = p.values.get(f"dilation_{place}", 1), p[next(given)]
        found.append(Conv2d(reads, gives, kernel_size, stride, p[f"padding_{place}"], dilation))
        reads = gives
    return tuple(found)


def linears(p: Params, features: int | None = None) -> tuple[Linear, ...]:
    """The linear layers, the first of them told how many ``features`` it reads, or not."""
    bias = bool(p["bias"])
    if is_deep(p.shape):
        return Linear(features, p["hidden"], bias), Linear(p["hidden"], p["features_out"], bias)
    return (Linear(features, p["features_out"], bias),)


def layers(p: Params, features: int | None = None) -> tuple[Layer, ...]:
    """All layers, what lies between them too."""
    before = (one for layer in windows(p) for one in ((layer, ReLU()) if isinstance(layer, Conv2d) else (layer,)))
    first, *others = linears(p, features)
    return (*before, Flatten(), first, *(one for linear in others for one in (ReLU(), linear)))


def network(p: Params) -> Network:
    """The network with nothing left out."""
    features = p[channels(p.shape)[-1]] * slid_side(p)[0] ** 2
    return Network((p["in_channels"], p["n"], p["n"]), layers(p, features))


def steps(p: Params) -> list[tuple[int, int, int]]:
    """Kernel size, stride and dilation of each layer that slides."""
    places = range(1, len(sliding(p.shape)) + 1)
    return [(p[f"kernel_size_{i}"], p[f"stride_{i}"], p.values.get(f"dilation_{i}", 1)) for i in places]


def slid_side(p: Params) -> tuple[int]:
    """The side of the last map, every layer's positions counted one by one."""
    n = p["n"]
    for place, (kernel_size, stride, dilation) in enumerate(steps(p), 1):
        padded = n + 2 * p.values.get(f"padding_{place}", 0)
        n = len(range(0, padded - dilation * (kernel_size - 1), stride))
    return (n,)


def counted_parameters(p: Params) -> tuple[int]:
    """The parameters of the linear layers, every output's weights and bias counted on the positions of the map."""
    (n,) = slid_side(p)
    reads, total = sum([p[channels(p.shape)[-1]] * n] * n), 0
    for linear in linears(p):
        total += sum([reads + linear.bias] * linear.out_features)
        reads = linear.out_features
    return (total,)


def walked_field(p: Params) -> tuple[int]:
    """The span of the positions that one unit reads, found by walking back tap by tap."""
    seen = {0}
    for kernel_size, stride, dilation in reversed(steps(p)):
        seen = {place * stride + tap * dilation for place in seen for tap in range(kernel_size)}
    return (max(seen) - min(seen) + 1,)
