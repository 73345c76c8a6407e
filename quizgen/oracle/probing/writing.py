"""Tensors of plain numbers that marks are written into, such as the zeros that a forward puts around a map."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any

from msgspec import Struct, field

from quizgen.oracle.probing.calls import Made, Probe, Untold
from quizgen.oracle.probing.marked import kind, marked
from quizgen.oracle.probing.seen import nothing
from quizgen.oracle.running import loaded
from quizgen.oracle.watching.flow import tensors
from quizgen.oracle.watching.functions import word, writes


class Written(Struct):
    """Plain tensors of a run that were written into, by their ids, each with the one of marks in its place."""

    probe: Probe
    kept: dict[int, tuple[Any, Any]] = field(default_factory=dict)

    def take(self, function: Any, args: Sequence[Any], options: Mapping[str, Any]) -> None:
        """Notes a tensor that a function is about to write marks into. Raises Untold for a part of one."""
        target = args[0]
        if not isinstance(target, loaded().Tensor) or isinstance(target, kind()) or id(target) in self.kept:
            return
        if not any(isinstance(self.put(one), kind()) for one in tensors([*args[1:], *options.values()])):
            return
        if target._base is not None:  # noqa: SLF001 - torch names no other way
            raise Untold(word(function))
        made = Made(tuple(target.shape), (nothing(target.dim()),) * self.probe.axes, target.dtype)
        self.kept[id(target)] = target, marked(made, self.probe)

    def put(self, value: Any) -> Any:
        """An argument, or those in lists, with marks where there are some now."""
        if type(value) in {list, tuple}:
            return type(value)(map(self.put, value))
        found = self.kept.get(id(value))
        return value if found is None else found[1]


@cache
def writing() -> Any:
    """A mode of torch, made for a ``Probe``; torch is imported late.

    A plain tensor cannot carry marks. Once some are written into it, one that can stands in its place.
    """

    class Writing(loaded().overrides.TorchFunctionMode):  # type: ignore[misc]  # torch is imported late
        def __init__(self, probe: Probe) -> None:
            super().__init__()
            self._written = Written(probe)

        def __torch_function__(
            self, function: Any, types: object, args: Sequence[Any] = (), kwargs: Mapping[str, Any] | None = None
        ) -> Any:
            del types
            options = dict(kwargs or {})
            if args and writes(function, options):
                self._written.take(function, args, options)
            if self._written.kept:
                args = self._written.put(tuple(args))
                options = {name: self._written.put(one) for name, one in options.items()}
            return function(*args, **options)

    return Writing
