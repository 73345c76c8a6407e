"""Holds a format against items of every kind that it says it can hold: each is written, with and without its key."""

from __future__ import annotations

from collections.abc import Iterator

from quizgen.audit.samples import HOSTILE, items
from quizgen.formats.protocol import Format, Options
from quizgen.model import KINDS, Form, Item


def check_format(fmt: Format) -> Iterator[str]:
    """A sentence for each thing that is wrong."""
    if not fmt.kinds or not fmt.kinds <= set(KINDS):
        yield f"the format {fmt.name} says that it holds {sorted(fmt.kinds)}; write some of {', '.join(KINDS)}"
    for item in items():
        if item.kind in fmt.kinds:
            for key in (False, True):
                yield from _faults(fmt, item, key=key)


def _faults(fmt: Format, item: Item, *, key: bool) -> Iterator[str]:
    where = f"the format {fmt.name}, an item of the kind {item.kind} {'with' if key else 'without'} its key"
    try:
        first, second = (_written(fmt, item, key=key) for _ in range(2))
    except Exception as error:  # noqa: BLE001 - whatever the author's code raises is the fault
        yield f"{where}: {type(error).__name__}: {error}"
        return
    if not first or not first[0][0].endswith(fmt.suffix) or not first[0][1]:
        yield f"{where}: the first file has to end with {fmt.suffix} and hold something"
    if first != second:
        yield f"{where}: the same item gave other bytes the second time"


def _written(fmt: Format, item: Item, *, key: bool) -> list[tuple[str, bytes]]:
    """Names and bytes of the files, for a form whose words are hostile."""
    form = Form(HOSTILE, "1", (item, item), "A", course=HOSTILE, date=HOSTILE, notes=(HOSTILE,))
    return [(file.name, b"".join(file.chunks)) for file in fmt.write([form], Options("sample", key=key))]
