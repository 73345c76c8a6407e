"""What `explain` says of one network, beside what is known of it; as a line of JSON."""

from __future__ import annotations

from contextlib import suppress
from typing import Any

import msgspec

from benchmarks.networks import facts, zoo
from quizgen.errors import UsageError
from quizgen.explaining import Explanation, by_running

MEMORY = "it takes more memory than it may"


class Record(msgspec.Struct, frozen=True, omit_defaults=True):
    """One network.

    ``trouble`` says why there is no table. Parameters are those of the module, of the table's total and of its rows
    together; MACs those of the total and of the rows, None where they are not told. Of ``outputs`` lines with an output
    ``told`` have a receptive field. ``attention`` is None where nothing is known of it.
    """

    library: str
    name: str
    trouble: str = ""
    input: tuple[int, ...] = ()
    lines: int = 0
    parameters: int = 0
    published_parameters: int | None = None
    total: int = 0
    rows: int = 0
    macs: int | None = None
    row_macs: int | None = None
    published_billions: float | None = None
    outputs: int = 0
    told: int = 0
    attention: bool | None = None
    notes: tuple[str, ...] = ()


def recorded(one: zoo.Name) -> Record:
    """The network built and explained."""
    try:
        module = zoo.built(one)
    except Exception as error:  # noqa: BLE001 - whatever a library raises
        return Record(one.library, one.name, MEMORY if starved(str(error)) else f"it does not build: {_said(error)}")
    shape, known = zoo.input_shape(one, module), zoo.published(one)
    try:
        table = by_running(module, one.name, shape)
    except UsageError as error:
        return Record(one.library, one.name, MEMORY if starved(str(error)) else _said(error), shape)
    record, count = _of(one, table), facts.parameters(module)
    return msgspec.structs.replace(
        record,
        parameters=count,
        published_parameters=known and known.parameters,
        published_billions=known and known.billions,
        attention=_attends(one, module, shape),
    )


def _of(one: zoo.Name, table: Explanation) -> Record:
    outputs = [line for line in table.lines if line.output_shape is not None]
    macs = [line.macs for line in table.lines]
    return Record(
        one.library,
        one.name,
        input=table.input,
        lines=len(table.lines),
        total=table.parameters,
        rows=sum(line.parameters for line in table.lines),
        macs=table.macs,
        row_macs=None if None in macs else sum(count or 0 for count in macs),
        outputs=len(outputs),
        told=sum(line.receptive_field is not None for line in outputs),
        notes=table.notes,
    )


def _attends(one: zoo.Name, module: Any, shape: tuple[int, ...]) -> bool | None:
    try:
        return facts.attends(module, shape, "meta")
    except Exception:  # noqa: BLE001 - a forward may ask for numbers
        with suppress(Exception):  # whatever it raises
            return facts.attends(zoo.built(one), shape, "cpu")
    return None


def _said(error: Exception) -> str:
    return " ".join(str(error).split()) or type(error).__name__


def starved(words: str) -> bool:
    """Whether torch or Python says that there was no memory left."""
    return any(word in words for word in ("allocate memory", "MemoryError", "bad_alloc"))
