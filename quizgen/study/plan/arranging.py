"""The order of a day's items, in which no two of one topic are neighbours."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from quizgen.study.plan.day import Planned


def arranged(planned: Iterable[Planned], spare: Iterable[Planned]) -> tuple[Planned, ...]:
    """The items in their order as far as that can be.

    Where too many are of one topic, ``spare`` ones of others stand between them; two are neighbours only where there is
    nothing else.
    """
    left, others = list(planned), list(spare)
    found: list[Planned] = []
    while left:
        last = found[-1].topic if found else ""
        one = _next(left, last)
        if one is not None:
            left.remove(one)
        elif between := next((other for other in others if other.topic != last), None):
            others.remove(between)
            one = between
        else:
            one = left.pop(0)
        found.append(one)
    return tuple(found)


def _next(left: list[Planned], last: str) -> Planned | None:
    """The first one of another topic; one of the topic that has more than half, which could not be parted later."""
    topic, count = Counter(one.topic for one in left).most_common(1)[0]
    wanted = [topic] if 2 * count > len(left) and topic != last else []
    return next(_of(left, last, wanted), None)


def _of(left: list[Planned], last: str, wanted: list[str]) -> Iterator[Planned]:
    return (one for one in left if one.topic != last and (not wanted or one.topic in wanted))
