"""Any code run for its shapes alone: tensors are on the meta device, and layers run on none of their samples."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import cache
from typing import Any

from quizgen.oracle.running import loaded

LAYERS = frozenset(
    {f"{layer}2d" for layer in ("conv", "conv_transpose", "max_pool", "avg_pool", "adaptive_avg_pool")}
    | {"linear", "relu"}
)
MAKERS = frozenset({"empty", "zeros", "ones", "rand", "randn"})
FILLERS = frozenset({"kaiming_uniform_", "uniform_", "normal_", "zero_", "fill_"})


@cache
def sampleless() -> Any:
    """A mode of torch in which new tensors have a shape and no values, and layers are given no sample.

    Torch's own code for the meta device would give the same shapes, and import the compiler and sympy first.
    """
    overrides, meta = loaded().overrides, loaded().device("meta")

    class Sampleless(overrides.TorchFunctionMode):  # type: ignore[misc, name-defined]  # torch is imported late
        def __torch_function__(
            self, func: Callable[..., Any], _: object, args: Sequence[Any] = (), kwargs: Mapping[str, Any] | None = None
        ) -> Any:
            name, options = getattr(func, "__name__", ""), kwargs or {}
            if name in LAYERS:
                return _run(func, args, options)
            if name in MAKERS:
                return func(*args, **{**options, "device": meta})
            if name in FILLERS:
                return args[0] if args else options["tensor"]
            return func(*args, **options)

    return Sampleless()


def _run(layer: Callable[..., Any], args: Sequence[Any], options: Mapping[str, Any]) -> Any:
    """What the layer really gives for no sample, as if all samples had been given."""
    torch = loaded()
    signal, *rest = args
    given = layer(torch.empty((0, *signal.shape[1:]), dtype=signal.dtype), *map(_stored, rest), **options)
    return torch.empty((signal.shape[0], *given.shape[1:]), dtype=given.dtype, device=signal.device)


def _stored(weight: Any) -> Any:
    """A weight of the same shape outside the meta device, all its numbers stored as one."""
    torch = loaded()
    return torch.empty((), dtype=weight.dtype).expand(weight.shape) if isinstance(weight, torch.Tensor) else weight
