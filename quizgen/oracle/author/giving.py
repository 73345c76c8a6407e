"""What somebody's module is given, and what it is called."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from quizgen.oracle.running import loaded


def blank(module: Any, shape: Sequence[int]) -> Any:
    """A batch of one sample of zeros, in numbers as the module's."""
    torch = loaded()
    kinds = [one.dtype for one in module.parameters() if one.is_floating_point()]
    return torch.zeros(1, *shape, dtype=kinds[0] if kinds else torch.float32)


def title(module: Any, net: str) -> str:
    """Its class, unless that is one of torch's own: then the last word of its place ``module:attribute``."""
    kind = type(module)
    own = kind.__module__.partition(".")[0] != "torch"
    return kind.__name__ if own else net.rpartition(":")[2].rpartition(".")[2]
