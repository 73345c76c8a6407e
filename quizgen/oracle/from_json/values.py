"""Single values from an item's JSON."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from quizgen.oracle.from_json.built import ItemParams, module
from quizgen.oracle.running import loaded


def value(params: ItemParams) -> float:
    """One output of a layer on the map that the item gives."""
    torch = loaded()
    layer = module(params["layers"][0]).double()
    if "weight" in params:
        layer.weight.data[:] = torch.tensor([[params["weight"]]], dtype=torch.float64)
        layer.bias.data[:] = params["bias_value"]
    row, column = params["position"]
    with torch.inference_mode():
        return float(layer(torch.tensor([[params["x"]]], dtype=torch.float64))[0, 0, row, column])


def maps(params: ItemParams) -> list[Any]:
    """The map behind each layer, row by row, or the one value that is left of it."""
    torch = loaded()
    signal, found = torch.tensor([[params["x"]]], dtype=torch.float64), []
    for given in params["layers"]:
        layer = module(given).double()
        if isinstance(layer, torch.nn.Conv2d):
            layer.weight.data[:] = torch.tensor([[params["weight"]]], dtype=torch.float64)
            layer.bias.data[:] = params["bias_value"]
        with torch.inference_mode():
            signal = layer(signal)
        found.append(signal.item() if signal.numel() == 1 else signal[0, 0].tolist())
    return found


def slope(params: ItemParams) -> float:
    """The gradient at an activation's input, found by trying outputs until the given one comes."""
    torch = loaded()
    activation = module(params["layers"][0])
    low, high = torch.tensor(-20.0, dtype=torch.float64), torch.tensor(20.0, dtype=torch.float64)
    for _ in range(80):
        middle = (low + high) / 2
        low, high = (middle, high) if activation(middle) < params["output"] else (low, middle)
    place = low.clone().requires_grad_()
    (params["gradient"] * activation(place)).backward()
    return float(place.grad)


def derivative(params: ItemParams) -> float:
    """A chain of sigmoid units, their slopes by small differences."""
    torch = loaded()

    def passed(x: float) -> float:
        for output, weight, place in zip(params["outputs"], params["weights"], places, strict=True):
            made = float(torch.sigmoid(torch.logit(torch.tensor(output).double()) + weight * (x - place)))
            x = x + made if params["skip"] else made
        return x

    places = [0.0]
    for output in params["outputs"]:
        places.append(places[-1] + output if params["skip"] else output)
    places.pop()
    step = 1e-4
    return (passed(step) - passed(-step)) / (2 * step)


def zero_outputs(params: ItemParams) -> int:
    """Outputs that are zero."""
    torch = loaded()
    entering = torch.tensor(params["x"]) * params.get("weight", 1) + params.get("bias", 0)
    return int((module(params["layers"][0])(entering) == 0).sum())


def numbers_in_matrix(params: ItemParams) -> int:
    """What ``torch.nn.Unfold`` makes of an input of the layer."""
    torch = loaded()
    (layer,) = params["layers"]
    unfold = torch.nn.Unfold(layer["kernel_size"], padding=layer["padding"], stride=layer["stride"])
    return int(unfold(torch.zeros(1, *params["input"])).numel())


ALONE: dict[str, Callable[[ItemParams], Any]] = {
    "value": value,
    "maps": maps,
    "slope": slope,
    "derivative": derivative,
    "zero_outputs": zero_outputs,
    "numbers_in_matrix": numbers_in_matrix,
}
