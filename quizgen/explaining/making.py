"""Where a table comes from: our formulas, held against real modules, or somebody's own module, run."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from quizgen import oracle
from quizgen.errors import Disagreement
from quizgen.explaining.table import Axes, Explanation, Line
from quizgen.layers import Network
from quizgen.oracle.inspecting import Inspected, inspected
from quizgen.tracing import Row, explained, shown, total


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
    return Explanation(title, network.input, tuple(map(_line, rows)), *total(rows))


def _line(row: Row) -> Line:
    sees = row.receptive_field, row.jump, row.start
    return Line(row.name, row.type, row.output_shape, row.parameters, row.macs, *sees)


def by_running(module: Any, title: str, shape: tuple[int, ...]) -> Explanation:
    """The table of a ``torch.nn.Module``, measured: it is run on zeros and, for the receptive fields, on marks.

    ``shape`` is channels and one to three axes. Raises UsageError where its forward fails.
    """
    found = inspected(module, shape)
    lines = tuple(_measured(one) for one in found.calls)
    return Explanation(title, shape, lines, found.parameters, found.macs, found.notes)


def _measured(one: Inspected) -> Line:
    call, fields = one.call, one.fields
    if fields is None:
        return Line(call.name, call.type, call.output_shape, call.parameters, call.macs, None, None, None)
    sizes = tuple(field.size for field in fields)
    places = _all([field.jump for field in fields]), _all([field.start for field in fields])
    return Line(
        call.name,
        call.type,
        call.output_shape,
        call.parameters,
        call.macs,
        sizes,
        *places,
        whole=one.whole,
        through=one.through,
    )


def _all(values: Sequence[Any]) -> Axes | None:
    return None if None in values else tuple(values)
