"""Multiplications and memory from an item's JSON."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from fractions import Fraction
from functools import lru_cache
from math import prod
from typing import Any

from quizgen.oracle.from_json.built import KEPT, ItemParams, blank, parameters, sequence, shape
from quizgen.oracle.running import flop_formulas, loaded

MAP = (16, 16)
"""The maps of layers that are compared on maps of any size."""


def flops(params: ItemParams) -> int:
    """What torch's own formulas count for each layer from the shapes that it meets; two for each multiplication."""
    found, size = 0, tuple(params["input"])
    for layer in params["layers"]:
        more, size = _met(json.dumps(layer), size)
        found += more
    return found


@lru_cache(maxsize=KEPT)
def _met(layer: str, size: tuple[int, ...]) -> tuple[int, tuple[int, ...]]:
    """What is counted for a layer and all within it that meet an input of that size, and what it gives."""
    found: list[int] = []
    made = sequence([json.loads(layer)]).eval()
    for one in made.modules():
        one.register_forward_hook(lambda *met: found.append(_counted(*met)))
    with loaded().inference_mode():
        given = made(blank(size))
    return sum(found), tuple(given.shape[1:])


def _counted(layer: Any, signals: tuple[Any, ...], output: Any) -> int:
    """Those of one layer for one sample; only convolutions and linear layers multiply."""
    nn, formulas = loaded().nn, flop_formulas()
    given, made = ((1, *signal.shape[1:]) for signal in (signals[0], output))
    turned = nn.ConvTranspose1d | nn.ConvTranspose2d | nn.ConvTranspose3d
    if isinstance(layer, nn.Conv1d | nn.Conv2d | nn.Conv3d | turned):
        transposed = isinstance(layer, turned)
        return int(formulas.conv_flop_count(given, layer.weight.shape, made, transposed))
    return int(formulas.mm_flop(given, layer.weight.T.shape)) if isinstance(layer, nn.Linear) else 0


def macs(params: ItemParams) -> int:
    """Those of the layers; or of one that costs ``macs`` on other maps, or with ``times`` as many channels."""
    if "before" in params:
        return int(params["macs"] * Fraction(flops(params), flops(params | {"input": [1, *params["before"]]})))
    if "times" in params:
        old = params["layer"]
        channels = {name: params["times"] * old[name] for name in ("in_channels", "out_channels")}
        new = old | channels | {"groups": params["new_groups"]}
        costs = [flops({"input": [one["in_channels"], *MAP], "layers": [one]}) for one in (new, old)]
        return int(params["macs"] * Fraction(*costs))
    return flops(params) // 2


def memory(params: ItemParams) -> Fraction:
    """All layers' outputs for the batch, in the dtype and unit given."""
    found = 0
    with _numbers(getattr(loaded(), params["dtype"])), loaded().inference_mode():
        signal = blank(params["input"])
        for layer in sequence(params["layers"]).eval():
            signal = layer(signal)
            found += params["batch"] * prod(signal.shape[1:]) * signal.element_size()
    return Fraction(found, {"bytes": 1, "KiB": 1024}[params["unit"]])


@contextmanager
def _numbers(dtype: Any) -> Iterator[None]:
    """In which type new tensors are made."""
    torch = loaded()
    before = torch.get_default_dtype()
    torch.set_default_dtype(dtype)
    try:
        yield
    finally:
        torch.set_default_dtype(before)


def linear_parameters(params: ItemParams) -> int:
    """The learnable parameters of the linear layers only, whose inputs are what really reaches them."""
    layers = params["layers"]
    shape(params)
    return parameters([layer for layer in layers if layer["type"] == "Linear"])


ALONE: dict[str, Callable[[ItemParams], Any]] = {
    "flops": flops,
    "macs": macs,
    "memory": memory,
    "linear_parameters": linear_parameters,
}
