"""What a short program of ours prints when torch runs it."""

from __future__ import annotations

import re

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
        exec(compile(code, "<snippet>", "exec"), {"print": tell})  # noqa: S102 - code from our own templates only
    return "\n".join(lines)


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
