"""Multiplications and memory from an item's JSON."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from typing import Any

from quizgen.oracle.from_json.built import ItemParams, network
from quizgen.oracle.running import counting, loaded


def flops(params: ItemParams) -> int:
    """What torch's own counter finds for one input; it counts two for each multiplication."""
    torch = loaded()
    with torch.inference_mode(), counting() as counter:
        network(params["layers"])(torch.empty(1, *params["input"], device="meta"))
    return int(counter.get_total_flops())


def memory(params: ItemParams) -> Fraction:
    """All layers' outputs for the batch, in the dtype and unit given."""
    torch = loaded()
    dtype = getattr(torch, params["dtype"])
    signal, found = torch.empty(params["batch"], *params["input"], device="meta", dtype=dtype), 0
    for layer in network(params["layers"]):
        signal = layer.to(dtype)(signal)
        found += signal.numel() * signal.element_size()
    return Fraction(found, {"bytes": 1, "KiB": 1024}[params["unit"]])


def linear_parameters(params: ItemParams) -> int:
    """The learnable parameters of the linear layers only, whose inputs are what really reaches them."""
    torch = loaded()
    signal, found = torch.empty(1, *params["input"], device="meta"), 0
    for layer in network(params["layers"]):
        signal = layer(signal)
        if isinstance(layer, torch.nn.Linear):
            found += sum(parameter.numel() for parameter in layer.parameters())
    return found


ALONE: dict[str, Callable[[ItemParams], Any]] = {
    "flops": flops,
    "macs": lambda params: flops(params) // 2,
    "memory": memory,
    "linear_parameters": linear_parameters,
}
