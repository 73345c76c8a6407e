"""A number of items, spread evenly over families and levels."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import chain, zip_longest

from quizgen.asking.source import Source, usual_kind
from quizgen.blueprint.drawing import Cell, Supply
from quizgen.counting.counts import there
from quizgen.errors import UsageError
from quizgen.model import Item, Kind, Level


class KeptApart(UsageError):  # noqa: N818 - it names what happened
    """What is left may not stand beside what was given."""


def askable(sources: Sequence[Source], kind: Kind | None) -> tuple[tuple[Source, ...], tuple[Source, ...]]:
    """The sources that can be asked that way, and those that cannot; raises UsageError where none can."""
    kept = tuple(source for source in sources if kind is None or kind in source.kinds)
    if not kept:
        able = "; ".join(f"{source.id} can be asked as {' or '.join(source.kinds)}" for source in sources)
        raise UsageError(f"nothing that was named can be asked as {kind}: {able}")
    return kept, tuple(source for source in sources if source not in kept)


def cells(sources: Sequence[Source], levels: Sequence[Level], kind: Kind | None) -> tuple[Cell, ...]:
    """Every family at every level, in an order whose every beginning is spread over topics, families and levels."""
    mixed = _mixed(sources)
    first = _first_levels(mixed, len(levels))
    return tuple(
        Cell(source, levels[(start + turn) % len(levels)], usual_kind(source, kind))
        for turn in range(len(levels))
        for source, start in zip(mixed, first, strict=True)
    )


def _mixed(sources: Sequence[Source]) -> list[Source]:
    """One source of each topic, then the next of each."""
    topics: dict[str, list[Source]] = {}
    for source in sources:
        topics.setdefault(source.topic, []).append(source)
    return [source for source in chain.from_iterable(zip_longest(*topics.values())) if source is not None]


def _first_levels(mixed: Sequence[Source], levels: int) -> list[int]:
    """The level at which each source is asked first: the one that is rarest so far, then rarest in its topic."""
    chosen: list[int] = []
    uses: Counter[object] = Counter()
    for source in mixed:
        level = min(range(levels), key=lambda level: (uses[level], uses[source.topic, level]))
        uses.update([level, (source.topic, level)])
        chosen.append(level)
    return chosen


def spread(asked: Sequence[Cell], number: int, seed: str) -> Iterator[Item]:
    """That many items, one of each cell in turn; a cell that is spent is passed over.

    A smaller number gives the beginning of a larger one. Raises UsageError, before the first item, where there are not
    so many.
    """
    _check(asked, number)
    return _spread(asked, number, Supply(seed, cells=asked))


def _spread(asked: Sequence[Cell], number: int, supply: Supply) -> Iterator[Item]:
    given, open_cells = 0, list(asked)
    while open_cells:
        for cell in tuple(open_cells):
            if given == number:
                return
            item = supply.take(cell)
            if item is None:
                open_cells.remove(cell)
                continue
            given += 1
            yield item
    if given < number:
        raise _too_few(asked, number, given, supply.kept_apart(*asked))


def _check(asked: Sequence[Cell], number: int) -> None:
    available = sum(there(cell.source, cell.level, cell.kind) for cell in asked)
    if number > available:
        raise _too_few(asked, number, available)


def _too_few(asked: Sequence[Cell], number: int, available: int, apart: int = 0) -> UsageError:
    names = list(dict.fromkeys(cell.source.id for cell in asked))
    families = names[0] if len(names) == 1 else f"these {len(names)} families together"
    levels = ", ".join(dict.fromkeys(cell.level for cell in asked))
    kinds = " or ".join(
        dict.fromkeys(way for cell in asked for way in ([cell.kind] if cell.kind else cell.source.kinds))
    )
    have = "has" if len(names) == 1 else "have"
    cells = f"{levels}; as {kinds}"
    left = f", and {apart:,} that may not stand beside these (enemies, or a key given away)" if apart else ""
    error = KeptApart if apart else UsageError
    return error(
        f"{number:,} items are asked for, but {families} {have} only {available:,} ({cells}){left}: ask for fewer"
    )
