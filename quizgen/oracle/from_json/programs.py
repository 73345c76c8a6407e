"""Programs from an item's JSON are run, or their layers are."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from quizgen.oracle import snippets
from quizgen.oracle.from_json.built import ItemParams, shape


def printed(params: ItemParams) -> Any:
    """What the program writes to standard output: a number, or the numbers of a ``torch.Size``."""
    words = snippets.printed(params["code"])
    found = [int(number) for number in re.findall(r"\d+", words)]
    return found if "torch.Size" in words else found[0]


def in_features(params: ItemParams) -> int:
    """How many values of one sample reach the linear layer."""
    return shape(params, params["layers"][:-1])[-1]


ALONE: dict[str, Callable[[ItemParams], Any]] = {"printed": printed, "in_features": in_features}
