"""How many forms share no item, as far as counts say it: slots that draw from the same families share their items."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import Any

from msgspec import Struct

from quizgen.blueprint.asked import Group
from quizgen.blueprint.narrowed import inner
from quizgen.blueprint.room import held as together
from quizgen.counting.counts import there
from quizgen.model import Kind, Level


class Capacity(Struct, frozen=True):
    """At most so many forms, and the slots that bound them, by their ids."""

    forms: int
    bound: tuple[str, ...]


def capacity(groups: Sequence[Group]) -> Capacity:
    """The largest number of forms for which each family has an item for each of its places."""
    least, more = 0, min(together(group.ways) // len(group.places) for group in groups) + 1
    while more - least > 1:
        middle = (least + more) // 2
        if _short(groups, middle):
            more = middle
        else:
            least = middle
    tight = _short(groups, more)
    return Capacity(least, tuple(dict.fromkeys(group.slot.id for group in groups if group.path in tight)))


def _short(groups: Sequence[Group], forms: int) -> frozenset[str]:
    """The groups that have too few items together for so many forms, by their paths; none where all have enough."""
    import networkx as nx

    graph = _graph(groups, forms)
    cut, (before, _) = nx.minimum_cut(graph, "start", "end")
    wanted = forms * sum(len(group.places) for group in groups)
    return frozenset() if cut == wanted else frozenset(name for kind, name in (before - {"start"}) if kind == "group")


def _graph(groups: Sequence[Group], forms: int) -> Any:
    """From each group to the families that it asks, in its kind; a family's kinds ask about the same points."""
    import networkx as nx

    graph = nx.DiGraph()
    kinds: defaultdict[tuple[str, Level, Kind], int] = defaultdict(int)
    wholes: defaultdict[tuple[str, Level], int] = defaultdict(int)
    for group in groups:
        graph.add_edge("start", ("group", group.path), capacity=forms * len(group.places))
        for way in group.ways:
            source, level = inner(way.cell.source), group.slot.level
            graph.add_edge(("group", group.path), ("kind", (source.id, level, group.kind)), capacity=way.held)
            kinds[source.id, level, group.kind] = max(
                kinds[source.id, level, group.kind], there(source, level, group.kind), way.held
            )
            wholes[source.id, level] = max(wholes[source.id, level], there(source, level, None), way.held)
    for (name, level, kind), held in kinds.items():
        graph.add_edge(("kind", (name, level, kind)), ("family", (name, level)), capacity=held)
    for family, held in wholes.items():
        graph.add_edge(("family", family), "end", capacity=held)
    return graph
