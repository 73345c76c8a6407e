"""JSON that people read, a value a line: the bytes of ``json.dumps`` with keys in order and an indent of one."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence


def indented(value: object, margin: str = "") -> str:
    """The value, all lines but the first after the margin.

    Python's own encoder leaves functions behind each time that refer to each other, and stay until they are looked for.
    """
    inner = f"{margin} "
    if isinstance(value, Mapping):
        lines = [f"{_one(key)}: {indented(value[key], inner)}" for key in sorted(value)]
        return _enclosed("{", lines, "}", margin)
    if isinstance(value, Sequence) and not isinstance(value, str):
        return _enclosed("[", [indented(one, inner) for one in value], "]", margin)
    return _one(value)


def _enclosed(begin: str, lines: Sequence[str], end: str, margin: str) -> str:
    if not lines:
        return begin + end
    between = f",\n{margin} "
    return f"{begin}\n{margin} {between.join(lines)}\n{margin}{end}"


def _one(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)
