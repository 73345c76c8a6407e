"""An item's key from its JSON alone: what ``params`` names is built and run by real torch, no formula is read.

Each module here holds functions by the word in ``asks`` as ``ALONE``; a new file needs no registration. A function is
given the ``params`` and returns the key as the JSON has it: a number, or a list for a shape; for several parts a list
with the key of each; for a grid its rows, each with one value for every column, where cells that are given may hold
anything.
"""

from __future__ import annotations

import pkgutil
from collections.abc import Callable, Mapping
from functools import cache
from importlib import import_module
from typing import Any, TypeAlias

Alone: TypeAlias = Callable[[dict[str, Any]], Any]


@cache
def known() -> Mapping[str, Alone]:
    """The functions of all modules by their words; raises ValueError for a word that two of them have."""
    found: dict[str, Alone] = {}
    for module in pkgutil.iter_modules(__path__, f"{__name__}."):
        own: Mapping[str, Alone] = getattr(import_module(module.name), "ALONE", {})
        if taken := sorted(found.keys() & own):
            raise ValueError(f"{module.name} has functions for {', '.join(taken)}, as another module has")
        found |= own
    return found
