"""The table of somebody's own module: measured by running it, receptive fields included.

Where an input is too small for a unit that sees no padding, longer ones are tried, up to sixteen times as long. What
cannot be told is None, and a note says why; nothing is guessed.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from quizgen.oracle.repeating import Pattern, Profile, repeating
from quizgen.oracle.watching import Looked, ModuleCall, Wanted, Watched, looked, wanted_of, watched

GROWTH = (2, 4, 8, 16)
SPATIAL = (1, 2, 3)


@dataclass(frozen=True, slots=True)
class Field:
    """One axis: the positions that a unit spans, from unit to unit, and the centre of the first unit's stretch."""

    size: int
    jump: Fraction | None
    start: Fraction | None


@dataclass(frozen=True, slots=True)
class Inspected:
    """One call, and its field on each axis of the input; none where it cannot be told."""

    call: ModuleCall
    fields: tuple[Field, ...] | None


@dataclass(frozen=True, slots=True)
class Inspection:
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
    """The module on one input, whose shape is channels and one, two or three axes, or on several inputs.

    Fields are told where there is one input, of floats, that has axes. Raises UsageError where the forward fails.
    """
    inputs, run = wanted_of(given), watched(module, given)
    shape = inputs[0].shape if len(inputs) == 1 and inputs[0].numbers == "float" else ()
    if len(shape) < 2 or inputs[0].name:
        reason = "no receptive field is told of several inputs" if len(inputs) > 1 else ""
        return Inspection(
            tuple(Inspected(call, None) for call in run.calls), (*run.notes, *filter(None, [reason])), run
        )
    axes = [_Axis(module, shape, which, run.calls) for which in range(len(shape) - 1)]
    calls, lost = [], dict[str, list[str]]()
    for number, call in enumerate(run.calls):
        found = [axis.field(number) for axis in axes]
        fields = tuple(one for one in found if isinstance(one, Field))
        reasons = [one for one in found if isinstance(one, str)]
        if reasons:
            lost.setdefault(reasons[0], []).append(call.name)
        calls.append(Inspected(call, None if reasons else fields))
    notes = [f"no receptive field can be told of {_some(names)}: {reason}" for reason, names in lost.items()]
    return Inspection(tuple(calls), (*notes, *run.notes), run)


def _some(names: Sequence[str]) -> str:
    return names[0] if len(names) == 1 else f"{names[0]} and {len(names) - 1} more"


class _Axis:
    """Runs of a module on marks along one axis, longer and longer inputs, until every map is understood."""

    def __init__(self, module: Any, shape: Sequence[int], which: int, calls: Sequence[ModuleCall]) -> None:
        self._calls = calls
        self._length = shape[1 + which]
        self._first = looked(module, shape, which)
        self._patterns: dict[int, Pattern] = {}
        self._longest = self._first
        self._note(self._first, calls)
        for factor in GROWTH:
            if not self._open():
                break
            longer = list(shape)
            longer[1 + which] *= factor
            self._longest = looked(module, longer, which, self._first.probe.ratios)
            self._note(self._longest, calls)

    def _note(self, run: Looked, calls: Sequence[ModuleCall]) -> None:
        for number, (profile, is_map) in enumerate(zip(run.profiles, run.maps, strict=True)):
            if number < len(calls) and profile and is_map and number not in self._patterns:
                pattern = repeating(profile)
                if pattern:
                    self._patterns[number] = pattern

    def _open(self) -> bool:
        """Whether some map has no pattern yet."""
        return any(is_map and number not in self._patterns for number, is_map in enumerate(self._first.maps))

    def field(self, number: int) -> Field | str:
        """What is known of a call, or why nothing is."""
        first = self._first
        if number >= len(first.profiles):
            return f"its forward cannot be followed ('{first.reason}')" if first.reason else "its calls differ"
        profile = first.profiles[number]
        if profile is None:
            return f"it comes after {first.probe.lost}" if first.probe.lost else "its output is neither a map nor flat"
        if first.shapes[number] != (self._calls[number].shape or ())[1:]:
            return "its output has another shape than expected"
        return self._seen(number, profile)

    def _seen(self, number: int, profile: Profile) -> Field | str:
        pattern, hull = self._patterns.get(number), profile.hull
        if hull is None:
            return "it sees nothing of the input"
        if pattern is None:
            return Field(hull[1] - hull[0] + 1, None, None) if self._whole(number) else self._small()
        if not pattern.explains(profile, self._length):
            return "its units do not repeat"
        return Field(pattern.size, pattern.jump, pattern.start)

    def _whole(self, number: int) -> bool:
        """Whether units see everything there is, however long the input: one unit, features, or all units alike."""
        if not self._first.maps[number]:
            return True
        runs = [run for run in (self._first, self._longest) if number < len(run.profiles)]
        every = [profile for run in runs if (profile := run.profiles[number])]
        alike = all(len(set(profile.stretches)) == 1 for profile in every)
        return alike and (len(every) == 2 and self._first is not self._longest)

    def _small(self) -> str:
        reason = self._longest.probe.lost or self._longest.reason
        tail = f", and on a longer one it comes after {reason}" if reason else ""
        return f"on this input every unit sees the border{tail}"
