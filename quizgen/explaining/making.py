"""Where a table comes from: our formulas, held against real modules, or somebody's own module, run."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from math import prod
from typing import Any

from quizgen import oracle
from quizgen.errors import Disagreement
from quizgen.explaining.table import INPUT, Axes, Explanation, Input, Line, Shape
from quizgen.layers import Joining, Layer, Network, branches
from quizgen.layers.bases import Convolution, Transposed
from quizgen.oracle.inspecting import Inspected, inspected
from quizgen.oracle.watching import Other, Wanted, float_type, wanted_of
from quizgen.tracing import Row, explained, shown, total

FLOAT32 = 4
"""Bytes of a number, unless a module says otherwise."""
NUMBERS = {"int": "int64", "bool": "bool"}


def by_formula(network: Network, title: str, names: Sequence[str] = ()) -> Explanation:
    """The table of layers by formula; ``names`` are one a row of ``quizgen.tracing.explained``.

    Raises UsageError where a layer cannot take what reaches it, and Disagreement where torch's layers on whole maps
    give another shape, other parameters or other operations.
    """
    rows = explained(network, names)
    for row, real in zip(rows, oracle.measured(network.layers, network.input), strict=True):
        ours = row.output_shape, row.parameters, row.macs
        if ours != (real.output_shape, real.parameters, real.macs):
            raise Disagreement(
                f"{row.name}: the formulas give {shown(row.output_shape)}, {row.parameters} parameters and {row.macs} "
                f"MACs, torch {shown(real.output_shape)}, {real.parameters} and {real.macs}"
            )
    lines = tuple(_line(row, rows, network.input) for row in rows)
    return Explanation(title, network.input, lines, *total(rows), groups=next(_in_groups(network.layers), None))


def _in_groups(layers: Sequence[Layer]) -> Iterator[tuple[int, int, int]]:
    """Input channels, output channels and groups of each convolution that has groups."""
    for layer in layers:
        if isinstance(layer, Convolution | Transposed) and layer.groups and layer.groups > 1 and layer.out_channels:
            yield layer.in_channels, layer.out_channels, layer.groups
        elif isinstance(layer, Joining):
            for path in branches(layer):
                yield from _in_groups(path)


def _line(row: Row, rows: Sequence[Row], given: Shape) -> Line:
    return Line(
        row.name,
        row.type,
        row.output_shape,
        row.parameters,
        row.macs,
        row.receptive_field or None,
        row.jump,
        row.start,
        input_shapes=tuple(given if place == INPUT else rows[place].output_shape for place in row.sources),
        output_bytes=FLOAT32 * prod(row.output_shape),
        whole=row.whole,
        through=row.through,
        sources=row.sources,
    )


def by_running(module: Any, title: str, given: Sequence[int] | Sequence[Wanted]) -> Explanation:
    """The table of a ``torch.nn.Module``, measured: it is run on blanks and, for the receptive fields, on marks.

    ``given`` is the shape of its only input, without the batch, or all its inputs. Lines of parameters that a forward
    uses directly stand before the first line that reads them. Raises UsageError where its forward fails.
    """
    found, inputs = inspected(module, given), wanted_of(given)
    run, lines, places = found.run, list[Line](), list[int]()
    for number in range(len(run.calls) + 1):
        lines += [_other(one) for one in run.others if one.before == number]
        if number < len(run.calls):
            places.append(len(lines))
            lines.append(_measured(found.calls[number], places))
    floats = str(float_type(module)).removeprefix("torch.")
    several = tuple(Input(one.name, one.shape, NUMBERS.get(one.numbers, floats)) for one in inputs)
    return Explanation(
        title=title,
        input=inputs[0].shape,
        lines=tuple(lines),
        parameters=run.parameters,
        macs=run.macs,
        notes=found.notes,
        groups=run.groups,
        frozen=run.parameters - run.trainable,
        inputs=several if len(several) > 1 or inputs[0].name or inputs[0].numbers != "float" else (),
    )


def _other(one: Other) -> Line:
    frozen = one.parameters - one.trainable
    return Line(one.name, one.type, None, one.parameters, one.macs, None, None, None, "other", frozen)


def _measured(one: Inspected, places: Sequence[int]) -> Line:
    call, fields = one.call, one.fields or ()
    return Line(
        name=call.name,
        type=call.type,
        output_shape=call.output_shape,
        parameters=call.parameters,
        macs=call.macs,
        receptive_field=_all([field.size for field in fields]),
        jump=_all([field.jump for field in fields]),
        start=_all([field.start for field in fields]),
        kind=call.kind,
        frozen=call.parameters - call.trainable,
        input_shapes=call.input_shapes,
        output_bytes=call.output_bytes,
        whole=one.whole,
        through=one.through,
        sources=tuple(source if source < 0 else places[source] for source in call.sources),
    )


def _all(values: Sequence[Any]) -> Axes | None:
    return tuple(values) if values and None not in values else None
