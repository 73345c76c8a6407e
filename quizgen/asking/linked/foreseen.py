"""Points at which the quantities of a linked question have enough foreseen wrong values."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from quizgen.asking.linked.plan import Plan
from quizgen.asking.linked.quantity import Quantity
from quizgen.space import Mask, SubSpace


def told_apart(plan: Plan, part: SubSpace, least: Callable[[Quantity], int]) -> Mask:
    """Where at least so many misconceptions of every quantity give a usable value of their own."""
    mask = np.ones(len(part), dtype=np.bool_)
    for quantity in plan.quantities.values():
        mask &= plan.table(quantity, part).told.sum(axis=0) >= least(quantity)
    return mask
