"""Torch's operators as they run below a forward: their products counted, and large maps spared."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from quizgen.oracle.running import loaded
from quizgen.oracle.watching.blanks import spared
from quizgen.oracle.watching.calls import Listener
from quizgen.oracle.watching.products import Groups, base, in_groups, products


class Count:
    """What was counted since it was last asked: products, and the operators whose products nobody knows.

    ``groups`` are the channels of the first convolution with groups in all, None where there was none.
    """

    def __init__(self, *, sparing: bool) -> None:
        self.sparing = sparing
        self.paused = 0
        self.groups: Groups | None = None
        self._macs, self._unknown = 0, list[str]()

    def note(self, function: Any, args: Sequence[Any], options: Mapping[str, Any], output: Any) -> None:
        """One operator."""
        if self.paused:
            return
        self.groups = self.groups or in_groups(function, args, output)
        found = products(function, args, options, output)
        if found is None:
            self._unknown.append(base(function))
        else:
            self._macs += found

    def taken(self) -> tuple[int, tuple[str, ...]]:
        """The count, which begins anew."""
        found = self._macs, tuple(dict.fromkeys(self._unknown))
        self._macs, self._unknown = 0, []
        return found


@dataclass(slots=True)
class Counted(Listener):
    """Who hears of calls and takes what was counted meanwhile; what is made of weights alone does not count."""

    count: Count

    def rests(self, *, on: bool) -> None:
        """As in ``Listener``."""
        self.count.paused += 1 if on else -1


@cache
def counted() -> Callable[[Count], Any]:
    """The context in which operators are counted; torch is imported late."""
    torch = loaded()
    mode = torch.utils._python_dispatch.TorchDispatchMode  # noqa: SLF001 - torch's own counter does the same

    class Counting(mode):  # type: ignore[misc, valid-type]  # torch is imported late
        def __init__(self, count: Count) -> None:
            super().__init__()
            self._count = count

        @classmethod
        def _should_skip_dynamo(cls) -> bool:
            """Torch would import its compiler, to tell it to stay away."""
            return False

        def __torch_dispatch__(
            self, function: Any, types: object, args: Sequence[Any] = (), options: Mapping[str, Any] | None = None
        ) -> Any:
            del types
            options = options or {}
            if torch.is_inference_mode_enabled() and _is_composite(function):
                with self:
                    return function.decompose(*args, **options)
            with torch._C.DisableTorchFunction():  # noqa: SLF001 - what runs below a function is none of its calls
                output = spared(function, args, options) if self._count.sparing else function(*args, **options)
            self._count.note(function, args, options, output)
            return output

    return Counting


def _is_composite(function: Any) -> bool:
    dispatch = loaded()._C._dispatch_has_kernel_for_dispatch_key  # noqa: SLF001 - torch names no other way
    return bool(dispatch(function.name(), "CompositeImplicitAutograd"))
