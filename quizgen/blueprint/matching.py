"""Which family fills which place: by a matching, so that none comes twice while another fits.

Each slot prefers families in an order of its own, core ones most often. It yields only where two prefer the same one.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, TypeAlias

from quizgen.asking.source import SHARES
from quizgen.blueprint.asked import Group
from quizgen.blueprint.ways import Way
from quizgen.space import Dice, digest

Families: TypeAlias = Mapping[str, tuple[str, ...]]
"""The families of a group's places, by its name."""
NONE: Families = {}
TIE, LITTLE = 1 << 40, 1 << 27
"""Costs that are alike differ by that little, as a digest says, which is less than one even in sum: then no order in
which slots stand decides."""
AGAIN = 1 << 24
"""A preference costs less than a family that comes again."""
SINGLE = 16
"""Uses of a family that are counted one by one; later ones by twice as many each."""


def assigned(groups: Sequence[Group], *path: object, followed: Families = NONE) -> Families:
    """The family of each place of each group; as ``followed``, as far as none comes twice for that."""
    kept = {group.name: _askable(followed.get(group.name, ()), group) for group in groups}
    preferred = {group.name: [*dict.fromkeys([*kept[group.name], *preference(group, *path)])] for group in groups}
    taken = Counter(group.ways[0].family for group in groups if len(group.ways) == 1 for _ in group.places)
    found = {group.name: tuple(preferred[group.name] * len(group.places)) for group in groups if len(group.ways) == 1}
    open_groups = sorted((group for group in groups if len(group.ways) > 1), key=lambda group: digest(group.name))
    if open_groups:
        flows = _flows(open_groups, preferred, taken, kept)
        for group in open_groups:
            found[group.name] = _placed(flows[group.name], kept[group.name], *path, group.name)
    return found


def _askable(families: Sequence[str], group: Group) -> Sequence[str]:
    """Those that the group can ask, as many as it has places."""
    able = {way.family for way in group.ways}
    return [name for name in families[: len(group.places)] if name in able]


def _placed(used: Counter[str], kept: Sequence[str], *path: object) -> tuple[str, ...]:
    """Each place's family: where another one comes in, the place that it takes is mostly that of the one that goes."""
    left, found = used.copy(), dict[int, str]()
    every = [(turn, name) for turn in range(used.total()) for name in used]
    every.sort(key=lambda one: digest("place", *path, *one))
    for turn, name in (*enumerate(kept), *every):
        if turn not in found and left[name]:
            found[turn] = name
            left[name] -= 1
    return tuple(found[turn] for turn in sorted(found))


def preference(group: Group, *path: object) -> list[str]:
    """All families of the group, each drawn by its weight among those that are left; those that are soon spent last."""
    dice = Dice("families", *path, group.name)
    every = sorted(group.ways, key=lambda way: way.family)
    lasting = _drawn([way for way in every if way.lasts], dice)
    return lasting + _drawn([way for way in every if not way.lasts], dice)


def _drawn(ways: Sequence[Way], dice: Dice) -> list[str]:
    left = {way.family: SHARES[way.cell.source.weight] * way.gladly for way in ways}
    order: list[str] = []
    while left:
        order.append([*left][dice.among([*left.values()])])
        del left[order[-1]]
    return order


def _flows(
    groups: Sequence[Group],
    preferred: Mapping[str, Sequence[str]],
    taken: Mapping[str, int],
    kept: Mapping[str, Sequence[str]],
) -> Mapping[str, Counter[str]]:
    """How often each group takes each family, at the least cost."""
    import networkx as nx

    graph = nx.DiGraph()
    places = sum(len(group.places) for group in groups)
    for group in groups:
        graph.add_edge("start", ("group", group.name), capacity=len(group.places), weight=0)
        for place, name in enumerate(preferred[group.name]):
            cost = 0 if place < len(group.places) else len(preferred[group.name]) + place
            weight = 0 if name in kept[group.name] else cost * TIE + digest("tie", group.name, name) % LITTLE
            graph.add_edge(("group", group.name), ("family", name), capacity=len(group.places), weight=weight)
    shares = {way.family: SHARES[way.cell.source.weight] for group in groups for way in group.ways}
    for name, share in sorted(shares.items()):
        for use, many, cost in _uses(taken.get(name, 0), places, share):
            graph.add_edge(("family", name), ("use", name, use), capacity=many, weight=cost * AGAIN * TIE)
            graph.add_edge(("use", name, use), "end", capacity=many, weight=0)
    return _read(groups, nx.max_flow_min_cost(graph, "start", "end"))


def _uses(taken: int, places: int, share: int) -> Iterator[tuple[int, int, int]]:
    """Uses of a family: the first one, how many, and what each costs; the more of them came before, the more."""
    use, last = taken, taken + places
    while use < last:
        many = max(1, use // SINGLE)
        yield use, many, 2 * SHARES["core"] * use // share
        use += many


def _read(groups: Sequence[Group], flow: Mapping[Any, Mapping[Any, int]]) -> Mapping[str, Counter[str]]:
    found: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for group in groups:
        for (_, name), many in flow["group", group.name].items():
            found[group.name][name] += many
    return found
