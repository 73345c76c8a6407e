"""How many forms share no item, as far as counts say it: slots that draw from the same families share their items."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from quizgen.blueprint.asked import Group
from quizgen.blueprint.narrowed import inner
from quizgen.blueprint.room import held
from quizgen.counting.counts import there
from quizgen.model import Level


@dataclass(frozen=True, slots=True)
class Capacity:
    """At most so many forms, and the slots that bound them, by their ids."""

    forms: int
    bound: tuple[str, ...]


def capacity(groups: Sequence[Group]) -> Capacity:
    """The largest number of forms for which each family has an item for each of its places."""
    least, more = 0, min(held(group.ways) // len(group.places) for group in groups) + 1
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
    """From each group to the families that it asks; a family's kinds ask about the same points."""
    import networkx as nx

    graph = nx.DiGraph()
    wholes: defaultdict[tuple[str, Level], int] = defaultdict(int)
    for group in groups:
        graph.add_edge("start", ("group", group.path), capacity=forms * len(group.places))
        for way in group.ways:
            name = (way.family, group.slot.level)
            graph.add_edge(("group", group.path), ("family", name), capacity=way.held)
            whole = there(inner(way.cell.source), group.slot.level, None)
            wholes[name] = max(wholes[name], whole, way.held)
    for name, whole in wholes.items():
        graph.add_edge(("family", name), "end", capacity=whole)
    return graph
