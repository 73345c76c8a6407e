"""The same question with new numbers: others of its source, at its level and in its kind."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import islice

from quizgen.asking.draws import pass_over
from quizgen.model import Question
from quizgen.space import Dice

AMONG = 16
"""The first one is one of so many with which the seed's draw begins: the very first are the commonest too often."""


def anew(draw: Callable[[str], Iterator[Question]], own: str, seed: str, count: int) -> tuple[Question, ...]:
    """So many questions that follow from a seed, fewer where there are no more; none is that with the id ``own``.

    Each is verified: raises Disagreement where a witness finds another value than the formula.
    """
    from quizgen.asking.verify import verified

    start = Dice("anew", seed).below(AMONG)
    coming = draw(seed)
    pass_over(coming, start)
    found = list(islice((one for one in coming if one.id != own), count))
    if len(found) < count:
        found += islice((one for one in islice(draw(seed), start) if one.id != own), count - len(found))
    return tuple(verified(one).question for one in found)
