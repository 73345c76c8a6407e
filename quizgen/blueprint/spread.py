"""A number of items or questions, spread over families by weight and over levels evenly."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from itertools import islice
from typing import TypeVar

from msgspec import Struct

from quizgen.asking.source import Source, usual_kind
from quizgen.blueprint import shortage
from quizgen.blueprint.cells import Cell
from quizgen.blueprint.drawing import Coming, Supply, asked_here
from quizgen.blueprint.mixing import Mixture
from quizgen.counting.counts import there
from quizgen.errors import KeptApart, UsageError
from quizgen.formats.protocol import Refusal
from quizgen.model import KINDS, Item, Kind, Level, Question

T = TypeVar("T")


def askable(sources: Sequence[Source], kinds: Sequence[Kind] | None) -> tuple[tuple[Source, ...], tuple[Source, ...]]:
    """The sources that can be asked in one of the kinds, and those that cannot; raises UsageError where none can."""
    kept = tuple(source for source in sources if not kinds or set(kinds) & set(source.kinds))
    if not kept and kinds:
        first = sources[0]
        able = f"{first.id} can be asked as {' or '.join(first.kinds)}"
        one = "for example, " if len(sources) > 1 else ""
        raise UsageError(f"nothing that was named can be asked as {' or '.join(kinds)}; {one}{able}")
    return kept, tuple(source for source in sources if source not in kept)


def cells(
    sources: Sequence[Source],
    levels: Sequence[Level],
    kinds: Sequence[Kind] | None,
    held: Collection[Kind] = KINDS,
) -> tuple[Cell, ...]:
    """Every family at every level: in its usual kind, or in each wished one that it can be asked in.

    Where not all kinds are ``held`` by whoever shows the items, one that is stands for a usual one that is not.
    """
    return tuple(
        Cell(source, level, kind)
        for source in sources
        for level in levels
        for kind in ([one for one in kinds if one in source.kinds] if kinds else _usual(source, level, held))
    )


def _usual(source: Source, level: Level, held: Collection[Kind]) -> list[Kind | None]:
    """How it is asked by default, as far as that is held."""
    usual = usual_kind(source, level)
    if usual in held or set(source.kinds) <= set(held):
        return [usual]
    able = [kind for kind in source.kinds if kind in held and there(source, level, kind)]
    return [*able] if source.authored else [*able[:1]]


class Wish(Struct, frozen=True):
    """So many questions of cells for a seed, mixed as ``Mixture`` says; ``named`` was wished for itself.

    With ``fewer`` they may be fewer where all that is left may not stand beside them, or cannot be shown.
    """

    cells: tuple[Cell, ...]
    number: int
    seed: str
    named: frozenset[str] = frozenset()
    fewer: bool = False


def spread(asked: Sequence[Cell], number: int, seed: str, named: Collection[str] = ()) -> Iterator[Item]:
    """That many verified items; raises Disagreement for one that is faulty."""
    from quizgen.asking.verify import verified  # it takes real layers, and a question is there before

    return map(verified, islice(questions(Wish(tuple(asked), number, seed, frozenset(named))), number))


def questions(wish: Wish) -> Iterator[Question]:
    """The questions, each asked when it is needed; see ``chosen``."""
    return chosen(wish, asked_here(wish.seed))


def chosen(wish: Wish, coming: Coming[T], passed: Counter[Refusal] | None = None) -> Iterator[T]:
    """Of what comes from the cells that which is wished; a cell that is spent is passed over.

    A smaller number gives the beginning of a larger one. Raises UsageError, before the first one, where there are not
    so many. Further ones, which may stand in for those that prove faulty, come until all cells are spent; then
    UsageError is raised, too. What is refused is counted in ``passed``.
    """
    require(wish.cells, wish.number)
    refused = Counter[Refusal]() if passed is None else passed
    return _chosen(wish, Supply(coming, cells=wish.cells, passed=refused), refused)


def _chosen(wish: Wish, supply: Supply[T], refused: Counter[Refusal]) -> Iterator[T]:
    mixture = Mixture(wish.cells, wish.seed, wish.named)
    given = 0
    while cell := mixture.take():
        one = supply.take(cell)
        if one is None:
            mixture.spent(cell)
            continue
        given += 1
        yield one.content
    apart = supply.kept_apart(*wish.cells)
    if given and wish.fewer and (apart or refused):
        return
    if refused:
        raise UsageError(shortage.refused(max(wish.number, given + 1), given, refused))
    if not (apart and wish.fewer):
        raise _too_few(wish.cells, max(wish.number, given + 1), given, apart)


def require(asked: Sequence[Cell], number: int) -> None:
    """Raises UsageError where the cells hold fewer; counts no further than it must."""
    have = 0
    for held in _held(asked):
        have += held
        if have >= number:
            return
    raise _too_few(asked, number, have)


def available(asked: Sequence[Cell]) -> int:
    """How many items the cells hold together: a family's kinds ask about the same points."""
    return sum(_held(asked))


def _held(asked: Sequence[Cell]) -> Iterator[int]:
    """How many items each source holds at each level."""
    ways: dict[tuple[str, Level], list[Cell]] = {}
    for cell in dict.fromkeys(asked):
        ways.setdefault((cell.source.id, cell.level), []).append(cell)
    for every in ways.values():
        counts = [there(cell.source, cell.level, cell.kind) for cell in every]
        yield sum(counts) if every[0].source.authored else max(counts)


def _too_few(asked: Sequence[Cell], number: int, have: int, apart: int = 0) -> UsageError:
    sources = list({cell.source.id: cell.source for cell in asked}.values())
    families = sources[0].id if len(sources) == 1 else f"these {len(sources)} families together"
    levels = [*dict.fromkeys(cell.level for cell in asked)]
    kinds = [*dict.fromkeys(way for cell in asked for way in ([cell.kind] if cell.kind else cell.source.kinds))]
    if not have and not apart:
        return UsageError(shortage.none(sources, levels, kinds))
    hold = "has" if len(sources) == 1 else "have"
    cells = f"{', '.join(levels)}; as {' or '.join(kinds)}"
    left = f", and {apart:,} that may not stand beside these (enemies, or a key given away)" if apart else ""
    error = KeptApart if apart else UsageError
    return error(f"{shortage.asked_for(number)}, but {families} {hold} only {have:,} ({cells}){left}: ask for fewer")
