"""``docs/formats.md``: what each format holds of an item, yes or no with the reason that ``banks/formats.toml`` gives.

What is told there of kinds has to be what the format itself declares; tests write items and look for the rest.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from msgspec import Struct, field

from quizgen import catalog, resources
from quizgen.errors import Faults, UsageError
from quizgen.formats.protocol import File, Format
from quizgen.model import KINDS, Kind
from quizgen.reading.files import text
from quizgen.reading.records import Record, filled
from quizgen.reading.toml import TomlTable, parsed
from quizgen.templating import MARKDOWN, Templates
from quizgen.text import Text

BANK = "formats.toml"
PAGE = "../docs/formats.md"
"""Beside the folder of the bank."""
NO, IN_PART = "no: ", "in part: "
"""How what is told of a format begins where it does not, or not always, hold something."""


class Told(Record, frozen=True, kw_only=True):
    """What a format does with what an item has; ``no`` says of a kind that it lacks why, and what else to do.

    ``limits`` says which items of its kinds it leaves out, where there is more to say than of the features.
    """

    target: str
    no: dict[Kind, str] = field(default_factory=dict)
    limits: str = ""
    tolerance: str
    mathematics: str
    pictures: str
    feedback: str
    solutions: str
    hints: str
    points: str
    penalty: str
    title: str
    sections: str
    words: str


FEATURES = tuple(name for name in Told.__struct_fields__ if name not in {"target", "no", "limits"})
"""What is told of every format beside kinds."""


class Entry(Struct, frozen=True):
    """A format and what is told of it."""

    format: Format
    told: Told

    @property
    def verdicts(self) -> tuple[str, ...]:
        """``yes``, ``no`` or ``in part`` for each kind, then for each feature."""
        kinds = ("yes" if kind in self.format.kinds else "no" for kind in KINDS)
        return (*kinds, *(verdict(said.template) for _, said in self.features))

    @property
    def features(self) -> tuple[tuple[str, Text], ...]:
        """Each feature with what is told of it."""
        return tuple((name, Text(getattr(self.told, name))) for name in FEATURES)

    @property
    def limits(self) -> Text | None:
        """What it leaves out, if that is told."""
        return Text(self.told.limits) if self.told.limits else None

    @property
    def refused(self) -> tuple[tuple[Kind, Text], ...]:
        """Each kind that it does not hold, and why."""
        return tuple((kind, Text(self.told.no[kind])) for kind in KINDS if kind in self.told.no)


def verdict(said: str) -> str:
    """``yes``, ``no`` or ``in part``."""
    starts = (start.removesuffix(": ") for start in (NO, IN_PART) if said.startswith(start))
    return next(starts, "yes")


def pages() -> Iterator[File]:
    """The page; raises Faults where what is told is not what the formats declare."""
    shown = {"entries": entries(), "kinds": KINDS, "features": FEATURES}
    yield File(PAGE, Templates(MARKDOWN).stream("formats.md.j2", **shown))


def entries() -> tuple[Entry, ...]:
    """Every format that ships with what is told of it, by name; raises Faults."""
    path = resources.banks() / BANK
    table, shipped = parsed(text(path), BANK), catalog.shipped_formats()
    faults = list(_faults(table, shipped))
    if faults:
        raise Faults.of(faults)
    return tuple(Entry(fmt, filled(Told, table.table(name))) for name, fmt in shipped.items())


def _faults(table: TomlTable, shipped: Mapping[str, Format]) -> Iterator[UsageError]:
    for name in sorted({*table.values, *shipped}):
        if name not in shipped:
            yield table.error(name, "there is no such format; remove the table")
        elif name not in table:
            yield table.error("", f"nothing is told of the format {name}; write a table [{name}]")
        else:
            told, kinds = filled(Told, table.table(name)), shipped[name].kinds
            for kind in KINDS:
                if (kind in told.no) == (kind in kinds):
                    says = "say why not" if kind not in kinds else "it holds them, so remove the reason"
                    yield table.table(name).error("no", f"the format {name} and items of the kind {kind}: {says}")
