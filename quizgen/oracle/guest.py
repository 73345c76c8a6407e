"""Torch in somebody's own process: afterwards it works as before, and so does a module of his that was run."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from copy import copy, deepcopy
from threading import RLock
from typing import Any

from quizgen.oracle.running import imported, loaded
from quizgen.sparing import TORCH

_TURN = RLock()
"""Torch's threads and random numbers belong to the process, hooks to a module: guests of several threads take turns."""


@contextmanager
def as_guest() -> Iterator[None]:
    """Within the block torch works on one thread; then on as many as before, and its random numbers go on.

    Other threads wait until the block ends.
    """
    with _TURN:
        torch = imported()
        TORCH.complete()
        threads = torch.get_num_threads()
        devices = list(range(torch.cuda.device_count())) if torch.cuda.is_initialized() else []
        with torch.random.fork_rng(devices):
            loaded()
            torch.set_num_threads(1)
            try:
                yield
            finally:
                torch.set_num_threads(threads)


@contextmanager
def lent(module: Any) -> Iterator[Any]:
    """The module, to be run in the block; afterwards it has all attributes, hooks, buffers and flags as before.

    Of one whose parameters have no shape yet, which running would settle, and of one that is not in the memory of the
    CPU, it is a copy. What torch was to compile runs as it is written.
    """
    torch = imported()
    with ExitStack() as stack:
        stack.enter_context(_as_written())
        if any(isinstance(one, torch.nn.parameter.UninitializedTensorMixin) for one in _tensors(module)):
            yield deepcopy(module)
            return
        if any(one.device.type != "cpu" for one in _tensors(module)):
            yield _brought(module)
            return
        for one in module.modules():
            stack.callback(_kept(one))
        for buffer in module.buffers():
            stack.callback(_written_back(buffer, buffer.detach().clone()))
        for parameter in module.parameters():
            stack.callback(setattr, parameter, "grad", parameter.grad)
        yield module


def written(module: Any) -> Any:
    """The module that somebody wrote, whether or not ``torch.compile`` is around it."""
    return module._orig_mod if type(module).__name__ == "OptimizedModule" else module  # noqa: SLF001 - no other way


@contextmanager
def _as_written() -> Iterator[None]:
    """Within the block nothing is compiled: operators run one by one, where they can be watched."""
    if "torch._dynamo" not in sys.modules:  # nothing can be compiled without, and importing it takes seconds
        yield
        return
    with imported().compiler.set_stance("force_eager"):
        yield


def _brought(module: Any) -> Any:
    """A copy on the CPU; what parameters hold, which nobody asks for, stays where it is."""
    torch = imported()
    there: dict[int, Any] = {}
    for one in module.parameters():
        zeros = torch.zeros(one.shape, dtype=one.dtype)
        there[id(one)] = torch.nn.Parameter(zeros, requires_grad=one.requires_grad)
    for one in module.buffers():
        there[id(one)] = torch.zeros_like(one, device="cpu") if one.is_meta else one.detach().cpu()
    return deepcopy(module, there)


def _tensors(module: Any) -> Iterator[Any]:
    yield from module.parameters()
    yield from module.buffers()


def _written_back(buffer: Any, value: Any) -> Callable[[], None]:
    def again() -> None:
        with imported().no_grad():
            buffer.copy_(value)

    return again


def _kept(one: Any) -> Callable[[], None]:
    """Gives a module its attributes back; a list, a dictionary or a set among them stays the same one."""
    kind, attributes = type(one), dict(vars(one))
    held = [(value, copy(value)) for value in attributes.values() if isinstance(value, (dict, list, set))]

    def again() -> None:
        for value, before in held:
            value.clear()
            (value.extend if isinstance(value, list) else value.update)(before)
        one.__class__ = kind
        vars(one).clear()
        vars(one).update(attributes)

    return again
