"""How many items there are: as stored where nothing changed that they follow from, else counted."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from quizgen.asking.source import Source
from quizgen.errors import FormulaError
from quizgen.memory.cache import memory
from quizgen.memory.stored import Counted, Entry, Stored
from quizgen.model import LEVELS, Kind, Level

Counts = Mapping[Level, Mapping[Kind, int]]


def counts(source: Source) -> Counts:
    """Items by level and kind; counted now if the source is authored, made of somebody's network, or not yet known.

    Raises FormulaError, with the source's name, where a misconception or a formula cannot be worked out.
    """
    try:
        entry = _entry(source)
        if entry is None:
            return counted(source)
    except FormulaError as error:
        raise FormulaError(f"{source.id}: {error}; for the place, run: quizgen check {source.id}") from error
    return {level: dict(entry.levels[level].items) for level in LEVELS}


def counted(source: Source) -> Counts:
    """Items by level and kind, from the tables."""
    return {level: _level(source, level) for level in LEVELS}


def _level(source: Source, level: Level) -> dict[Kind, int]:
    return {kind: source.count(level, kind) for kind in source.kinds}


def distinct(source: Source) -> dict[Level, int]:
    """Distinct items a level."""
    return distinct_of(counts(source), authored=source.authored)


def distinct_of(found: Counts, *, authored: bool) -> dict[Level, int]:
    """Distinct items a level: a family's kinds ask about the same points, so the largest count; else the sum."""
    together = sum if authored else max
    return {level: together(kinds.values()) for level, kinds in found.items()}


def there(source: Source, level: Level, kind: Kind | None) -> int:
    """How many items can be had; without a kind each in its own."""
    return counts(source)[level].get(kind, 0) if kind else distinct(source)[level]


def stored(sources: Iterable[Source]) -> Stored:
    """What the bank holds of these families: counts, and the files that they follow from."""
    files = memory().files
    found = Stored(memory().by, files=files.counting())
    for source in sources:
        entry = _entry(source)
        if entry is not None:
            found.families[source.id] = entry
            found.files.update(files.behind(source.module))
    return found


def _entry(source: Source) -> Entry | None:
    """What is known of a source, found anew where its code changed; None for one that follows from no files."""
    inputs = memory().inputs(source)
    if not inputs:
        return None
    code, known = memory().code(source.module), memory().entries(source.id)
    for entry in known:
        if entry.code == code:
            return entry
    fitting = [entry for entry in known if _fits(entry, source)]
    found = Entry(code, {level: _counted(source, level, inputs[level], fitting) for level in LEVELS})
    memory().keep(source.id, found)
    return found


def _fits(entry: Entry, source: Source) -> bool:
    return all(set(one.items) == set(source.kinds) for one in entry.levels.values())


def _counted(source: Source, level: Level, inputs: str, known: Iterable[Entry]) -> Counted:
    """The level's counts: those of one that followed from the same, if it is known."""
    for entry in known:
        if entry.levels[level].table == inputs:
            return entry.levels[level]
    return Counted(inputs, _level(source, level))
