"""Holds a format against items of every kind that it says it can hold: each is written, with and without its key.

One that its target cannot show, as the format says, is left out.
"""

from __future__ import annotations

from collections.abc import Iterator

from quizgen.audit.contract.names import SLUG
from quizgen.audit.samples import HOSTILE, items
from quizgen.formats.limits import is_refused
from quizgen.formats.protocol import Format, Options
from quizgen.model import KINDS, Form, Item


def check_format(fmt: Format) -> Iterator[str]:
    """A sentence for each thing that is wrong; what it says that its target cannot show is not written."""
    yield from _named(fmt)
    if not fmt.kinds or not fmt.kinds <= set(KINDS):
        yield f"the format {fmt.name} says that it holds {sorted(fmt.kinds)}; write some of {', '.join(KINDS)}"
    for item in items():
        if item.kind in fmt.kinds and not is_refused(fmt, item.question):
            for key in (False, True):
                yield from _faults(fmt, item, key=key)


def _named(fmt: Format) -> Iterator[str]:
    """Its name can stand in a list with commas, its files have an end, and the help has a line on it."""
    if not SLUG.fullmatch(fmt.name):
        yield f"the format's name '{fmt.name}' is no slug: write small letters and digits with hyphens between words"
    suffix, title = _words(fmt.suffix), _words(fmt.title)
    if len(suffix) < 2 or not suffix.startswith("."):
        yield f"the format {fmt.name} has the suffix {fmt.suffix!r}: write the end of its files' names, such as .html"
    if not title.strip():
        yield f"the format {fmt.name} has the title {fmt.title!r}: write one line for a list of formats"


def _words(given: object) -> str:
    """What an author wrote where a text belongs, nothing for anything else."""
    return given if isinstance(given, str) else ""


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
