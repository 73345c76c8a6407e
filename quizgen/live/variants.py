"""A verified item by what it is about and a seed."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import islice
from typing import TYPE_CHECKING

from quizgen.errors import UsageError

if TYPE_CHECKING:
    from quizgen.asking.source import Source
    from quizgen.model import Item, Kind, Level, Question

AMONG = 16
"""A variant is one of so many with which a seed's draw begins: the very first ones are the commonest too often."""
SEARCHED = 200
"""So many questions are looked at for one with as many options as are wished."""
WIDE = 5


def variant(  # noqa: PLR0913 - what a question can be asked for by
    family: str,
    level: Level,
    kind: Kind,
    seed: str | int,
    *,
    item: str | None = None,
    params: Mapping[str, object] | None = None,
    options: int | None = None,
) -> Item:
    """The verified item that follows from a seed.

    ``family`` is the id of a family or of a file of authored items. ``item`` asks for the one with that id, whose
    options follow from the seed; ``params`` for one with such parameters, named as in a blueprint's slot; ``options``
    for a choice with so many, from 3 to 5. The same arguments give the same item for as long as quizgen is the same.

    Raises UsageError where there is no such item, Disagreement where its witnesses do not agree.
    """
    from quizgen.asking.verify import verified

    return verified(_question(_source(family), level, kind, str(seed), item, params, options))


def _source(family: str) -> Source:
    from quizgen import catalog

    for found in catalog.named(family):
        if found.id == family:
            return found
    raise UsageError(
        f"there is no family '{family}' here: install the version of quizgen, or the plug-in, that wrote the question"
    )


def _question(  # noqa: PLR0913, PLR0917 - as they were given
    source: Source,
    level: Level,
    kind: Kind,
    seed: str,
    item: str | None,
    params: Mapping[str, object] | None,
    options: int | None,
) -> Question:
    from quizgen.blueprint.cells import Cell, Opened
    from quizgen.blueprint.narrowed import Narrowed, Wanted
    from quizgen.space import Dice

    fixed = tuple((name, tuple(value) if isinstance(value, list) else value) for name, value in (params or {}).items())
    wanted = Wanted(fixed, wide=options == WIDE)
    cell = Cell(Narrowed(source, level, wanted) if wanted else source, level, kind, options)
    if item is not None:
        address = source.find(item)
        if address is None or address.level != level:
            raise UsageError(f"{source.id} has no {level} item '{item}': write the course again with this quizgen")
        return cell.at(address.point, seed)
    drawn = Opened(cell, seed)
    for start in (Dice("variant", seed, source.id, level, kind).below(AMONG), 0):
        for found in islice(drawn.onward(start), SEARCHED):
            if options is None or len(found.options) == options:
                return found
    such = f" with {options} options" if options else ""
    raise UsageError(f"{source.id} has no {level} {kind} item{such} such as is asked for")
