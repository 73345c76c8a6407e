"""Layers that a JSON names, built by their names from ``torch.nn``: no layer of quizgen's is read.

What only shapes are wanted of has no first weights, and runs on no sample. Many items hold the same layers: those that
were run last are kept, each with the shape that it met.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from functools import cache, lru_cache, partial
from typing import Any, TypeAlias

from quizgen.oracle.modules import unfilled
from quizgen.oracle.running import loaded

ItemParams: TypeAlias = dict[str, Any]
LONGEST = 1 << 16
KEPT = 1 << 13
"""So many runs of single layers are kept."""


def size(value: Any) -> Any:
    """A JSON list as the tuple that torch wants."""
    return tuple(value) if isinstance(value, list) else value


def module(layer: ItemParams, *, filled: bool = True) -> Any:
    """The layer as a ``torch.nn.Module``; one that is not ``filled`` has whatever numbers for weights."""
    given = {name: size(value) for name, value in layer.items() if name != "type"}
    if layer["type"] == "Residual":
        return _joined([layer["body"], layer["shortcut"]], _added)
    if layer["type"] == "Parallel":
        return _joined(layer["branches"], _concatenated)
    made = getattr(loaded().nn, layer["type"]) if filled else _unfilled(layer["type"])
    return made(**given)


def _unfilled(name: str) -> Any:
    return unfilled().get(name) or getattr(loaded().nn, name)


def _joined(paths: Sequence[Sequence[ItemParams]], join: Callable[[list[Any]], Any]) -> Any:
    """Paths with the same input, and what is made of their outputs."""
    return joined([sequence(path) for path in paths], join)


def joined(paths: Sequence[Any], join: Callable[[list[Any]], Any]) -> Any:
    """Modules with the same input as one, and what is made of their outputs."""
    made = loaded().nn.Module()
    made.paths = loaded().nn.ModuleList(paths)
    made.forward = lambda x: join([path(x) for path in made.paths])
    return made


def _added(outputs: list[Any]) -> Any:
    """What the body makes of the input plus what the shortcut makes of it; raises ValueError where they do not fit."""
    body, shortcut = outputs
    if body.shape != shortcut.shape:
        raise ValueError(f"the body gives {tuple(body.shape)}, the shortcut {tuple(shortcut.shape)}")
    return body + shortcut


def _concatenated(outputs: list[Any]) -> Any:
    """Outputs along the channels."""
    return loaded().cat(outputs, dim=1)


def sequence(layers: Sequence[ItemParams]) -> Any:
    """The layers one after the other, for their shapes alone."""
    return loaded().nn.Sequential(*(_watchful(module(layer, filled=False)) for layer in layers))


def _watchful(layer: Any) -> Any:
    """A normalisation layer looks at its channels only where there is a sample: it is made to look first."""
    channels = getattr(layer, "num_features", getattr(layer, "num_channels", None))
    if channels is not None:
        layer.register_forward_pre_hook(partial(_counted, channels))
    return layer


def _counted(channels: int, layer: Any, signals: tuple[Any, ...]) -> None:
    if signals[0].shape[1] != channels:
        raise ValueError(f"{layer} is given {signals[0].shape[1]} channels")


def blank(size: Sequence[int]) -> Any:
    """No sample of that size."""
    return loaded().empty(0, *size)


def parameters(layers: Sequence[ItemParams]) -> int:
    """Learnable parameters."""
    return sum(_parameters(json.dumps(layer)) for layer in layers)


@lru_cache(maxsize=KEPT)
def _parameters(layer: str) -> int:
    with loaded().device("meta"):
        return sum(parameter.numel() for parameter in sequence([json.loads(layer)]).parameters())


def shape(params: ItemParams, layers: Sequence[ItemParams] | None = None) -> tuple[int, ...]:
    """The output's shape without the batch."""
    found = tuple(params["input"])
    for given in through(params["layers"] if layers is None else layers, found):
        found = given
    return found


def through(layers: Sequence[ItemParams], size: Sequence[int]) -> Iterator[tuple[int, ...]]:
    """The shape after each layer, without the batch."""
    found = tuple(size)
    for layer in layers:
        found = _given(json.dumps(layer), found)
        yield found


@lru_cache(maxsize=KEPT)
def _given(layer: str, size: tuple[int, ...]) -> tuple[int, ...]:
    """What a layer gives for an input of that size."""
    with loaded().inference_mode():
        return tuple(sequence([json.loads(layer)]).eval()(blank(size)).shape[1:])


def field(layers: Sequence[ItemParams]) -> tuple[int, int]:
    """Receptive field and jump along the height, by the gradients of two neighbouring outputs, with ones for weights.

    Raises ValueError for layers that are too large to be tried.
    """
    return _field(json.dumps(_reaching(layers)))


def _reaching(layers: Sequence[ItemParams]) -> list[ItemParams]:
    """What of the layers decides which places they reach: no number of channels."""
    return [
        {"type": layer["type"], "branches": [_reaching(branch) for branch in layer["branches"]]}
        if "branches" in layer
        else {name: layer[name] for name in ("type", "kernel_size", "stride", "dilation") if name in layer}
        for layer in layers
        if {"kernel_size", "branches"} & set(layer)
    ]


@lru_cache(maxsize=KEPT)
def _field(layers: str) -> tuple[int, int]:
    made = _ones(json.loads(layers))
    column, output = _long_enough(made)
    first, second = (_reached(output[0, 0, place], column) for place in (0, 1))
    return first[-1] - first[0] + 1, second[0] - first[0]


def most_within(before: Sequence[ItemParams], repeated: ItemParams, length: int) -> int:
    """How many copies of a layer see no more than so many pixels, and so run on them, with ones for weights.

    It is -1 where the layers before them see more.
    """
    signal, depth = loaded().zeros(1, 1, length, dtype=loaded().float64), -1
    stack, one = _ones(before), _one(repeated)
    with loaded().inference_mode():
        while (signal := _run(stack, signal)) is not None:
            stack, depth = one, depth + 1
    return depth


def _ones(layers: Sequence[ItemParams]) -> Any:
    """Layers with weights of one and no padding on one channel; branches are added, so that all stay visible."""
    return loaded().nn.Sequential(*(_one(layer) for layer in layers if {"kernel_size", "branches"} & set(layer)))


def _one(layer: ItemParams) -> Any:
    """A convolution of ones without padding: pooling reaches the same places, but its gradient only one of them."""
    if layer["type"] == "Parallel":
        return joined([_ones(branch) for branch in layer["branches"]], _centred)
    return _ones_slid(*(_height(layer.get(name, 1)) for name in ("kernel_size", "stride", "dilation")))


@cache
def _ones_slid(kernel_size: int, stride: int, dilation: int) -> Any:
    nn = loaded().nn
    convolution = nn.Conv1d(1, 1, kernel_size, stride, 0, dilation, bias=False).double()
    convolution.weight.requires_grad = False
    nn.init.ones_(convolution.weight)
    return convolution


def _height(value: Any) -> int:
    return int(value[0] if isinstance(value, list) else value)


def _centred(outputs: list[Any]) -> Any:
    """Outputs of branches without padding differ in size: the smaller ones lie in the middle of the larger."""
    low = min(output.shape[-1] for output in outputs)
    edges = [(output.shape[-1] - low) // 2 for output in outputs]
    return sum(output[:, :, edge : edge + low] for output, edge in zip(outputs, edges, strict=True))


def _long_enough(made: Any) -> tuple[Any, Any]:
    """A column of zeros on which the layers have two outputs at least, and what they make of it."""
    torch, length = loaded(), 16
    while length <= LONGEST:
        column = torch.zeros(1, 1, length, dtype=torch.float64, requires_grad=True)
        output = _run(made, column)
        if output is not None and output.shape[-1] >= 2:
            return column, output
        length *= 2
    raise ValueError(f"no column of up to {LONGEST:,} pixels is long enough")


def _run(made: Any, column: Any) -> Any:
    """What the layers make of it; None where a kernel is larger than its input."""
    try:
        return made(column)
    except RuntimeError:
        return None


def _reached(output: Any, column: Any) -> list[int]:
    """The places of the column that reach an output."""
    (gradient,) = loaded().autograd.grad(output, column, retain_graph=True)
    places: list[int] = gradient[0, 0].nonzero().flatten().tolist()
    return places
