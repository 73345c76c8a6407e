"""How a receptive field grows along one axis: the layers where it becomes larger, or where units move apart."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import groupby

from msgspec import Struct
from msgspec.structs import replace

from quizgen.errors import UsageError
from quizgen.explaining.table import Explanation, Line
from quizgen.model import Number

MOST = 24
"""Layers that a picture has room for."""
ALIKE = 4
"""Layers that grow alike, of which only the first and the last are shown."""


class Step(Struct, frozen=True):
    """A layer: its units' field and jump on each axis, the centre of its first one, and how many units it has.

    ``whole`` is true where a unit sees all that is there; then there is neither jump nor start. ``differs`` is true
    behind upsampling, where not each unit sees as much: the field is the largest, the jump the mean. ``more`` counts
    layers left out before this one that grow as it does.
    """

    name: str
    field: tuple[int, ...]
    jump: tuple[Fraction, ...] = ()
    start: tuple[Fraction, ...] = ()
    units: tuple[int, ...] = ()
    whole: bool = False
    differs: bool = False
    more: int = 0

    def unit(self, centre: Number, axis: int) -> Fraction:
        """The centre of the unit that is nearest to a place."""
        number = round((Fraction(centre) - self.start[axis]) / self.jump[axis])
        return self.start[axis] + max(0, min(self.units[axis] - 1, number)) * self.jump[axis]

    def stretch(self, centre: Number, axis: int) -> tuple[float, float]:
        """From where to where the unit with that centre sees; a pixel reaches half a pixel to both sides."""
        half = Fraction(self.field[axis], 2)
        return float(centre - half), float(centre + half)

    def first(self, axis: int) -> tuple[float, float]:
        """From where to where the first unit sees, or its centre alone where it may see less than others."""
        start = self.start[axis]
        return (float(start), float(start)) if self.differs else self.stretch(start, axis)


def steps(explanation: Explanation, axis: int) -> tuple[Step, ...]:
    """The layers that a picture shows, those with windows first; raises UsageError where no field is known."""
    found = list(_growing(explanation, axis)) or list(_known(explanation))[:1]
    if not found:
        raise UsageError(
            f"no layer of {explanation.title} has a receptive field that is known, so there is none to draw; "
            "the picture of the network draws its layers"
        )
    local = _few([step for step in found if not step.whole], axis)
    return (*local, *(step for step in found if step.whole))


def first_larger(explanation: Explanation, axis: int) -> str | None:
    """The name of the first layer whose field is larger than the input."""
    every = (step for step in _growing(explanation, axis) if not step.whole)
    return next((step.name for step in every if step.field[axis] > explanation.input[1 + axis]), None)


def _growing(explanation: Explanation, axis: int) -> Iterator[Step]:
    """Those that grow or move apart, and the first that sees everything."""
    largest, jump = 1, Fraction(1)
    whole = False
    for step in _known(explanation):
        if step.whole:
            if not whole:
                yield step
            whole = True
        elif step.field[axis] > largest or step.jump[axis] != jump:
            if step.field[axis] >= largest or step.jump[axis] < jump:
                yield step
                jump = step.jump[axis]
            largest = max(largest, step.field[axis])


def _known(explanation: Explanation) -> Iterator[Step]:
    """All layers whose field is known."""
    axes, behind = len(explanation.input) - 1, differing(explanation)
    for place, line in enumerate(explanation.lines):
        if line.receptive_field is not None and len(line.receptive_field) == axes and line.kind != "other":
            yield _step(line, axes, differs=place in behind)


def differing(explanation: Explanation) -> frozenset[int]:
    """The places of layers behind upsampling, after which units stand closer together than what they read."""
    found: set[int] = set()
    for place, line in enumerate(explanation.lines):
        if any(source in found or _closer(line, explanation, source) for source in line.sources):
            found.add(place)
    return frozenset(found)


def _closer(line: Line, explanation: Explanation, source: int) -> bool:
    before = explanation.lines[source].jump if source >= 0 else (1,) * (len(explanation.input) - 1)
    return any(jump < read for jump, read in zip(line.jump or (), before or (), strict=False))


def _step(line: Line, axes: int, *, differs: bool) -> Step:
    field = tuple(map(int, line.receptive_field or ()))
    if line.whole or line.jump is None or line.start is None or line.output_shape is None:
        return Step(line.name, field, whole=True)
    jump, start = (tuple(map(Fraction, values)) for values in (line.jump, line.start))
    units = line.output_shape[-axes:]
    return Step(line.name, field, jump, start, units, differs=differs)


def _few(found: Sequence[Step], axis: int) -> list[Step]:
    """Where there are many: of those that grow alike the first and the last, or else the last of each stage."""
    if len(found) <= MOST:
        return list(found)
    before = [1, *(step.field[axis] for step in found)]
    grown = [(step.field[axis] - last, step.jump) for step, last in zip(found, before, strict=False)]
    shown: list[Step] = []
    for _, run in groupby(zip(found, grown, strict=True), key=lambda one: one[1]):
        alike = [step for step, _ in run]
        if len(alike) > ALIKE:
            alike = [alike[0], replace(alike[-1], more=len(alike) - 2)]
        shown += alike
    return shown if len(shown) <= MOST else _by_stage(found)


def _by_stage(found: Sequence[Step]) -> list[Step]:
    depth = max(depth for depth in range(6) if depth == 0 or _stages(found, depth) <= MOST)
    if not depth:
        return list(found)
    return [list(run)[-1] for _, run in groupby(found, key=lambda step: step.name.split(".")[:depth])]


def _stages(found: Sequence[Step], depth: int) -> int:
    return sum(1 for _ in groupby(found, key=lambda step: step.name.split(".")[:depth]))
