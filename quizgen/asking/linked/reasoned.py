"""How the values of a linked question are found, rightly and wrongly, for whoever explains a wrong one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial

from quizgen.answers import Values
from quizgen.answers.precision import Precision
from quizgen.asking.linked.family import LinkedFamily
from quizgen.asking.linked.quantity import Quantity
from quizgen.asking.reasoned import hold, mistaken
from quizgen.asking.rounding import tolerance_of
from quizgen.model.reasoning import Reasoned, Reasoning, Variant
from quizgen.space import Params


def of_linked(family: LinkedFamily, precisions: Sequence[Precision], params: Params) -> Reasoning:
    """The values at a point, each over the names of those before it; so many digits count in each part."""
    shape = params.shape
    plan = family.plan(shape)

    def reasoned(quantity: Quantity, precision: Precision) -> Reasoned:
        mistakes = mistaken(quantity.misconceptions, shape)
        rounded = partial(tolerance_of, precision=precision)
        return Reasoned(quantity.trees, mistakes, quantity.unit, quantity.signed, rounded)

    def keys(values: Mapping[str, int]) -> tuple[Values, ...]:
        numbers = plan.numbers(Params(values, shape))
        return tuple(tuple(numbers[name] for name in one.names) for one in plan.quantities.values())

    def variant(values: Mapping[str, int]) -> Variant:
        there = Params(values, shape)
        if values != params.values:
            numbers = plan.numbers(there)
            for part in plan.parts:
                hold(part.recount, there, tuple(numbers[name] for one in part.quantities for name in one.names))
        networks = {"": family.network(there)} if family.network else {}
        texts = (family.stem(there), *(part.prompt(there) for part in plan.parts))
        return Variant(networks, texts, dict(family.givens(there) if family.givens else {}))

    parts = tuple(
        tuple(reasoned(quantity, precision) for quantity in part.quantities)
        for part, precision in zip(plan.parts, precisions, strict=True)
    )
    known = {**params.values, **plan.numbers(params)}
    return Reasoning(parts, known, params.values, keys, variant)
