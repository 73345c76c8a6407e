"""What a record shows: which claims hold, and why others do not."""

from __future__ import annotations

import re

from benchmarks.networks.record import Record

UNTOLD = "no receptive field can be told of"


def same_parameters(record: Record) -> bool:
    """The table's total is the number of the module's parameters, and the published one."""
    return record.total == record.parameters and record.published_parameters in {None, record.parameters}


def adds_up(record: Record) -> bool:
    """The rows add up to the totals."""
    return record.rows == record.total and record.row_macs == record.macs


def same_macs(record: Record) -> bool | None:
    """The total is the published number in every printed digit; None where none is published."""
    if record.published_billions is None:
        return None
    return record.macs is not None and round(record.macs / 1e9, 3) == record.published_billions


def told(record: Record) -> bool:
    """Every layer's receptive field is told."""
    return record.told == record.outputs


def reasons(record: Record) -> tuple[str, ...]:
    """Why not all of this holds, a sentence each; nothing where all does."""
    if record.trouble:
        return (record.trouble,)
    found: list[str] = []
    if record.total != record.parameters:
        found.append("the table's parameters are not the module's")
    if record.published_parameters not in {None, record.parameters}:
        found.append(f"{record.published_parameters:,} parameters are published")
    if record.rows != record.total:
        found.append("the rows do not hold all parameters")
    if record.row_macs != record.macs:
        found.append("the rows do not hold all MACs")
    if record.macs is None:
        found.append("MACs are not told")
    elif same_macs(record) is False:
        found.append(f"{record.published_billions} x 10^9 MACs are published")
    if not told(record):
        found += [_without_name(note) for note in record.notes if note.startswith(UNTOLD)]
    return tuple(found)


def _without_name(note: str) -> str:
    """A note's reason alone, without the numbers that differ from network to network."""
    return re.sub(r"\d[\d, x]*", "…", note.partition(": ")[2])
