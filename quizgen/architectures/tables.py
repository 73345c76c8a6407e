"""What may stand in the file of a network, table by table."""

from __future__ import annotations

from typing import Annotated, Any

from msgspec import Meta, field

from quizgen.reading.records import Record
from quizgen.reading.shapes import Lines, Words

Layers = Annotated[list[Any], Meta(description="a list of lines and tables of layers")]
Block = Annotated[dict[str, Any], Meta(description="a table [blocks.name] for each block")]
Figures = Annotated[dict[str, Any], Meta(description="a layer with each figure, such as { conv1 = 11 },")]


class NetworkTable(Record, frozen=True, kw_only=True):
    """The whole file; ``blocks`` and ``figures`` are read one by one."""

    input: Words
    layers: Layers
    title: Words | None = None
    source: str = ""
    variant: str = ""
    blocks: dict[str, Block] = field(default_factory=dict)
    figures: Any = ()


class BlockTable(Record, frozen=True, kw_only=True):
    """A table ``[blocks.name]``."""

    layers: Layers
    arguments: Lines = field(default_factory=Lines)


class FigureTable(Record, frozen=True, kw_only=True):
    """A table ``[[figures]]``: what a source publishes of the whole network, or layer by layer."""

    source: Words
    parameters: Any = None
    macs: Any = None
    layer_parameters: Figures | None = None
    layer_macs: Figures | None = None
    shapes: Figures | None = None
    receptive_fields: Figures | None = None
    jumps: Figures | None = None
    starts: Figures | None = None
