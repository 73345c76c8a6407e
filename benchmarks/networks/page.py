"""``docs/networks.md``: what holds for how many networks, each exception with its reason, and a line a network."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from importlib.metadata import version

from benchmarks.networks import judging
from benchmarks.networks.record import Record
from benchmarks.networks.sweeping import PATIENCE, ROOM

HEAD = """# Networks that people use

Written by `make networks`. Each classification network of torchvision {torchvision} and timm {timm} is built and given
to `quizgen explain` on the input that it was made for, with torch {torch}, in a process of its own that may take {room}
GB and {patience} s.

- **parameters**: the table's total is the number of the module's parameters, and that which torchvision publishes.
- **rows**: the rows add up to the total, of parameters and of MACs.
- **MACs**: the total is the number that torchvision publishes (10^9, three decimals); timm's package publishes none.
- **fields**: so many of the layers with an output have a receptive field. Attention is what multiplies two of a
  forward's own maps.
"""


def page(records: Sequence[Record]) -> Iterator[str]:
    """The lines of the page."""
    versions = {name: version(name).partition("+")[0] for name in ("torch", "torchvision", "timm")}
    yield HEAD.format(**versions, room=ROOM >> 30, patience=PATIENCE)
    yield from _summary(records)
    numbers = _numbered(records)
    yield from _reasons(records, numbers)
    for library in dict.fromkeys(record.library for record in records):
        yield f"\n## {library}\n"
        yield from _table([record for record in records if record.library == library], numbers)


def _summary(records: Sequence[Record]) -> Iterator[str]:
    yield "## What holds\n"
    yield "| | networks | explained | parameters | rows | MACs | fields, without attention | fields, with attention |"
    yield "|---|---:|---:|---:|---:|---:|---:|---:|"
    for library in [*dict.fromkeys(record.library for record in records), ""]:
        of = [record for record in records if library in {"", record.library}]
        run = [record for record in of if not record.trouble]
        published = [record for record in run if record.published_billions is not None]
        plain = [record for record in run if record.attention is False]
        cells = (
            f"{len(of):,}",
            _share(of, lambda record: not record.trouble),
            _share(run, judging.same_parameters),
            _share(run, judging.adds_up),
            _share(published, lambda record: judging.same_macs(record) is True),
            _share(plain, judging.told),
            _share([record for record in run if record.attention is not False], judging.told),
        )
        yield f"| {library or 'together'} | {' | '.join(cells)} |"


def _share(records: Sequence[Record], holds: Callable[[Record], bool]) -> str:
    count = sum(map(holds, records))
    return f"{count:,} of {len(records):,}" + (f" ({100 * count / len(records):.1f}%)" if records else "")


def _numbered(records: Sequence[Record]) -> dict[str, int]:
    """Reasons that several networks have or that are long stand once, the most common first."""
    counted = Counter(reason for record in records for reason in judging.reasons(record))
    return {reason: number for number, (reason, _) in enumerate(counted.most_common(), 1)}


def _reasons(records: Sequence[Record], numbers: dict[str, int]) -> Iterator[str]:
    yield "\n## Exceptions\n"
    yield "The number of a reason stands behind the networks that it is about.\n"
    yield "| | reason | networks |"
    yield "|---:|---|---:|"
    counted = Counter(reason for record in records for reason in set(judging.reasons(record)))
    for reason, number in numbers.items():
        yield f"| {number} | {_cell(reason)} | {counted[reason]:,} |"


def _table(records: Sequence[Record], numbers: dict[str, int]) -> Iterator[str]:
    yield "| network | input | layers | parameters | MACs | fields | attention | exceptions |"
    yield "|---|---|---:|---:|---:|---:|---|---|"
    for record in records:
        behind = ", ".join(str(numbers[reason]) for reason in judging.reasons(record))
        if record.trouble:
            yield f"| {record.name} | {_shape(record)} | | | | | | {behind} |"
            continue
        macs = "" if record.macs is None else f"{record.macs:,}"
        counts = f"{record.lines:,} | {record.total:,} | {macs} | {record.told}/{record.outputs}"
        yield f"| {record.name} | {_shape(record)} | {counts} | {'yes' if record.attention else ''} | {behind} |"


def _shape(record: Record) -> str:
    return "x".join(map(str, record.input))


def _cell(text: str) -> str:
    """A reason in a table's cell, of moderate length."""
    return text.replace("|", "\\|").replace("<", "&lt;")[:300]
