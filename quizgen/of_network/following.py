"""Somebody's module, run and told as questions need it: its calls, and what is measured at each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction
from typing import Any

from quizgen.explaining import by_running
from quizgen.explaining.table import Line
from quizgen.of_network.kept import Followed
from quizgen.oracle.author import Call, Seen, followed, title
from quizgen.oracle.watching import Wanted
from quizgen.oracle.watching.inputs import bound


def follow(module: Any, net: str, inputs: Sequence[Wanted]) -> Followed:
    """The module that stands at ``net``, followed on zeros; raises UsageError where its forward fails."""
    told = {line.name: line for line in by_running(module, net, inputs).lines}
    calls = [_with_fields(call, told.get(call.name)) for call in followed(module, *bound(module, inputs))]
    parameters = sum(part.numel() for part in module.parameters())
    return Followed(title(module, net), tuple(one.shape for one in inputs), tuple(calls), parameters)


def _with_fields(call: Call, line: Line | None) -> Call:
    """A call with what its units see, where that is known and nothing else makes them depend on more."""
    if line is None or line.whole or line.through or line.output_shape != call.after:
        return call
    if line.receptive_field is None or line.jump is None or line.start is None:
        return call
    jump, start = (tuple(map(Fraction, values)) for values in (line.jump, line.start))
    return replace(call, seen=Seen(tuple(map(int, line.receptive_field)), jump, start))
