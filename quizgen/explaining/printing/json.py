"""The table for programs: the object that docs/explain.md and banks/schema/explain.schema.json describe."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import TypeVar

import msgspec

from quizgen.explaining.printing.records import SCHEMA, InputTold, LayerTold, TableTold, TotalTold, exact
from quizgen.explaining.printing.shown import memory
from quizgen.explaining.printing.wishes import USUAL, Wishes
from quizgen.explaining.table import Axes, Explanation, Line, one_or_all
from quizgen.model import Number

T = TypeVar("T")


def as_json(explanation: Explanation, wishes: Wishes = USUAL) -> str:
    """Every line with all that is known of it, whatever readers wish, on a line of its own; numbers are exact."""
    del wishes
    found = msgspec.to_builtins(told(explanation))
    layers = ",\n    ".join(map(_dumped, found["layers"]))
    keys = (f'  "{key}": ' + (f"[\n    {layers}\n  ]" if key == "layers" else _dumped(found[key])) for key in found)
    return "{\n" + ",\n".join(keys) + "\n}\n"


def _dumped(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)


def told(explanation: Explanation) -> TableTold:
    """The table as records."""
    total = TotalTold(explanation.parameters, explanation.trainable, explanation.macs, memory(explanation.lines))
    return TableTold(
        schema=SCHEMA,
        title=explanation.title,
        input=list(explanation.input),
        inputs=[InputTold(one.name, list(one.shape), one.dtype) for one in explanation.inputs],
        layers=[_layer(line) for line in explanation.lines],
        total=total,
        notes=list(explanation.notes),
    )


def _layer(line: Line) -> LayerTold:
    return LayerTold(
        name=line.name,
        type=line.type,
        kind=line.kind,
        input_shapes=[list(shape) for shape in line.input_shapes],
        output_shape=None if line.output_shape is None else list(line.output_shape),
        output_bytes=line.output_bytes,
        parameters=line.parameters,
        trainable=line.trainable,
        macs=line.macs,
        receptive_field=_told(line.receptive_field, int),
        jump=_told(line.jump, exact),
        start=_told(line.start, exact),
        whole=line.whole,
        through=line.through,
        sources=list(line.sources),
    )


def _told(values: Axes | None, number: Callable[[Number], T]) -> T | list[T] | None:
    """One number where it is that of every axis, else all of them."""
    found = one_or_all(values)
    return [number(value) for value in found] if isinstance(found, tuple) else None if found is None else number(found)
