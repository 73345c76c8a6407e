"""Whose a module's parameters are: each counts once, at the first call of its layer, or in a row of its own."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from quizgen.oracle.running import loaded
from quizgen.oracle.watching.innermost import parted, type_name
from quizgen.oracle.watching.rows import Other

MADE = "parametrizations."
OWN = "Parameter"


def sizes(parts: Iterable[Any]) -> tuple[int, int]:
    """How many numbers parameters have, and how many of them learn; those of lazy layers that never ran have none."""
    found = [part for part in parts if not loaded().nn.parameter.is_lazy(part)]
    return sum(part.numel() for part in found), sum(part.numel() for part in found if part.requires_grad)


def others(module: Any, counted: set[int], reads: Mapping[int, int], end: int) -> tuple[list[Other], list[str]]:
    """Rows for the parameters that no call counted, and the names of those rows that the forward never reads.

    A layer that is never called itself is one row, and so is a list of parameters; all else is one row a parameter.
    """
    layers = {
        id(part): (name, type_name(one)) for name, one in parted(module).layers.items() for part in one.parameters()
    }
    nn, lists = loaded().nn, dict[int, tuple[str, str]]()
    for name, one in module.named_modules():
        if isinstance(one, nn.ParameterList | nn.ParameterDict):
            lists.update((id(part), (name, type(one).__name__)) for part in one.parameters())
    rows: dict[tuple[str, str], list[Any]] = {}
    for name, part in module.named_parameters():
        if id(part) not in counted:
            own = layers.get(id(part)) or lists.get(id(part)) or (_plain(name), OWN)
            rows.setdefault(own, []).append(part)
    found, unread = [], []
    for (name, kind), parts in rows.items():
        places = [reads[id(part)] for part in parts if id(part) in reads]
        found.append(Other(name, kind, *sizes(parts), 0, min(places, default=end)))
        if not places:
            unread.append(name)
    return found, unread


def _plain(name: str) -> str:
    """``block.scale`` for ``block.parametrizations.scale.original``."""
    if MADE not in name:
        return name
    before, _, after = name.partition(MADE)
    return before + after.partition(".")[0]
