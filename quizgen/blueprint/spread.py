"""A number of items, spread over families by weight and over levels evenly."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from quizgen.asking.source import Source, usual_kind
from quizgen.blueprint.drawing import Cell, Supply
from quizgen.blueprint.mixing import Mixture
from quizgen.counting.counts import there
from quizgen.errors import KeptApart, UsageError
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
    """Every family at every level: in its usual kind, or in each wished one that it can be asked in."""
    return tuple(
        Cell(source, level, kind)
        for source in sources
        for level in levels
        for kind in ([one for one in kinds if one in source.kinds] if kinds else [usual_kind(source, level)])
    )


def spread(asked: Sequence[Cell], number: int, seed: str, named: Collection[str] = ()) -> Iterator[Item]:
    """That many items of the cells, mixed as ``Mixture`` says; a cell that is spent is passed over.

    A smaller number gives the beginning of a larger one. Raises UsageError, before the first item, where there are not
    so many.
    """
    _check(asked, number)
    return _spread(asked, number, Supply(seed, cells=asked), Mixture(asked, seed, named))


def _spread(asked: Sequence[Cell], number: int, supply: Supply, mixture: Mixture) -> Iterator[Item]:
    given = 0
    while given < number and (cell := mixture.take()):
        item = supply.take(cell)
        if item is None:
            mixture.spent(cell)
            continue
        given += 1
        yield item
    if given < number:
        raise _too_few(asked, number, given, supply.kept_apart(*asked))


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


def _too_few(asked: Sequence[Cell], number: int, have: int, apart: int = 0) -> UsageError:
    names = list(dict.fromkeys(cell.source.id for cell in asked))
    families = names[0] if len(names) == 1 else f"these {len(names)} families together"
    levels = ", ".join(dict.fromkeys(cell.level for cell in asked))
    kinds = " or ".join(
        dict.fromkeys(way for cell in asked for way in ([cell.kind] if cell.kind else cell.source.kinds))
    )
    hold = "has" if len(names) == 1 else "have"
    cells = f"{levels}; as {kinds}"
    left = f", and {apart:,} that may not stand beside these (enemies, or a key given away)" if apart else ""
    error = KeptApart if apart else UsageError
    return error(f"{number:,} items are asked for, but {families} {hold} only {have:,} ({cells}){left}: ask for fewer")
