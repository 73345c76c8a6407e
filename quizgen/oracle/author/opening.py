"""What is told of somebody's module where questions are made of it: layers of torch's own, and every function."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from quizgen.oracle.running import loaded
from quizgen.oracle.watching.events import Telling
from quizgen.oracle.watching.functions import MADE

CONTAINERS = "torch.nn.modules.container"


def opened(module: Any, *, whole: bool) -> Sequence[tuple[str, Any]] | None:
    """The modules inside of one whose functions count, as those of anybody's own do; None for layers of torch's own."""
    del whole
    kind = type(module)
    if hasattr(module, "parametrizations") or isinstance(module, loaded().jit.ScriptModule):
        return None
    own = not kind.__module__.startswith("torch.nn.modules") or kind.__module__ == CONTAINERS
    return list(module.named_children()) if own else None


TELLING = Telling(opened, MADE)
"""Views and copies are told, too: a layer behind one of them does not read what the layer before gave."""
