"""A published network and its figures."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction
from functools import cached_property
from typing import Literal, TypeAlias

from msgspec import Struct

from quizgen.errors import UsageError
from quizgen.layers import Network
from quizgen.tracing import Row, explained, shown

PublishedQuantity: TypeAlias = Literal["parameters", "macs", "shape", "receptive_field", "jump", "start"]
UNITS = {"k": 3, "M": 6, "G": 9}


class PublishedFigure(Struct, frozen=True):
    """What ``source`` says of the network, or of a layer or stage of it.

    ``published`` is the figure as it was printed: ``25557032``, ``4.1G`` (rounded to that digit), ``64x56x56``, or
    ``15.5``; of two axes one number stands for both, else ``1x1024``. Parameters and MACs of a stage are sums.
    """

    quantity: PublishedQuantity
    layer: str
    published: str
    source: str

    def found(self, rows: Sequence[Row]) -> str:
        """The same quantity from a table, in print as the published one."""
        inside = [row for row in rows if within(row.name, self.layer)]
        match self.quantity:
            case "parameters":
                return self._rounded(sum(row.parameters for row in inside))
            case "macs":
                return self._rounded(sum(row.macs for row in inside))
            case "shape":
                return shown(at(rows, self.layer).output_shape)
            case "receptive_field":
                return _pair(at(rows, self.layer).receptive_field)
            case "jump":
                return _pair(at(rows, self.layer).jump)
            case "start":
                return _pair(at(rows, self.layer).start)

    def _rounded(self, count: int) -> str:
        unit = self.published[-1]
        if unit not in UNITS:
            return str(count)
        step = Decimal(self.published[:-1])
        return f"{Decimal(count).scaleb(-UNITS[unit]).quantize(step)}{unit}"


def _pair(pair: tuple[int, ...] | tuple[Fraction, ...] | None) -> str:
    if pair is None:
        return "none"
    sizes = [str(float(part)).removesuffix(".0") for part in pair]
    return sizes[0] if len(set(sizes)) == 1 else "x".join(sizes)


def within(name: str, stage: str) -> bool:
    """Whether a layer is the one of that name, or belongs to the stage of that name; all belong to the empty one."""
    return not stage or name == stage or name.startswith(f"{stage}.")


def at(rows: Sequence[Row], name: str) -> Row:
    """The row of that name, or the last one of the stage of that name (the network's last for ``""``).

    Raises UsageError if there is neither.
    """
    for row in rows:
        if row.name == name:
            return row
    for row in reversed(rows):
        if within(row.name, name):
            return row
    raise UsageError(f"there is no layer or stage '{name}'")


class Architecture(Struct, frozen=True, dict=True):
    """A network as published: ``names`` are those of its layers, one for each row of ``rows``.

    ``source`` is the paper with its year; ``variant`` says how the layers differ from the paper's, if they do.
    """

    id: str
    title: str
    source: str
    variant: str
    network: Network
    names: tuple[str, ...]
    figures: tuple[PublishedFigure, ...]

    @cached_property
    def rows(self) -> tuple[Row, ...]:
        """The table of the network, by formula."""
        return explained(self.network, self.names)
