"""Programs from an item's JSON are run, or their layers are."""

from __future__ import annotations

import contextlib
import io
import re
from collections.abc import Callable
from typing import Any

from quizgen.oracle.from_json.built import ItemParams, network
from quizgen.oracle.running import loaded


def printed(params: ItemParams) -> Any:
    """What the program writes to standard output: a number, or the numbers of a ``torch.Size``."""
    torch = loaded()
    words = io.StringIO()
    with torch.device("meta"), contextlib.redirect_stdout(words):
        exec(params["code"], {})  # noqa: S102 - a program of our own, as the item shows it
    found = [int(number) for number in re.findall(r"\d+", words.getvalue())]
    return found if "torch.Size" in words.getvalue() else found[0]


def in_features(params: ItemParams) -> int:
    """How many values of one sample reach the linear layer."""
    torch = loaded()
    before = network(params["layers"][:-1])
    return int(before(torch.empty(1, *params["input"], device="meta")).shape[-1])


ALONE: dict[str, Callable[[ItemParams], Any]] = {"printed": printed, "in_features": in_features}
