"""An item's JSON can be checked without quizgen: the layers it names are built here by ``getattr`` and really run."""

from __future__ import annotations

import contextlib
from itertools import islice
from typing import Any

import torch
from torch import nn

from quizgen.blueprint import draw
from quizgen.layers import layer_json
from quizgen.model import Item, Level
from quizgen.source import Source

Json = dict[str, Any]


def _size(value: Any) -> Any:
    return tuple(value) if isinstance(value, list) else value


def _module(layer: Json, **asked: Any) -> nn.Module:
    arguments = {name: _size(value) for name, value in (layer | asked).items() if name != "type"}
    module: nn.Module = getattr(nn, layer["type"])(**arguments)
    return module


def _network(layers: list[Json]) -> nn.Sequential:
    with torch.device("meta"):
        return nn.Sequential(*(_module(layer) for layer in layers))


def _parameters(layers: list[Json]) -> int:
    return sum(parameter.numel() for parameter in _network(layers).parameters())


def _shape(params: Json, layers: list[Json]) -> tuple[int, ...]:
    return tuple(_network(layers)(torch.empty(1, *params["input"], device="meta")).shape[1:])


def _field(layers: list[Json]) -> tuple[int, int]:
    """Receptive field and jump by the gradient of one output, in two dimensions, with ones for weights."""
    network = nn.Sequential(*(_ones(layer) for layer in layers if "kernel_size" in layer))
    image = _large_enough(network)
    output = network(image)
    first, second = (_rows(output[0, 0, place, 0], image) for place in (0, 1))
    return first[-1] - first[0] + 1, second[0] - first[0]


def _ones(layer: Json) -> nn.Module:
    """A convolution of ones without padding: pooling reaches the same pixels, but its gradient only one of them."""
    geometry = [_size(layer.get(name, 1)) for name in ("kernel_size", "stride", "dilation")]
    convolution = nn.Conv2d(1, 1, geometry[0], geometry[1], 0, geometry[2], bias=False).double()
    nn.init.ones_(convolution.weight)
    return convolution


def _large_enough(network: nn.Module) -> torch.Tensor:
    """The smallest of some square images on which the network has two outputs a side."""
    for side in range(4, 600, 4):
        image = torch.zeros(1, 1, side, side, dtype=torch.float64, requires_grad=True)
        with contextlib.suppress(RuntimeError):
            if network(image).shape[-1] >= 2:
                return image
    raise AssertionError("no image is large enough")


def _rows(output: torch.Tensor, image: torch.Tensor) -> list[int]:
    """The rows of the image that reach an output."""
    (gradient,) = torch.autograd.grad(output, image, retain_graph=True)
    rows: list[int] = gradient[0, 0].abs().sum(1).nonzero().flatten().tolist()
    return rows


def _asked(asks: str, params: Json, layers: list[Json]) -> Any:
    """The quantity that an item asks for, as real layers give it."""
    match asks:
        case "output_size":
            return _shape(params, layers)[-1]
        case "output_shape":
            return _shape(params, layers)[-2:]
        case "parameters":
            return _parameters(layers)
        case "receptive_field" | "effective_kernel":
            return _field(layers)[0]
        case "jump":
            return _field(layers)[1]
        case _:
            raise AssertionError(f"no way to check '{asks}'")


def test_real_layers_from_the_json_give_the_key(source: Source, level: Level) -> None:
    for item in islice(draw(source, level, source.kinds[0], "json"), 4):
        params = dict(item.params)
        layers = [_along(layer, params.get("axis")) for layer in params.get("layers", [])]
        if "multiple" in source.kinds:
            _options_meet_the_target(item, params)
        elif item.asks == "parameters_saved":
            small, large = (_parameters(params["networks"][name]) for name in ("a", "b"))
            assert item.key == large - small
        elif item.asks == "padding":
            asked = [
                layer | {"padding": item.key if layer["padding"] is None else layer["padding"]} for layer in layers
            ]
            assert _shape(params, asked)[-1] == params["input"][-1]
        elif item.asks == "layers":
            _fewest_layers(params, layers, item.key)
        else:
            assert _asked(item.asks, params, layers) == item.key
            assert _shape(params, layers)


def _along(layer: Json, axis: str | None) -> Json:
    """The layer with pairs replaced by what they say of one axis."""
    return {name: value[-1] if axis and isinstance(value, list) else value for name, value in layer.items()}


def _options_meet_the_target(item: Item, params: Json) -> None:
    wanted = params["target"]
    for option in item.options:
        found = _asked(item.asks, params, [*params["layers"], layer_json(option.value)])  # type: ignore[arg-type]  # a layer
        assert (found == (tuple(wanted) if isinstance(wanted, list) else wanted)) is option.correct


def _fewest_layers(params: Json, layers: list[Json], number: Any) -> None:
    fields = [_field([*layers, *[params["repeated"]] * count])[0] for count in (number, number - 1)]
    assert fields[0] >= params["target"] > fields[1]
