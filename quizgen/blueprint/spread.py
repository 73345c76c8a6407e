"""A number of items, spread over families by weight and over levels evenly."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from quizgen.asking.source import Source, usual_kind
from quizgen.blueprint.drawing import Cell, Supply
from quizgen.blueprint.mixing import Mixture
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
    """Every family at every level."""
    return tuple(Cell(source, level, usual_kind(source, level, kind)) for source in sources for level in levels)


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
