"""A module built without its first random weights: nobody looks at them, and drawing them takes most of the time."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache
from typing import Any, TypeVar

from quizgen.oracle.running import loaded
from quizgen.oracle.watching import functions
from quizgen.oracle.watching.flow import tensors

T = TypeVar("T")
LARGE = 1 << 14
"""Numbers from which on a weight stays empty; it takes no memory then, either."""
DRAWN = frozenset({"normal", "uniform", "kaiming_uniform", "kaiming_normal", "xavier_uniform", "xavier_normal"})
CHANGED = frozenset({"mul", "add", "sub", "div", "clamp", "erfinv", "fill", "zero", "constant"})
"""What is done to weights that were not drawn is left out as well."""
HARMLESS = functions.UNTOLD | functions.ARRANGED | {"permute", "transpose", "t", "T", "mT", "deepcopy"}


class _Wanted(Exception):  # noqa: N818 - nothing is wrong
    """Somebody's code looks at weights, which therefore have to be numbers."""


def built(make: Callable[[], T]) -> T:
    """What ``make`` gives, built without drawing large weights; as it is where that fails or where they are read."""
    init = loaded().nn.init
    truncated = init._no_grad_trunc_normal_
    try:
        with _leaving()() as leaving:
            init._no_grad_trunc_normal_ = lambda one, *rest, **options: (
                leaving.left(one) if one.numel() >= LARGE else truncated(one, *rest, **options)
            )
            return make()
    except Exception:  # noqa: BLE001 - somebody's code may want weights that are numbers
        init._no_grad_trunc_normal_ = truncated
        return make()
    finally:
        init._no_grad_trunc_normal_ = truncated


@cache
def _leaving() -> Callable[[], Any]:
    mode = loaded().overrides.TorchFunctionMode

    class Leaving(mode):  # type: ignore[misc, valid-type]  # torch is imported late
        def __init__(self) -> None:
            super().__init__()
            self._empty: set[int] = set()

        def left(self, tensor: Any) -> Any:
            """A tensor that stays empty."""
            self._empty.add(_memory(tensor))
            return tensor

        def __torch_function__(
            self, function: Any, types: object, args: Sequence[Any] = (), options: dict[str, Any] | None = None
        ) -> Any:
            del types
            options = options or {}
            name = functions.word(function)
            large = [one for one in tensors([*args, *options.values()]) if one.numel() >= LARGE]
            if large and getattr(function, "__name__", "").endswith("_") and large[0] is (args or large)[0]:
                if name in DRAWN:
                    return self.left(large[0])
                if name in CHANGED and _memory(large[0]) in self._empty:
                    return large[0]
            if name not in HARMLESS and any(_memory(one) in self._empty for one in large):
                raise _Wanted(name)
            return function(*args, **options)

    return Leaving


def _memory(tensor: Any) -> int:
    with loaded()._C.DisableTorchFunction():  # noqa: SLF001 - torch names no other way
        return int(tensor.untyped_storage().data_ptr())
