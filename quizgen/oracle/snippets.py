"""What a short program of ours prints when torch runs it."""

from __future__ import annotations

import builtins
import re
from functools import cache
from types import ModuleType
from typing import Any

from quizgen.oracle.modules import unfilled
from quizgen.oracle.running import loaded
from quizgen.oracle.sampleless import sampleless

_SHAPE = re.compile(r"torch\.Size\(\[(\d+(?:, \d+)*)\]\)")


def printed(code: str) -> str:
    """The words that the code prints, a line each: shapes are real, values are not.

    Whatever the code raises is raised.
    """
    torch = loaded()
    lines: list[str] = []

    def tell(*values: object) -> None:
        lines.append(" ".join(map(str, values)))

    with sampleless(), torch.no_grad():
        space = {"print": tell, "__builtins__": _builtins()}
        exec(compile(code, "<snippet>", "exec"), space)  # noqa: S102 - code from our own templates only
    return "\n".join(lines)


@cache
def _builtins() -> dict[str, Any]:
    """Python's own, but that the layers of ``torch.nn`` that are imported draw no first random weights."""
    torch = loaded()
    plain = {"torch": torch, "torch.nn": torch.nn}
    stands = {name: ModuleType(name) for name in plain}
    for name, stand in stands.items():
        vars(stand).update(vars(plain[name]))
    vars(stands["torch.nn"]).update(unfilled())
    vars(stands["torch"])["nn"] = stands["torch.nn"]

    def imported(name: str, *places: Any) -> Any:
        found = __import__(name, *places)
        return next((stands[known] for known, module in plain.items() if module is found), found)

    return {**vars(builtins), "__import__": imported}


def printed_number(code: str) -> int:
    """The one whole number that the code prints; raises ValueError for anything else."""
    return int(printed(code))


def printed_shape(code: str) -> tuple[int, ...]:
    """The numbers of the one ``torch.Size`` that the code prints; raises ValueError for anything else."""
    found = printed(code)
    match = _SHAPE.fullmatch(found)
    if match is None:
        raise ValueError(f"a shape is expected, not '{found}'")
    return tuple(map(int, match[1].split(", ")))
