"""Somebody's own module, run on marks: what the outputs of its calls see of the input."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from quizgen.oracle.probe import NOTHING, Probe, start
from quizgen.oracle.probe_tensor import kind, marked
from quizgen.oracle.repeating import Profile
from quizgen.oracle.running import loaded
from quizgen.oracle.watching.events import Call, Listener, Stopped, observed
from quizgen.oracle.watching.flow import tensors


@dataclass(slots=True)
class Looked:
    """One run on marks: the profile of each call's maps along the probed axis, as far as the run came.

    A call whose output is not a map of the input's axes has only the hull of all that its units see, as one unit.
    ``reason`` says why there is no more.
    """

    profiles: list[Profile | None]
    maps: list[bool]
    shapes: list[tuple[int, ...]]
    probe: Probe
    reason: str = ""


def looked(module: Any, shape: Sequence[int], which: int, first: Sequence[tuple[int, int]] | None = None) -> Looked:
    """The module run on marks along one axis; ``first`` are the ratios of the run on the input as it was given."""
    probe = Probe(which, len(shape) - 1, first)
    found = Looked([], [], [], probe)
    try:
        observed(module, _Looking(found), [marked(start(shape, which).contiguous(), probe)])
    except Stopped as stop:
        found.reason = str(stop)
    return found


@dataclass(slots=True)
class _Looking(Listener):
    found: Looked

    def ends(self, call: Call) -> None:
        found, probe = self.found, self.found.probe
        output: Any = next(tensors(call.output), None)
        if not isinstance(output, kind()):
            probe.lose("code that cannot be followed")
        if probe.lost:
            found.profiles.append(None)
            found.maps.append(False)
            found.shapes.append(())
            return
        plain = output.as_subclass(loaded().Tensor)
        is_map = plain.dim() == 2 + probe.axes
        found.profiles.append(_profile(plain, probe.which) if is_map or plain.dim() == 2 else None)
        found.maps.append(is_map)
        found.shapes.append(tuple(plain.shape[1:]))


def _profile(marks: Any, which: int) -> Profile:
    """What units see along an axis, whatever their channel and their place on the other axes."""
    if marks.dim() == 2:
        rows = marks.amax(1, keepdim=True)
    else:
        if marks.stride(1) == 0:
            marks = marks[:, :1]
        rows = marks.amax([dim for dim in range(1, marks.dim()) if dim != 2 + which])
    last, first, border = rows.tolist()
    stretches = tuple(
        None if high == NOTHING else (round(-low), round(high)) for low, high in zip(first, last, strict=True)
    )
    return Profile(stretches, tuple(mark <= 0 for mark in (border if marks.dim() > 2 else [1])))
