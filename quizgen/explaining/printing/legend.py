"""What stands around a table: the network's name and input above it, and below it what its marks mean."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from math import prod

from quizgen.explaining.printing.columns import ALL, GATED, field
from quizgen.explaining.printing.numbers import count, shape
from quizgen.explaining.printing.shown import Shown
from quizgen.explaining.table import Explanation, Input

USUAL = "float32"
NUMBERS = {2: "16-bit numbers", 4: USUAL, 8: "float64"}
"""What so many bytes a number are in an output."""


def heading(explanation: Explanation) -> str:
    """The network's name and its inputs."""
    title = explanation.title[:1].upper() + explanation.title[1:]
    told = [_named(one) for one in explanation.inputs] or [shape(explanation.input)]
    return f"{title}, input{'s' * (len(told) > 1)} {', '.join(told)}"


def _named(one: Input) -> str:
    kind = "" if one.dtype == USUAL else f" of {one.dtype}"
    return f"{one.name} {shape(one.shape)}{kind}".strip()


def legend(
    explanation: Explanation, rows: Sequence[Shown], columns: Sequence[str], unfold: str = ""
) -> tuple[str, ...]:
    """A sentence for each mark that stands in these columns; ``unfold`` is what gives folded layers their rows."""
    return tuple(_sentences(explanation, rows, columns, unfold))


def _sentences(explanation: Explanation, rows: Sequence[Shown], columns: Sequence[str], unfold: str) -> Iterator[str]:
    learned, every = explanation.trainable, explanation.parameters
    if learned != every and {"parameters", "trainable"} & {*columns}:
        yield f"{count(every)} parameters, {count(learned)} learnable."
    folded = ", ".join(dict.fromkeys(word for row in rows for word in row.beside))
    if folded:
        more = f"; {unfold} gives each its own" if unfold else ""
        yield f"{folded}: counted in the row of the layer before, of the same shape{more}."
    told = [row.last for row in rows if not row.hidden]
    fields = {field(line, explanation) for line in told if line.whole} if "field" in columns else set()
    if any(one.startswith(ALL) for one in fields):
        part = "; in brackets the part of the input that this is, if less" if fields != {ALL} else ""
        yield f"{ALL}: units see everything that reaches the layer{part}."
    gates = list(dict.fromkeys(line.through for line in told if line.through and not line.whole))
    if "field" in columns and gates:
        others = f" and {len(gates) - 1} more" if gates[1:] else ""
        yield f"{GATED}: as far as windows reach; units see the whole input, too, through {gates[0]}{others}."
    if "memory" in columns:
        yield f"bytes: what the outputs take for one sample in {_kind(explanation)}, all of them kept."


def _kind(explanation: Explanation) -> str:
    """Which numbers outputs are made of."""
    sizes = {
        divmod(line.output_bytes, prod(line.output_shape))
        for line in explanation.lines
        if line.output_bytes and line.output_shape is not None and prod(line.output_shape)
    }
    known = [NUMBERS[size] for size, rest in sizes if size in NUMBERS and not rest]
    return known[0] if len(sizes) == 1 and known else "numbers of several types"
