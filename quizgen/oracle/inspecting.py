"""The table of somebody's own module: measured by running it, receptive fields included.

Where an input is too small for a unit that sees no padding, longer ones are tried. What cannot be told is None, and a
note says why; nothing is guessed.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from msgspec import Struct

from quizgen.oracle.probing.fields import Field, Fields, some
from quizgen.oracle.watching import ModuleCall, Wanted, Watched, bound, wanted_of, watched


class Inspected(Struct, frozen=True):
    """One call, and its field on each axis of the input; none where it cannot be told.

    ``whole`` and ``through`` are as in ``Told``.
    """

    call: ModuleCall
    fields: tuple[Field, ...] | None
    whole: bool = False
    through: str = ""


class Inspection(Struct, frozen=True):
    """All calls with their fields, what the numbers leave open, and the run that they come from, with all sums."""

    calls: tuple[Inspected, ...]
    notes: tuple[str, ...]
    run: Watched

    @property
    def parameters(self) -> int:
        """The whole module's."""
        return self.run.parameters

    @property
    def macs(self) -> int | None:
        """The whole module's; None where they are not known."""
        return self.run.macs


def inspected(module: Any, given: Sequence[int] | Sequence[Wanted]) -> Inspection:
    """The module on one input of a shape, which is channels and any axes, or on several inputs.

    Fields are those along the axes of the first input. Raises UsageError where the forward fails.
    """
    run = watched(module, given)
    first = wanted_of(given)[0]
    if len(first.shape) < (2 if first.numbers == "float" else 1):
        return Inspection(tuple(Inspected(call, None) for call in run.calls), run.notes, run)
    fields = Fields(module, *bound(module, wanted_of(given)))
    calls, lost = [], dict[str, list[str]]()
    for call in run.calls:
        told = fields.told(call.name, call.shape and call.shape[1:])
        if told.fields is None:
            lost.setdefault(told.reason, []).append(call.name)
        calls.append(Inspected(call, told.fields, told.whole, told.through))
    notes = [f"no receptive field can be told of {some(names)}: {reason}" for reason, names in lost.items()]
    return Inspection(tuple(calls), (*notes, *run.notes), run)
