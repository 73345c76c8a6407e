"""What ``--input`` says of the inputs of somebody's own module."""

from __future__ import annotations

import re
from math import prod
from typing import TYPE_CHECKING

from quizgen.errors import UsageError

if TYPE_CHECKING:
    from quizgen.oracle.watching.inputs import Wanted

MOST_NUMBERS = 1 << 25
"""Of all inputs on which somebody's module is run, together."""
MOST_DIGITS = 10
PATTERN = re.compile(
    r"(?:(?P<name>[A-Za-z_]\w*)=)?(?:(?P<numbers>float|int|bool)(?::|$))?(?P<size>[1-9]\d*(?:x[1-9]\d*)*)?", re.ASCII
)
HOW = "write 3x224x224, or NAME=3x224x224, NAME=int:16 or NAME=bool:16 for one of several"


def inputs(text: str) -> tuple[Wanted, ...]:
    """The inputs of a module, from ``--input``s with spaces between; none of their sizes has the batch.

    Raises UsageError where one is no input or is told twice, and where all are too large to be run.
    """
    found = tuple(map(_input, text.split()))
    names = [one.name for one in found if one.name]
    if twice := next((name for name in names if names.count(name) > 1), None):
        raise UsageError(f"--input: '{twice}' is given twice")
    if sum(prod(one.shape) for one in found) > MOST_NUMBERS:
        raise UsageError(f"--input: '{text}' is too large to be run; {MOST_NUMBERS:,} numbers are the most in all")
    return found


def _input(text: str) -> Wanted:
    from quizgen.oracle.watching.inputs import Wanted

    found = PATTERN.fullmatch(text)
    if found is None or (found["size"] is None and found["numbers"] is None):
        raise UsageError(f"--input: '{text}' is no input; {HOW}")
    sizes = found["size"].split("x") if found["size"] else []
    shape = tuple(int(size) if len(size) < MOST_DIGITS else MOST_NUMBERS + 1 for size in sizes)
    match found["numbers"]:
        case "int":
            return Wanted(shape, found["name"] or "", "int")
        case "bool":
            return Wanted(shape, found["name"] or "", "bool")
    return Wanted(shape, found["name"] or "")
