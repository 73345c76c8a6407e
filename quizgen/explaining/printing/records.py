"""What the JSON of a table may hold, as records; from them follows its schema."""

from __future__ import annotations

import json
from fractions import Fraction
from typing import Annotated, TypeAlias

import msgspec
from msgspec import Meta, Struct

from quizgen.explaining.table import Kind

NAME = "explain.schema.json"
"""The file in ``banks/schema``."""
SCHEMA = 2
"""The version, which another meaning of a key raises; keys may join."""
Count: TypeAlias = Annotated[int, Meta(ge=0)]
Sizes: TypeAlias = list[Count]
Exact: TypeAlias = int | float | Annotated[str, Meta(pattern=r"^-?\d+/\d+$")]
"""A number that is exactly what it says; one that no float is, such as a third, is a fraction in words: ``"1/3"``."""


class InputTold(Struct, frozen=True):
    """One of several inputs: its name, its shape without the batch, and torch's name of its numbers."""

    name: str
    shape: Sizes
    dtype: str


class LayerTold(Struct, frozen=True):
    """A line: a layer, a function, or parameters that a forward uses directly. What cannot be told is null.

    ``receptive_field``, ``jump`` and ``start`` are one number where all axes agree, else one for each axis.
    ``sources`` are the places of the lines whose outputs it reads, from 0; -1 is the input, -2 the second one, and so
    on. ``whole``: units see all that reaches the layer; ``through``: the gate by which they see the whole input, too.
    """

    name: str
    type: str
    kind: Kind
    input_shapes: list[Sizes]
    output_shape: Sizes | None
    output_bytes: Count | None
    parameters: Count
    trainable: Count
    macs: Count | None
    receptive_field: Count | list[Count] | None
    jump: Exact | list[Exact] | None
    start: Exact | list[Exact] | None
    whole: bool
    through: str
    sources: list[int]


class TotalTold(Struct, frozen=True):
    """What the lines add up to."""

    parameters: Count
    trainable: Count
    macs: Count | None
    output_bytes: Count | None


class TableTold(Struct, frozen=True):
    """A network's table. ``input`` is the only or the first input, ``inputs`` are all where there are several.

    ``notes`` say what the numbers leave open.
    """

    schema: int
    title: str
    input: Sizes
    inputs: list[InputTold]
    layers: list[LayerTold]
    total: TotalTold
    notes: list[str]


def exact(value: int | Fraction) -> Exact:
    """The number, or the fraction in words where no float is the same."""
    found = Fraction(value)
    if found.denominator == 1:
        return int(found)
    return float(found) if Fraction(float(found)) == found else str(found)


def schema() -> str:
    """The schema as its file has it."""
    head = {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": "quizgen explain"}
    return json.dumps(head | msgspec.json.schema(TableTold), indent=1, ensure_ascii=False) + "\n"
