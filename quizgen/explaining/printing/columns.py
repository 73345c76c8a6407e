"""The columns of a table for readers: what stands at their head, in a row, and in the last one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping

from msgspec import Struct

from quizgen.explaining.printing.numbers import NONE, axes, count, shape
from quizgen.explaining.printing.shown import Shown, memory
from quizgen.explaining.table import Explanation, Line

ALL = "all"
"""For a field: a unit sees everything."""
GATED = "*"
"""Behind a field: units see the whole input through a gate, too."""


def _nothing(explanation: Explanation) -> str:
    del explanation
    return ""


class Column(Struct, frozen=True):
    """``sum`` columns add up to what ``total`` says; words stand left, numbers right."""

    head: str
    cell: Callable[[Shown, Explanation], str]
    total: Callable[[Explanation], str] = _nothing
    words: bool = False
    sum: bool = False


def field(line: Line, explanation: Explanation) -> str:
    """What windows reach; ``all`` where a unit sees everything, with the part of the input that this is if less."""
    seen = axes(line.receptive_field)
    if line.whole and line.receptive_field is not None:
        least = line.receptive_field == tuple(explanation.input[1:])
        return ALL if least else f"{ALL} ({seen})"
    return f"{seen}{GATED}" if line.through else seen


def global_(line: Line) -> str:
    """How a unit comes to see all of its input."""
    ways = [ALL] * line.whole + [f"through {line.through}"] * bool(line.through)
    return ", ".join(ways) or NONE


def inputs(line: Line) -> str:
    """The shapes that reach a layer; how often, where several are alike."""
    found = Counter(map(shape, line.input_shapes))
    return ", ".join(one if times == 1 else f"{one} ({times})" for one, times in found.items()) or NONE


COLUMNS: Mapping[str, Column] = {
    "name": Column("layer", lambda row, _: row.name, lambda _: "total", words=True),
    "type": Column("type", lambda row, _: ", ".join((row.type, *row.beside)), words=True),
    "input": Column("input", lambda row, _: inputs(row.first)),
    "output": Column("output", lambda row, _: shape(row.last.output_shape)),
    "parameters": Column(
        "parameters", lambda row, _: count(row.parameters), lambda all_: count(all_.parameters), sum=True
    ),
    "trainable": Column("learnable", lambda row, _: count(row.trainable), lambda all_: count(all_.trainable), sum=True),
    "macs": Column("MACs", lambda row, _: count(row.macs), lambda all_: count(all_.macs), sum=True),
    "memory": Column("bytes", lambda row, _: count(row.memory), lambda all_: count(memory(all_.lines)), sum=True),
    "field": Column("field", lambda row, all_: field(row.last, all_)),
    "jump": Column("jump", lambda row, _: axes(row.last.jump)),
    "start": Column("start", lambda row, _: axes(row.last.start, ", ")),
    "global": Column("global", lambda row, _: global_(row.last), words=True),
}
"""By the names of ``wishes.COLUMNS``."""
