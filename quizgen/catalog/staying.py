"""Within a block nobody's code ends Python itself past all exceptions, as ``os._exit`` does: it raises SystemExit.

It costs nothing where no such function is called. What ends the process from outside, or by a fault in C code, does so.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from types import ModuleType
from typing import Any

ENDING = ("_exit", "abort", "execv", "execve")
"""The functions of ``os``, and of the module below it, that end Python or put another program in its place."""
KILL = "kill"
BELOW = {"posix": "posix", "nt": "nt"}[os.name]


@contextmanager
def staying() -> Iterator[None]:
    """A process that is forked within the block may still end in this way, and so may who keeps a function."""
    inside = [os.getpid()]
    with ExitStack() as stack:
        for module in (os, sys.modules[BELOW]):
            for name in ENDING:
                if hasattr(module, name):
                    _put(stack, module, name, _raising(name, getattr(module, name), inside))
            _put(stack, module, KILL, _sparing(getattr(module, KILL), inside))
        stack.callback(inside.clear)
        yield


def _put(stack: ExitStack, module: ModuleType, name: str, function: Callable[..., Any]) -> None:
    """Another function in a module, until the stack is left; importing ``unittest.mock`` for it takes 20 ms."""
    stack.callback(setattr, module, name, getattr(module, name))
    setattr(module, name, function)


def _raising(name: str, real: Callable[..., Any], inside: list[int]) -> Callable[..., Any]:
    def ending(*arguments: Any, **named: Any) -> Any:
        if os.getpid() in inside:
            raise SystemExit(f"os.{name} ends Python itself")
        return real(*arguments, **named)

    return ending


def _sparing(real: Callable[[int, int], None], inside: list[int]) -> Callable[[int, int], None]:
    def kill(pid: int, signal: int, /) -> None:
        if signal and pid == os.getpid() and pid in inside:
            raise SystemExit("os.kill ends Python itself")
        real(pid, signal)

    return kill
