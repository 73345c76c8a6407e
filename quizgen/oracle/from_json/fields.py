"""Which positions see which, and values of blocks, from an item's JSON."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from fractions import Fraction
from functools import lru_cache
from itertools import count, takewhile
from typing import Any

from quizgen.oracle.from_json.built import KEPT, ItemParams, module, parameters, shape
from quizgen.oracle.running import loaded

DEFAULTS = {"padding": 0, "dilation": 1}


def _ones(layers: Sequence[ItemParams]) -> Any:
    """One row: each layer as a convolution of ones, a pooling layer too (it reaches the same positions)."""
    moves = ("kernel_size", "stride", "padding", "dilation")
    return loaded().nn.Sequential(*(_one(*(layer.get(name, DEFAULTS.get(name)) for name in moves)) for layer in layers))


@lru_cache(maxsize=KEPT)
def _one(*moves: int) -> Any:
    """A convolution that nothing changes."""
    made = loaded().nn.Conv1d(1, 1, *moves, bias=False).double().requires_grad_(requires_grad=False)
    loaded().nn.init.ones_(made.weight)
    return made


def _seen(layers: Sequence[ItemParams], unit: int, length: int = 400) -> list[int]:
    """The input positions that the unit's gradient reaches."""
    (places,) = _all_seen(layers, [unit], length)
    return places


def _all_seen(layers: Sequence[ItemParams], units: Sequence[int], length: int) -> list[list[int]]:
    """Those of each unit; the layers are run once."""
    torch = loaded()
    x = torch.zeros(1, 1, length, dtype=torch.float64, requires_grad=True)
    made = _ones(layers)(x)[0, 0]
    every = (torch.autograd.grad(made[unit], x, retain_graph=True)[0] for unit in units)
    return [gradient[0, 0].nonzero().flatten().tolist() for gradient in every]


def inputs_used(params: ItemParams) -> int:
    """How many rows a unit sees; an ``added`` layer has the largest dilation with which it sees all of its field."""
    layers = params["layers"]
    if "added" not in params:
        return len(_seen(layers, 0))
    fields = (_seen([*layers, params["added"] | {"dilation": rate}], 0, 1000) for rate in count(1))
    return len(list(takewhile(lambda seen: len(seen) == seen[-1] + 1, fields))[-1])


def row(params: ItemParams) -> int:
    """The first or last input row that a unit sees."""
    seen = _seen(params["layers"], params["unit"])
    return seen[0] if params["end"] == "first" else seen[-1]


def outputs_reached(params: ItemParams) -> int:
    """The most outputs that one input reaches."""
    torch, made = loaded(), _ones(params["layers"])
    rows = torch.eye(400, dtype=torch.float64).unsqueeze(1)
    with torch.inference_mode():
        most = int(made(rows)[:, 0].ne(0).sum(dim=1).max())
    return int(most ** params["axes"])


def start(params: ItemParams) -> Fraction:
    """From two units in the middle: their fields are whole there, and neighbouring ones are one jump apart."""
    unit = 12
    here, there = _all_seen(params["layers"], (unit, unit + 1), 1600)
    return Fraction(here[0] + here[-1], 2) - unit * (there[0] - here[0])


def causal_padding(params: ItemParams) -> int:
    """How much shorter layers without padding make a row."""
    torch = loaded()
    sequence = torch.nn.Sequential(*(module(layer) for layer in params["sequence"]))
    length = 10 + sum(layer["dilation"] * layer["kernel_size"] for layer in params["sequence"])
    with torch.inference_mode():
        left = sequence(torch.zeros(1, 1, length)).shape[-1]
    return int(length - left)


def residual_value(params: ItemParams) -> int:
    """A number through residual blocks of two units each."""
    torch = loaded()
    x = torch.tensor(float(params["x"]), dtype=torch.float64)
    for first, bias_1, second, bias_2 in params["blocks"]:
        inner = torch.relu(x * first + bias_1)
        x = torch.relu(inner * second + bias_2 + x)
    return int(x.item())


def pointwise_value(params: ItemParams) -> int:
    """One channel of a 1x1 convolution at one pixel, or of another one that follows it."""
    torch = loaded()
    real = [module(layer).double() for layer in params["layers"]]
    named = [("weight", "bias"), ("last_weight", "last_bias")]
    with torch.no_grad():
        for conv, (weight, bias) in zip(real[::2], named, strict=False):
            conv.weight.copy_(torch.tensor(params[weight], dtype=torch.float64)[:, :, None, None])
            conv.bias.copy_(torch.tensor(params[bias], dtype=torch.float64))
        x = torch.tensor(params["x"], dtype=torch.float64)[None, :, None, None]
        return int(torch.nn.Sequential(*real)(x)[0, params["channel"], 0, 0].item())


ALONE: dict[str, Callable[[ItemParams], Any]] = {
    "visible_pixels": lambda params: len(_seen(params["layers"], 0)),
    "row": row,
    "outputs_reached": outputs_reached,
    "start": start,
    "causal_padding": causal_padding,
    "inputs_used": inputs_used,
    "channels": lambda params: shape(params)[0],
    "shortcut_parameters": lambda params: parameters(params["layers"][0]["shortcut"]),
    "residual_value": residual_value,
    "pointwise_value": pointwise_value,
}
