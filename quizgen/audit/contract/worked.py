"""What a computed family works out at a level: each formula on each sub-space, with the misconceptions about it."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from msgspec import Struct

from quizgen.asking.computed import Computed
from quizgen.asking.linked import LinkedFamily
from quizgen.asking.source import Audited
from quizgen.asking.spaced import Spaced
from quizgen.asking.which_layer import WhichFamily
from quizgen.decks.table import Scale
from quizgen.math.tree import symbols
from quizgen.misconceptions.kinds import Misconception, Trees
from quizgen.model import Level
from quizgen.space import Mask, Params, SubSpace


class WorkedQuestion(Struct, frozen=True):
    """One formula on one sub-space, a tree for each number; ``about`` names the quantity where there are several."""

    part: SubSpace
    trees: Trees
    mistakes: tuple[Misconception, ...]
    scale: Scale
    about: str = ""

    @property
    def strangers(self) -> list[str]:
        """Names in the formula that the sub-space gives no number for."""
        return strangers(self.trees, self.part)

    @property
    def shape(self) -> str:
        """The sub-space's shape as a sentence names it."""
        return f" on the shape ({', '.join(self.part.shape)})" if self.part.shape else ""


def strangers(trees: Trees, part: SubSpace) -> list[str]:
    """Names in trees that a sub-space gives no number for."""
    return sorted({name for tree in trees for name in symbols(tree)} - part.columns.keys())


def worked(source: Audited, level: Level) -> Iterator[WorkedQuestion]:
    """Every formula of the family on every sub-space that has points; nothing for what is not computed."""
    if isinstance(source, Computed):
        scale = Scale(source.unit, source.signed)
        for part in _parts(source, level):
            yield WorkedQuestion(part, source.key_trees(part.shape), source.misconceptions, scale)
    elif isinstance(source, LinkedFamily):
        for part in _parts(source, level):
            plan = source.plan(part.shape)
            for one in plan.quantities.values():
                scale = Scale(one.unit, one.signed)
                yield WorkedQuestion(part, plan.trees(one), plan.mistakes(one.id), scale, f" of '{one.id}'")


def _parts(source: Spaced, level: Level) -> Iterator[SubSpace]:
    return (part for part in source.levels[level].parts if len(part))


def smallest(part: SubSpace, wanted: Mask) -> Params | None:
    """The point with the smallest numbers among those that are wanted."""
    places = np.flatnonzero(wanted)
    if not len(places):
        return None
    sizes = np.sum([np.abs(column[places]) for column in part.columns.values()], axis=0)
    return part[int(places[int(np.argmin(sizes))])]


def point(source: Audited, level: Level, index: int) -> str:
    """A point by its number, as messages name it."""
    if isinstance(source, WhichFamily):
        return str(source.task(level, index))
    return str(source.levels[level][index]) if isinstance(source, Spaced) else f"item {index + 1}"
