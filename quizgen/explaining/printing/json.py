"""The table for programs: the object that docs/explain.md and banks/schema/explain.schema.json describe."""

from __future__ import annotations

import json

import msgspec

from quizgen.explaining.printing.records import SCHEMA, Exact, InputTold, LayerTold, TableTold, TotalTold, exact
from quizgen.explaining.printing.shown import memory
from quizgen.explaining.printing.wishes import USUAL, Wishes
from quizgen.explaining.table import Axes, Explanation, Line, one_or_all


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
    total = TotalTold(explanation.parameters, explanation.trainable or 0, explanation.macs, memory(explanation.lines))
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
        trainable=line.trainable or 0,
        macs=line.macs,
        receptive_field=_field(line.receptive_field),
        jump=_numbers(line.jump),
        start=_numbers(line.start),
        whole=line.whole,
        through=line.through,
        sources=list(line.sources),
    )


def _field(values: Axes | None) -> int | list[int] | None:
    found = None if values is None else one_or_all(values)
    return [int(value) for value in found] if isinstance(found, list) else found if found is None else int(found)


def _numbers(values: Axes | None) -> Exact | list[Exact] | None:
    found = None if values is None else one_or_all(values)
    return [exact(value) for value in found] if isinstance(found, list) else found if found is None else exact(found)
