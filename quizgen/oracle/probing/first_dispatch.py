"""Torch's first call of a tensor class of Python, before which it wants to know how tensors over several machines look.

For that it imports ``torch.distributed.tensor`` with all of sympy, once in a process: half of what it takes to explain
a small network. A network that was run and has not imported it has no such tensors.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from contextlib import suppress
from types import ModuleType
from typing import Any

from quizgen.oracle.running import loaded
from quizgen.sparing import TORCH

NAME = "torch.distributed.tensor"


def settle() -> None:
    """Answers torch that nothing is such a tensor, for as long as the process lives, where that is one of ours."""
    if not TORCH.own or NAME in sys.modules:
        return
    torch = loaded()
    stand_in: Any = ModuleType(NAME)
    stand_in.DTensor = type("DTensor", (), {})
    sys.modules[NAME] = stand_in
    try:
        with suppress(AttributeError, ImportError):  # another version looks at what is really there
            torch.neg(torch.Tensor._make_wrapper_subclass(_first(), (1,)))  # noqa: SLF001 - torch names no other way
    finally:
        del sys.modules[NAME]


def _first() -> Any:
    class First(loaded().Tensor):  # type: ignore[misc]  # torch is imported late
        @classmethod
        def __torch_dispatch__(cls, function: Any, types: object, args: Sequence[Any], kwargs: object = None) -> Any:
            del function, types, kwargs
            return args[0]

    return First
