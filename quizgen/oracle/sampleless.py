"""Any code run for its shapes alone: tensors are on the meta device, and layers run on none of their samples."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import cache, partialmethod
from typing import Any

from quizgen.oracle.modules import LARGE, unfilled
from quizgen.oracle.running import loaded, untouched

LAYERS = frozenset(
    {
        f"{layer}{axes}d"
        for layer in ("conv", "conv_transpose", "max_pool", "avg_pool", "adaptive_avg_pool")
        for axes in (1, 2, 3)
    }
    | {"linear", "relu"}
)
MAKERS = ("empty", "zeros", "ones", "rand", "randn")


@cache
def makers() -> dict[str, Callable[..., Any]]:
    """Torch's functions that make tensors, by name; theirs have a shape and no values, and layers give them no sample.

    Torch's own code for the meta device would give the same shapes, and import the compiler and sympy first.
    """
    return {name: _shapes_alone(getattr(loaded(), name)) for name in MAKERS}


def _shapes_alone(make: Callable[..., Any]) -> Callable[..., Any]:
    meta, sampleless = _meta(), _sampleless()
    return lambda *args, **options: make(*args, **{**options, "device": meta}).as_subclass(sampleless)


@cache
def modules() -> dict[str, type[Any]]:
    """Common modules of ``torch.nn`` by name, without first weights, the large ones on the meta device."""
    own = dict(unfilled())
    for name in (kind.__name__ for kind in LARGE):
        made = partialmethod(own[name].__init__, device=_meta())
        own[name] = type(name, (own[name],), {"__init__": made})
    return own


@cache
def _meta() -> Any:
    return loaded().device("meta")


@cache
def _sampleless() -> type[Any]:
    tensor = loaded().Tensor

    class Sampleless(tensor):  # type: ignore[misc, valid-type]  # torch is imported late
        @classmethod
        def __torch_function__(
            cls,
            func: Callable[..., Any],
            types: Sequence[type[Any]],
            args: Sequence[Any] = (),
            kwargs: Mapping[str, Any] | None = None,
        ) -> Any:
            if getattr(func, "__name__", "") in LAYERS:
                with loaded()._C.DisableTorchFunctionSubclass():  # noqa: SLF001 - torch's own subclasses do the same
                    return _run(func, args, kwargs or {}).as_subclass(cls)
            return super().__torch_function__(func, types, args, kwargs)

    return Sampleless


def _run(layer: Callable[..., Any], args: Sequence[Any], options: Mapping[str, Any]) -> Any:
    """What the layer really gives for no sample, as if all samples had been given."""
    torch = loaded()
    signal, *rest = args
    given = layer(torch.empty((0, *signal.shape[1:]), dtype=signal.dtype), *map(_off_meta, rest), **options)
    return torch.empty((signal.shape[0], *given.shape[1:]), dtype=given.dtype, device=_meta())


def _off_meta(weight: Any) -> Any:
    """A weight of the same shape outside the meta device."""
    return untouched(weight.shape, weight.dtype) if isinstance(weight, loaded().Tensor) else weight
