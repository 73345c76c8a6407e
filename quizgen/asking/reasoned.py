"""How a family's number is found, rightly and wrongly, for whoever explains a wrong one."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import lru_cache, partial

from quizgen.answers import Slip, Values
from quizgen.asking.computed import Check
from quizgen.asking.family import Family
from quizgen.asking.rounding import tolerance_of
from quizgen.errors import Disagreement
from quizgen.layers import Network
from quizgen.misconceptions.concepts import slip
from quizgen.misconceptions.conv_block import At
from quizgen.misconceptions.kinds import Misconception, Misreading, Mistake, Shape
from quizgen.misconceptions.limited import Except
from quizgen.misconceptions.twice import Both
from quizgen.model import Level
from quizgen.model.reasoning import Mistaken, Reasoned, Reasoning, Variant
from quizgen.space import Params


def of_family(family: Family, level: Level, params: Params) -> Reasoning:
    """The number, or the shape, at a point of a level."""
    shape = params.shape
    reasoned = _number(family, level, shape)

    def keys(values: Mapping[str, int]) -> tuple[Values, ...]:
        return (family.key(Params(values, shape)),)

    def variant(values: Mapping[str, int]) -> Variant:
        there = Params(values, shape)
        if values != params.values:
            hold(family.recount, there, family.key(there))
        networks = family.network(there) if family.network else {}
        named = {"": networks} if isinstance(networks, Network) else networks
        return Variant(named, (family.stem(there),), dict(family.givens(there) if family.givens else {}))

    return Reasoning(((reasoned,),), params.values, params.values, keys, variant)


@lru_cache(maxsize=1024)
def _number(family: Family, level: Level, shape: Shape) -> Reasoned:
    """The same at all points of a shape: what asks for many of them finds it again."""
    precision = family.told(level).precision
    return Reasoned(
        family.key_trees(shape),
        (*mistaken(family.misconceptions, shape), *mistaken(family.beside, shape, alone=True)),
        family.unit,
        family.signed,
        partial(tolerance_of, precision=precision),
    )


def hold(recount: Iterable[Check], there: Params, key: Values) -> None:
    """Raises Disagreement where a formula does not hold at a point that nobody asks about, as others count there."""
    for check in recount:
        if check.run(there) != key:
            raise Disagreement(f"{there}: {check.name} gives another value than the formula")


def mistaken(misconceptions: Iterable[Misconception], shape: Shape, *, alone: bool = False) -> tuple[Mistaken, ...]:
    """Misconceptions on a shape, each of which may be made with another one unless they stand ``alone``."""
    return tuple(
        [Mistaken(_slips(one), partial(one.wrong, shape=shape), _changes(one), alone) for one in misconceptions]
    )


def _slips(one: Misconception) -> tuple[Slip, ...]:
    return tuple(map(slip, (one.first, one.second))) if isinstance(one, Both) else (slip(one),)


def _changes(one: Misconception) -> bool:
    """Whether it changes whatever formula it is given."""
    match one:
        case Except(misconception=inner) | At(mistake=inner):
            return _changes(inner)
        case _:
            return isinstance(one, Mistake | Misreading)
