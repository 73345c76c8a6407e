"""What linked families must keep to: names that mean one thing, shapes that a menu can offer."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

import numpy as np

from quizgen.asking.linked import LinkedFamily, Quantity
from quizgen.asking.linked.plan import Plan
from quizgen.asking.source import Audited
from quizgen.audit.contract.worked import smallest
from quizgen.catalog.blame import written
from quizgen.model import Level
from quizgen.space import SubSpace


def one_meaning(source: Audited, level: Level) -> Iterator[str]:
    """No name is that of two values, or of a value and of a number of the point; there is one for each tree."""
    for part, plan in _plans(source, level):
        every = plan.parts
        asked = [quantity for one in every for quantity in one.quantities]
        times = Counter(name for quantity in asked for name in quantity.names)
        for quantity in asked:
            where = written(source.module, quantity.names[0] if quantity.names else "")
            yield from (f"{fault} ({where})" for fault in _name_faults(quantity, part, times))


def _name_faults(quantity: Quantity, part: SubSpace, times: Counter[str]) -> Iterator[str]:
    if len(quantity.names) != len(quantity.trees):
        yield f"'{quantity.id}' has {len(quantity.names)} names for {len(quantity.trees)} trees; give each tree a name"
    for name in quantity.names:
        if name in part.columns:
            yield f"'{name}' is asked and is a number of the point too; name what is asked otherwise"
        if times[name] > 1:
            yield f"'{name}' is asked {times[name]} times; give each value a name of its own"


def foreseen_shapes(source: Audited, level: Level) -> Iterator[str]:
    """Each shape that is asked has a wrong one at every point: Moodle offers shapes in a menu."""
    for part, plan in _plans(source, level):
        for quantity in plan.quantities.values():
            if len(quantity.names) == 1:
                continue
            none = np.logical_not(plan.table(quantity, part).told.any(axis=0))
            if (point := smallest(part, np.asarray(none))) is not None:
                way = "add a misconception that gives one there, for Moodle asks shapes in a menu"
                yield f"at {point}: no misconception gives a wrong shape for '{quantity.id}'; {way}"


def _plans(source: Audited, level: Level) -> Iterator[tuple[SubSpace, Plan]]:
    if isinstance(source, LinkedFamily):
        yield from ((part, source.plan(part.shape)) for part in source.levels[level].parts if len(part))
