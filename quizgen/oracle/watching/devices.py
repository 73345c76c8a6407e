"""Somebody's code on a machine without the GPU that it asks for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import cache
from typing import Any

from quizgen.oracle.running import loaded
from quizgen.sparing import TORCH

ELSEWHERE = ("cuda", "mps", "xpu")
MOVES = frozenset({"to", *ELSEWHERE})
"""Functions whose arguments may name a device as a word."""


@contextmanager
def at_home() -> Iterator[None]:
    """Within the block whatever is put on a GPU stays on the CPU, where there is no GPU; torch is whole."""
    torch = loaded()
    TORCH.complete()
    if torch.cuda.is_available() or torch.backends.mps.is_available():
        yield
        return
    with _home()():
        yield


@cache
def _home() -> Any:
    """A mode in which functions of torch know of no other device."""

    class Home(loaded().overrides.TorchFunctionMode):  # type: ignore[misc]  # torch is not typed here
        def __torch_function__(
            self, function: Any, types: Any, args: Sequence[Any] = (), options: Mapping[str, Any] | None = None
        ) -> Any:
            del types
            options = options or {}
            name = getattr(function, "__name__", "")
            if name in ELSEWHERE:
                return args[0]
            if name in MOVES:
                args = [args[0], *map(_near, args[1:])]
            if "device" in options:
                options = {**options, "device": _near(options["device"])}
            return function(*args, **options)

    return Home


def _near(value: Any) -> Any:
    """The CPU for a GPU; anything else as it is."""
    device = loaded().device
    if isinstance(value, str) and value.partition(":")[0] in ELSEWHERE:
        return device("cpu")
    return device("cpu") if isinstance(value, device) and value.type in ELSEWHERE else value
