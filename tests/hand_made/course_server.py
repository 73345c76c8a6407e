"""Runs ``server.py`` of a course as PrairieLearn's worker does: a line of JSON in, a line of JSON out.

The file is executed anew for each phase, in a namespace without a name and in the question's folder; what comes back
has to be JSON that JavaScript can hold.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

LIMIT = 2**53 - 1


def call(folder: str, phase: str, data: dict[str, Any]) -> Any:
    """What a phase returns, or the data that it has changed in their place."""
    os.chdir(folder)
    module: dict[str, Any] = {}
    code = compile(Path("server.py").read_text(encoding="utf-8"), "server.py", "exec")
    exec(code, module)  # noqa: S102 - as PrairieLearn does
    function = module.get(phase)
    if function is None:
        return data
    if phase == "test" and function.__module__ is not None:
        raise ValueError("PrairieLearn passes over a test function of another module")
    returned = function(data)
    if phase == "file":
        return returned
    if returned is not None:
        raise ValueError(f"{phase} returns something: the data are changed in their place")
    if any(abs(number) > LIMIT for number in _integers(data)):
        raise ValueError("a whole number is too large for JSON in JavaScript")
    return data


def _integers(value: Any) -> Iterator[int]:
    if isinstance(value, int):
        yield value
    elif isinstance(value, dict):
        for one in value.values():
            yield from _integers(one)
    elif isinstance(value, list | tuple):
        for one in value:
            yield from _integers(one)


def main() -> None:
    """Answers until nobody asks any more."""
    for asked in sys.stdin:
        try:
            answer = {"result": call(**json.loads(asked))}
        except Exception as error:  # noqa: BLE001 - told to whoever asked
            answer = {"error": f"{type(error).__name__}: {error}"}
        sys.stdout.write(json.dumps(answer, allow_nan=False) + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
