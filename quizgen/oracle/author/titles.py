"""What somebody's module is called."""

from __future__ import annotations

from typing import Any


def title(module: Any, net: str) -> str:
    """Its class, unless that is one of torch's own: then the last word of its place ``module:attribute``."""
    kind = type(module)
    own = kind.__module__.partition(".")[0] != "torch"
    return kind.__name__ if own else net.rpartition(":")[2].rpartition(".")[2]
