"""How maps of one size meet in a function: added, or put one after the other along the channels."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from quizgen.oracle.author.calls import Join, Shape
from quizgen.oracle.watching import events

SUMS, CONCATS = frozenset({"add", "sub"}), frozenset({"cat", "concat", "concatenate"})


def join(word: str, call: events.Call, given: Sequence[Any], after: Shape | None) -> Join:
    """How those of a function's inputs that are ``given`` by the network meet, if all are and they do."""
    if len(given) < 2 or len(given) != len(call.inputs) or after is None:
        return ""
    shapes = [tuple(one.shape[1:]) for one in given]
    if word in SUMS and set(shapes) == {after}:
        return "sum"
    dim = call.options.get("dim", call.options.get("axis", call.args[1] if len(call.args) > 1 else 0))
    whole = sum(shape[0] for shape in shapes if shape) == after[0]
    return "concat" if word in CONCATS and dim in {1, 1 - given[0].dim()} and whole else ""
