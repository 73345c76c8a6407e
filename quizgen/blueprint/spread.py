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


def askable(sources: Sequence[Source], kinds: Sequence[Kind] | None) -> tuple[tuple[Source, ...], tuple[Source, ...]]:
    """The sources that can be asked in one of the kinds, and those that cannot; raises UsageError where none can."""
    kept = tuple(source for source in sources if not kinds or set(kinds) & set(source.kinds))
    if not kept and kinds:
        first = sources[0]
        able = f"{first.id} can be asked as {' or '.join(first.kinds)}"
        one = "for example, " if len(sources) > 1 else ""
        raise UsageError(f"nothing that was named can be asked as {' or '.join(kinds)}; {one}{able}")
    return kept, tuple(source for source in sources if source not in kept)


def cells(sources: Sequence[Source], levels: Sequence[Level], kinds: Sequence[Kind] | None) -> tuple[Cell, ...]:
    """Every family at every level, in an order whose every beginning is spread over topics, families and levels.

    Without kinds each source is asked in its usual one; of several wished for, each place begins with another.
    """
    mixed = _mixed(sources)
    first = _first_levels(mixed, len(levels))
    placed = [
        (source, levels[(start + turn) % len(levels)])
        for turn in range(len(levels))
        for source, start in zip(mixed, first, strict=True)
    ]
    return tuple(_in_kinds(placed, kinds) if kinds else (Cell(*one, usual_kind(one[0])) for one in placed))


def _in_kinds(placed: Sequence[tuple[Source, Level]], kinds: Sequence[Kind]) -> Iterator[Cell]:
    """The places in one wished kind each, then again in another until each stood in all that it can be asked in."""
    for again in range(len(kinds)):
        for number, (source, level) in enumerate(placed):
            able = [kind for kind in kinds if kind in source.kinds]
            if again < len(able):
                yield Cell(source, level, able[(number + again) % len(able)])


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
    return _spread(asked, number, Supply(seed))


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
        raise _too_few(asked, number, given)


def _check(asked: Sequence[Cell], number: int) -> None:
    if number > (have := available(asked)):
        raise _too_few(asked, number, have)


def available(asked: Sequence[Cell]) -> int:
    """How many items the cells hold together: a family's kinds ask about the same points."""
    held: dict[tuple[str, Level], list[int]] = {}
    for cell in dict.fromkeys(asked):
        held.setdefault((cell.source.id, cell.level), []).append(there(cell.source, cell.level, cell.kind))
    written = {cell.source.id for cell in asked if cell.source.authored}
    return sum(sum(counts) if name in written else max(counts) for (name, _), counts in held.items())


def _too_few(asked: Sequence[Cell], number: int, have: int) -> UsageError:
    names = list(dict.fromkeys(cell.source.id for cell in asked))
    families = names[0] if len(names) == 1 else f"these {len(names)} families together"
    levels = ", ".join(dict.fromkeys(cell.level for cell in asked))
    kinds = " or ".join(
        dict.fromkeys(way for cell in asked for way in ([cell.kind] if cell.kind else cell.source.kinds))
    )
    hold = "has" if len(names) == 1 else "have"
    cells = f"{levels}; as {kinds}"
    return UsageError(f"{number:,} items are asked for, but {families} {hold} only {have:,} ({cells}): ask for fewer")
