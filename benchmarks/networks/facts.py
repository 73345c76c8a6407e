"""What is known of a network without `explain`."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import torch
from torch.overrides import TorchFunctionMode

PRODUCTS = {"matmul", "__matmul__", "__rmatmul__", "bmm", "baddbmm", "einsum"}
WHOLE = ("attention", "transformer_encoder_layer")
"""Parts of the names of functions that do all of it."""


class _Watch(TorchFunctionMode):
    """Notes whether a forward multiplies two of its own maps with each other."""

    found: bool = False

    def __torch_function__(self, func: Any, types: Any, args: Any = (), kwargs: Any = None) -> Any:
        name = getattr(func, "__name__", "")
        if any(part in name for part in WHOLE):
            self.found = True
        elif name in PRODUCTS:
            factors = [part for part in _flat(args) if isinstance(part, torch.Tensor)]
            self.found |= not any(isinstance(part, torch.nn.Parameter) for part in factors)
        return func(*args, **(kwargs or {}))


def _flat(args: Sequence[Any]) -> list[Any]:
    return [part for one in args for part in (one if isinstance(one, (list, tuple)) else (one,))]


def attends(module: Any, shape: Sequence[int], device: str) -> bool:
    """Whether the forward has attention: products of matrices that both follow from the input.

    On the device ``meta`` nothing is reckoned, which would take longer than all the rest, and the module loses its
    weights.
    """
    with torch.no_grad(), _Watch() as watch:
        module.to(device)(torch.zeros(1, *shape, device=device))
    return bool(watch.found)


def parameters(module: Any) -> int:
    """All of a module's parameters, each counted once."""
    return sum(part.numel() for part in module.parameters())
