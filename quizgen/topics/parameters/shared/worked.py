"""Solutions that work out a number of parameters."""

from __future__ import annotations

import re
from functools import cache

from quizgen.space import Params
from quizgen.text.nodes import Filling

_NAME = re.compile(r"[a-z]\w*")


@cache
def worked(words: str, formula: str) -> str:
    """A solution: words that define the symbols, the general formula, its numbers put in, and the result."""
    numbers = _NAME.sub(r"{\g<0>}", formula)
    return "\n\n".join((words, *(f"$$parameters == {part}$$" for part in (formula, numbers, "{parameters}"))))


def shown(params: Params) -> dict[str, Filling]:
    """The numbers as a stem shows them: ``bias`` as PyTorch's ``True`` or ``False``."""
    values: dict[str, Filling] = dict(params.values)
    return values | {name: str(bool(values[name])) for name in values if name.startswith("bias")}
