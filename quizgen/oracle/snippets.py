"""What a short program of ours prints when torch runs it."""

from __future__ import annotations

import builtins
import re
from functools import cache, lru_cache
from itertools import count
from types import CodeType, ModuleType
from typing import Any

from quizgen.oracle.running import loaded
from quizgen.oracle.sampleless import makers, modules

_SHAPE = re.compile(r"torch\.Size\(\[(\d+(?:, \d+)*)\]\)")
_NUMBER = re.compile(r"(?<![\w.])\d+(?![\w.])")
_QUOTES = re.compile(r"[\"']")
PROGRAMS = 128
"""So many programs are kept compiled; those that differ in their numbers are one."""


def printed(code: str) -> str:
    """The words that the code prints, a line each: shapes are real, values are not.

    Whatever the code raises is raised.
    """
    lines: list[str] = []

    def tell(*values: object) -> None:
        lines.append(" ".join(map(str, values)))

    numbers = [] if _QUOTES.search(code) else _NUMBER.findall(code)
    places = count()
    program = _NUMBER.sub(lambda _: f"number_{next(places)}", code) if numbers else code
    space = {f"number_{place}": int(number) for place, number in enumerate(numbers)}
    with loaded().no_grad():
        exec(_compiled(program), space | {"print": tell, "__builtins__": _builtins()})  # noqa: S102 - our own templates
    return "\n".join(lines)


@lru_cache(PROGRAMS)
def _compiled(program: str) -> CodeType:
    return compile(program, "<snippet>", "exec")


@cache
def _builtins() -> dict[str, Any]:
    """Python's own, but that what is imported of torch makes tensors and layers for their shapes alone."""
    torch = loaded()
    plain = {"torch": torch, "torch.nn": torch.nn}
    stands = {name: ModuleType(name) for name in plain}
    for name, stand in stands.items():
        vars(stand).update(vars(plain[name]))
    vars(stands["torch.nn"]).update(modules())
    vars(stands["torch"]).update(makers(), nn=stands["torch.nn"])

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
