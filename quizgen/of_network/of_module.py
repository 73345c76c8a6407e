"""Somebody's own module as questions need it: its calls, with what is measured at each."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from msgspec.structs import replace

from quizgen.of_network.kept import Followed
from quizgen.oracle.author.calls import Call, Seen

if TYPE_CHECKING:
    from quizgen.explaining.table import Line
    from quizgen.oracle.watching import Wanted


def of_module(module: Any, name: str, inputs: Sequence[Wanted]) -> Followed:
    """The module followed through its forward, called ``name`` where it has no better title.

    Raises UsageError where its forward fails.
    """
    from quizgen.explaining import by_running
    from quizgen.oracle.author import followed, title

    told = {line.name: line for line in by_running(module, name, inputs).lines}
    calls = tuple(_with_fields(call, told.get(call.name)) for call in followed(module, inputs))
    parameters = sum(part.numel() for part in module.parameters())
    return Followed(title(module, name), tuple(one.shape for one in inputs), calls, parameters)


def _with_fields(call: Call, line: Line | None) -> Call:
    """A call with what its units see, where that is known and nothing else makes them depend on more."""
    if line is None or line.whole or line.through or line.output_shape != call.after:
        return call
    if line.receptive_field is None or line.jump is None or line.start is None:
        return call
    jump, start = (tuple(map(Fraction, values)) for values in (line.jump, line.start))
    return replace(call, seen=Seen(tuple(map(int, line.receptive_field)), jump, start))
