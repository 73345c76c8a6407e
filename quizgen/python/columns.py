"""The columns of a network's table as plain values."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from quizgen.explaining import Line
from quizgen.explaining.table import Axes, one_or_all
from quizgen.model import Number

COUNTED = ("parameters", "trainable", "macs", "output_bytes")
PLACED = ("receptive_field", "jump", "start")


def columns(lines: Sequence[Line]) -> dict[str, list[object]]:
    """A list of values for each column but the name."""
    found: dict[str, list[object]] = {name: [getattr(line, name) for line in lines] for name in ("type", "kind")}
    found["input_shape"] = [line.input_shapes[0] if len(line.input_shapes) == 1 else None for line in lines]
    found["output_shape"] = [line.output_shape for line in lines]
    found |= {name: [getattr(line, name) for line in lines] for name in COUNTED}
    found |= {name: [_axes(getattr(line, name)) for line in lines] for name in PLACED}
    return found | {"whole": [line.whole for line in lines], "through": [line.through for line in lines]}


def _axes(values: Axes | None) -> object:
    if values is None:
        return None
    found = one_or_all(values)
    return tuple(map(_plain, found)) if isinstance(found, list) else _plain(found)


def _plain(value: Number) -> int | float:
    """A whole number as such; a half exactly, anything else as the nearest float."""
    return int(value) if Fraction(value).denominator == 1 else float(value)
