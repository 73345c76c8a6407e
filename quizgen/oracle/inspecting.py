"""The table of somebody's own module: measured by running it, receptive fields included.

Where an input is too small for a unit that sees no padding, longer ones are tried. What cannot be told is None, and a
note says why; nothing is guessed.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from quizgen.oracle.probing.fields import Field, Fields, some
from quizgen.oracle.running import loaded
from quizgen.oracle.watching import ModuleCall, watched


@dataclass(frozen=True, slots=True)
class Inspected:
    """One call, and its field on each axis of the input; none where it cannot be told.

    ``whole`` and ``through`` are as in ``Told``.
    """

    call: ModuleCall
    fields: tuple[Field, ...] | None
    whole: bool = False
    through: str = ""


@dataclass(frozen=True, slots=True)
class Inspection:
    """All calls, the whole module's parameters and operations, and what the numbers leave open."""

    calls: tuple[Inspected, ...]
    parameters: int
    macs: int | None
    notes: tuple[str, ...]


def inspected(module: Any, shape: Sequence[int]) -> Inspection:
    """The module on an input of ``shape``: channels and one, two or three axes. Raises UsageError where it fails."""
    run = watched(module, shape)
    fields = Fields(module, [loaded().empty((1, *shape), device="meta")])
    calls, lost = [], dict[str, list[str]]()
    for call in run.calls:
        told = fields.told(call.name, call.output_shape)
        if told.fields is None:
            lost.setdefault(told.reason, []).append(call.name)
        calls.append(Inspected(call, told.fields, told.whole, told.through))
    notes = [f"no receptive field can be told of {some(names)}: {reason}" for reason, names in lost.items()]
    uncounted = [call.name for call in run.calls if call.macs is None]
    return Inspection(tuple(calls), run.parameters, None if uncounted else run.macs, (*notes, *_notes(run, uncounted)))


def _notes(run: Any, uncounted: Sequence[str]) -> list[str]:
    notes = []
    if run.elsewhere:
        notes.append(f"the total holds parameters that belong to none of these layers: {some(run.elsewhere)}")
    if uncounted:
        notes.append(f"torch does not count the MACs of {some(uncounted)}")
    elif run.macs != sum(call.macs for call in run.calls):
        notes.append("the total holds MACs outside of these layers, in a forward")
    return notes
