"""What a record shows: which claims hold, and why others do not."""

from __future__ import annotations

from benchmarks.networks.record import Record

NOT_BUILT = "it does not build"


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
        found.append(f"the table has {record.total:,} parameters, the module {record.parameters:,}")
    if record.published_parameters not in {None, record.parameters}:
        found.append(f"{record.published_parameters:,} parameters are published")
    if record.rows != record.total:
        found.append(f"the rows have {record.rows:,} parameters, the total {record.total:,}")
    if record.row_macs != record.macs:
        found.append(f"the rows have {_count(record.row_macs)} MACs, the total {_count(record.macs)}")
    if same_macs(record) is False:
        found.append(f"{record.published_billions} x 10^9 MACs are published")
    if not told(record):
        found += [_without_name(note) for note in record.notes if note.startswith("no receptive field")]
    return tuple(found)


def _count(value: int | None) -> str:
    return "no" if value is None else f"{value:,}"


def _without_name(note: str) -> str:
    """A note's reason alone."""
    return note.partition(": ")[2] or note
