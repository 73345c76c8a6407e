"""Torch in somebody's own process: afterwards it works as before, and so does a module of his that was run."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from copy import copy, deepcopy
from typing import Any

from quizgen.oracle.running import imported, loaded


@contextmanager
def as_guest() -> Iterator[None]:
    """Within the block torch works on one thread; then on as many as before, and its random numbers go on."""
    torch = imported()
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

    Of one whose parameters have no shape yet, which running would settle, it is a copy.
    """
    torch = imported()
    if any(isinstance(one, torch.nn.parameter.UninitializedTensorMixin) for one in _tensors(module)):
        yield deepcopy(module)
        return
    with ExitStack() as stack:
        for one in module.modules():
            stack.callback(_kept(one))
        for buffer in module.buffers():
            stack.callback(_written_back(buffer, buffer.detach().clone()))
        for parameter in module.parameters():
            stack.callback(setattr, parameter, "grad", parameter.grad)
        yield module


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
