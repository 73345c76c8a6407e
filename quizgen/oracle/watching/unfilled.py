"""A module built without its first random weights: nobody looks at them, and drawing them takes most of the time."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache
from typing import Any, TypeVar

from quizgen.oracle.running import loaded

T = TypeVar("T")
LARGE = 1 << 14
"""Numbers from which on a weight stays empty; it takes no memory then, either."""
DRAWN = frozenset({"normal", "uniform", "kaiming_uniform", "kaiming_normal", "xavier_uniform", "xavier_normal"})
CHANGED = frozenset({"mul", "add", "sub", "div", "clamp", "erfinv", "fill", "zero", "constant"})
"""What is done to weights that were not drawn is left out as well."""


def built(make: Callable[[], T]) -> T:
    """What ``make`` gives, built without drawing large weights; as it is where that fails."""
    try:
        with _leaving()():
            return make()
    except Exception:  # noqa: BLE001 - somebody's code may want weights that are numbers
        return make()


@cache
def _leaving() -> Callable[[], Any]:
    mode = loaded().overrides.TorchFunctionMode

    class Leaving(mode):  # type: ignore[misc, valid-type]  # torch is imported late
        def __init__(self) -> None:
            super().__init__()
            self._empty: set[int] = set()

        def __torch_function__(
            self, function: Any, types: object, args: Sequence[Any] = (), options: dict[str, Any] | None = None
        ) -> Any:
            del types
            options = options or {}
            name = getattr(function, "__name__", "")
            first = args[0] if args else options.get("tensor")
            if name.endswith("_") and isinstance(first, loaded().Tensor) and first.numel() >= LARGE:
                with loaded()._C.DisableTorchFunction():  # noqa: SLF001 - torch names no other way
                    memory = first.untyped_storage().data_ptr()
                if name.strip("_") in DRAWN:
                    self._empty.add(memory)
                if memory in self._empty and name.strip("_") in DRAWN | CHANGED:
                    return first
            return function(*args, **options)

    return Leaving
