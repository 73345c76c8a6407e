"""What a unit of a layer sees."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import ceil, floor
from typing import TYPE_CHECKING

from quizgen.errors import UsageError
from quizgen.math.whole import whole_if_so
from quizgen.model import Number
from quizgen.python.networks import Network, Size
from quizgen.python.tables import Table, explain

if TYPE_CHECKING:
    from quizgen.explaining import Line


@dataclass(frozen=True, slots=True)
class ReceptiveField:
    """What one unit of the ``layer`` sees, a number for each axis of the input (height, width; or fewer, or more).

    ``size`` is how many positions, ``jump`` how many from unit to unit, ``start`` the centre of what the first unit
    sees, from 0 on. Where every unit sees the ``whole`` input ``size`` is the part that is seen, and the others are
    None. Where a global gate makes units depend on the whole map as well, ``through`` names it.
    """

    layer: str
    size: tuple[int, ...]
    jump: tuple[Number, ...] | None
    start: tuple[Number, ...] | None
    whole: bool = False
    through: str = ""

    def span(self, *unit: int) -> tuple[tuple[int, int], ...]:
        """The first and the last position on each axis that a unit sees; those below 0 or too high are padding.

        Raises UsageError where all units see the same, and for other numbers of coordinates than axes.
        """
        if self.jump is None or self.start is None:
            raise UsageError(f"every unit of {self.layer} sees all that there is: it has no span of its own")
        if len(unit) != len(self.size):
            raise UsageError(f"{self.layer} has {len(self.size)} axes: give a unit's place on each, not {len(unit)}")
        centres = (begin + place * step for begin, place, step in zip(self.start, unit, self.jump, strict=True))
        return tuple(_around(Fraction(centre), size) for centre, size in zip(centres, self.size, strict=True))


def _around(centre: Fraction, size: int) -> tuple[int, int]:
    half = Fraction(size - 1, 2)
    return ceil(centre - half), floor(centre + half)


def receptive_field(model: Network, size: Size | None = None, layer: str | None = None) -> ReceptiveField:
    """What a unit of a layer sees; see ``quizgen.receptive_field``."""
    table = explain(model, size)
    line = _called(table, layer) if layer is not None else _last(table)
    if line.receptive_field is None:
        raise UsageError(f"no receptive field can be told of {line.name}{_reason(line, table.notes)}")
    sizes = tuple(int(one) for one in line.receptive_field)
    places = _plain(line.jump), _plain(line.start)
    return ReceptiveField(line.name, sizes, *places, line.whole or line.jump is None, line.through)


def _plain(values: tuple[Number, ...] | None) -> tuple[Number, ...] | None:
    """Whole numbers as such."""
    return None if values is None else tuple(map(whole_if_so, values))


def _called(table: Table, layer: str) -> Line:
    """The line of that name, or of a module that has layers the last that runs in it."""
    inside = [line for line in table.rows if line.name.startswith(f"{layer}.")]
    named = any(line.name == layer for line in table.rows)
    return inside[-1] if inside and not named else table[layer]


def _last(table: Table) -> Line:
    """The last line whose units see windows; else the last one of which anything is told."""
    for fits in (_windowed, _told):
        for line in reversed(table.rows):
            if fits(line):
                return line
    raise UsageError(f"no receptive field can be told of {table.title}{'; '.join(['', *table.notes])}")


def _windowed(line: Line) -> bool:
    return line.jump is not None and not line.whole


def _told(line: Line) -> bool:
    return line.receptive_field is not None


def _reason(line: Line, notes: Sequence[str]) -> str:
    """What a note says of it: one that names it, else the first on fields."""
    about = [note for note in notes if "field" in note]
    named = next((note for note in about if line.name in note), about[0] if about else "")
    return f": {named.partition(': ')[2] or named}" if named else ""
