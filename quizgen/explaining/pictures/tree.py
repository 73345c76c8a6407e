"""A network's nodes as a sequence of nodes, of branches side by side, and of tangles that are neither."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TypeAlias

from msgspec import Struct

from quizgen.explaining.pictures.graph import Node


class Branches(Struct, frozen=True):
    """Paths from one point to the next; an empty path passes on what came. ``join`` is the sign where they meet."""

    paths: tuple[Sequence_, ...]
    join: Node | None = None


class Tangle(Struct, frozen=True):
    """Nodes that read each other in ways that are no branches, in the order in which they run.

    ``exits`` are the numbers of those that are read after the tangle.
    """

    nodes: tuple[Node, ...]
    exits: frozenset[int]


class Repeated(Struct, frozen=True):
    """The same items so many times in a row; ``items`` are the first ones, ``last`` is the name of the last ones."""

    items: Sequence_
    times: int
    last: str


Item: TypeAlias = "Node | Branches | Tangle | Repeated"
Sequence_: TypeAlias = "tuple[Item, ...]"


def tree(nodes: Sequence[Node]) -> Sequence_:
    """The nodes of a whole network."""
    return _Reader(nodes, _readers(nodes)).sequence([node.number for node in nodes])


def inside(items: Sequence_) -> Iterator[Node]:
    """All nodes of a sequence, in the order in which they run."""
    for item in items:
        if isinstance(item, Node):
            yield item
        elif isinstance(item, Branches):
            for path in item.paths:
                yield from inside(path)
            if item.join:
                yield item.join
        else:
            yield from item.nodes if isinstance(item, Tangle) else inside(item.items)


def _readers(nodes: Sequence[Node]) -> Mapping[int, list[int]]:
    found: dict[int, list[int]] = {node.number: [] for node in nodes}
    for node in nodes:
        for source in node.sources:
            found[source].append(node.number)
    return found


class _Reader(Struct, frozen=True):
    nodes: Sequence[Node]
    readers: Mapping[int, list[int]]

    def sequence(self, members: Sequence[int]) -> Sequence_:
        """Members between two points of the network: those that every path passes, and what lies between them."""
        cuts = self._cuts(members)
        if not cuts:
            return tuple(self._between(members, direct=False, alone=True))
        items: list[Item] = []
        begin = 0
        for cut in [*cuts, len(members)]:
            before = members[begin - 1] if begin else None
            after = members[cut] if cut < len(members) else None
            direct = before is not None and after is not None and before in self.nodes[after].sources
            items += self._between(members[begin:cut], direct=direct, alone=False)
            if after is not None:
                node = self.nodes[after]
                if node.join and items and isinstance(items[-1], Branches) and items[-1].join is None:
                    items[-1] = Branches(items[-1].paths, node)
                else:
                    items.append(node)
            begin = cut + 1
        return tuple(items)

    def _cuts(self, members: Sequence[int]) -> list[int]:
        """The places of members that no edge passes by."""
        place = {number: where for where, number in enumerate(members)}
        over = [0] * (len(members) + 2)
        for number, where in place.items():
            node = self.nodes[number]
            edges = [(place.get(source, -1), where) for source in node.sources] or [(-1, where)]
            edges += [(where, len(members)) for reader in self.readers[number] if reader not in place]
            for begin, end in edges:
                if end - begin > 1:
                    over[begin + 1] += 1
                    over[end] -= 1
        cuts, passing = [], 0
        for where in range(len(members)):
            passing += over[where]
            if not passing:
                cuts.append(where)
        return cuts

    def _between(self, members: Sequence[int], *, direct: bool, alone: bool) -> Iterator[Item]:
        """The branches that members make, with an empty one where a path goes past all of them."""
        if not members:
            return
        parts = self._parts(members)
        if len(parts) == 1 and (alone or not direct):
            exits = (number for number in members if set(self.readers[number]) - set(members))
            yield Tangle(tuple(self.nodes[number] for number in members), frozenset(exits))
            return
        paths = tuple(self.sequence(part) for part in parts)
        yield Branches((*paths, ()) if direct else paths)

    def _parts(self, members: Sequence[int]) -> list[list[int]]:
        """The members in parts between which there are no edges."""
        part = {number: [number] for number in members}
        for number in members:
            for reader in self.readers[number]:
                if reader in part and part[reader] is not part[number]:
                    joined = part[number] + part[reader]
                    part |= dict.fromkeys(joined, joined)
        return sorted({id(found): sorted(found) for found in part.values()}.values())
