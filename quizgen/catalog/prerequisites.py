"""What should be met before what: ``banks/prerequisites.toml``, a graph over families, files of items and topics."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from typing import Any, Protocol

from msgspec import Struct, field

from quizgen import resources
from quizgen.catalog.finding import listed
from quizgen.catalog.naming import LISTED
from quizgen.reading import files
from quizgen.reading.advice import advice
from quizgen.reading.records import Record, filled, one
from quizgen.reading.shapes import Lines
from quizgen.reading.toml import TomlTable, parsed

FILE = "prerequisites.toml"


class Placed(Protocol):
    """What has an id and stands in a topic."""

    @property
    def id(self) -> str:
        """A slug that no other has."""

    @property
    def topic(self) -> str:
        """The topic's slug."""


class FileTable(Record, frozen=True, kw_only=True):
    """The whole file, whose one table is read name by name."""

    after: dict[str, Any]


class Prerequisites(Struct, frozen=True):
    """Names of what comes ``after`` others, each with these: sources and topics."""

    after: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def of(self, source: Placed) -> tuple[str, ...]:
        """What should be met before a source, each once: sources, and topics of which one is enough.

        A kind that all others of its topic come after does not wait for itself.
        """
        every = dict.fromkeys((*self.after.get(source.id, ()), *self.after.get(source.topic, ())))
        return tuple(name for name in every if name != source.id)


@cache
def prerequisites() -> Prerequisites:
    """What the file says; raises UsageError where it is not as it should be."""
    path = resources.banks() / FILE
    return read(parsed(files.text(path), path.name), listed())


def read(entries: TomlTable, sources: Sequence[Placed]) -> Prerequisites:
    """What a file says of the sources that there are.

    Raises UsageError for a name that nothing has or that comes twice, and for names that wait for each other.
    """
    filled(FileTable, entries)
    table = entries.table("after")
    known = dict.fromkeys((*(source.id for source in sources), *(source.topic for source in sources)))
    found = Prerequisites({name: _names(table, name, known) for name in table.values})
    if circle := _circle(found, sources):
        steps = ", ".join(f"{one} after {other}" for one, other in zip(circle, (*circle[1:], circle[0]), strict=True))
        names = (*circle, *(source.topic for source in sources if source.id in circle))
        line = next(name for name in names if name in found.after)
        raise table.error(line, f"these wait for each other: {steps}; leave one of them out")
    return found


def _names(table: TomlTable, name: str, known: Iterable[str]) -> tuple[str, ...]:
    """What a name comes after."""
    names: Lines = one(table, name, Lines)
    for wanted in (name, *names):
        if wanted not in known:
            told = advice(wanted, known, LISTED)
            raise table.error(name, f"there is no family, file of items or topic '{wanted}'; {told}")
    twice = next((wanted for wanted, times in Counter((name, *names)).items() if times > 1), None)
    if twice:
        raise table.error(name, f"'{twice}' stands here twice; write it once")
    return tuple(names)


def _circle(found: Prerequisites, sources: Sequence[Placed]) -> tuple[str, ...]:
    """Names of which each comes after the next, and the last after the first; none where there is no such circle."""
    of = {source.id: found.of(source) for source in sources}
    for source in sources:
        of[source.topic] = (*of.get(source.topic, ()), source.id)
    done: set[str] = set()

    def search(name: str, above: tuple[str, ...]) -> tuple[str, ...]:
        if name in above:
            return above[above.index(name) :]
        if name in done:
            return ()
        circle = next(filter(None, (search(other, (*above, name)) for other in of.get(name, ()))), ())
        done.add(name)
        return circle

    return next(filter(None, (search(name, ()) for name in of)), ())
