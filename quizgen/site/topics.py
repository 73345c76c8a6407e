"""Topics as a learner comes to them: which one to know before which, and an order in which to go through them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import TypeAlias

from quizgen.catalog.prerequisites import Placed, Prerequisites

Names: TypeAlias = tuple[str, ...]


def first(sources: Sequence[Placed], known: Prerequisites, every: Iterable[Placed] = ()) -> Mapping[str, Names]:
    """For each topic of the sources those that some of it waits for, what most of it waits for first.

    ``every`` are all sources that there are: one may wait for what is not among the first. Of two topics that wait for
    each other it is the one of which more does.
    """
    topics = {source.id: source.topic for source in (*every, *sources)}
    sizes = Counter(source.topic for source in sources)
    waits: dict[str, Counter[str]] = {topic: Counter() for topic in sorted(sizes)}
    for source in sources:
        behind = {topics.get(name, name) for name in known.of(source)} - {source.topic}
        waits[source.topic].update(behind)

    def share(topic: str, other: str) -> tuple[float, str]:
        return waits[topic][other] / sizes[topic], topic

    return {
        topic: tuple(
            other
            for other in sorted(found, key=lambda name: (-found[name], name))
            if other not in waits or not waits[other][topic] or share(topic, other) > share(other, topic)
        )
        for topic, found in waits.items()
    }


def ordered(before: Mapping[str, Sequence[str]]) -> Names:
    """The topics, each after those that are to be known before it, as far as these do not wait in a circle.

    Of several that may come next it is the one that most others wait for.
    """
    wanted = {topic: sum(topic in _behind(other, before) for other in before) for topic in before}
    left, found = sorted(before, key=lambda topic: (-wanted[topic], topic)), list[str]()
    while left:
        ready = (topic for topic in left if not set(before[topic]) & set(left))
        found.append(next(ready, left[0]))
        left.remove(found[-1])
    return tuple(found)


def _behind(topic: str, before: Mapping[str, Sequence[str]]) -> set[str]:
    """All that is to be known before it, however far back."""
    seen: set[str] = set()
    waiting = [*before[topic]]
    while waiting:
        if (one := waiting.pop()) not in seen:
            seen.add(one)
            waiting += before.get(one, ())
    return seen
