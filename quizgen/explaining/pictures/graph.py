"""Which boxes a drawing has, and what each is given: lines of the table, those that only touch values left out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from math import prod

from msgspec import Struct
from msgspec.structs import replace

from quizgen.explaining.pictures import kinds
from quizgen.explaining.pictures.kinds import Join, KindName
from quizgen.explaining.table import INPUT, Explanation, Line, Shape


class Node(Struct, frozen=True):
    """A box or a sign where paths meet; ``sources`` are the numbers of other nodes.

    ``told`` is false where nobody knows what it is given: then it is drawn after the one before it. ``layers`` counts
    lines of the table that it stands for, ``parameters`` is what these have.
    """

    number: int
    name: str
    kind: KindName
    join: Join | None
    shape: Shape
    sources: tuple[int, ...]
    told: bool = True
    layers: int = 1
    parameters: int = 0
    type: str = ""


def nodes(explanation: Explanation) -> tuple[Node, ...]:
    """The network's nodes, its inputs first, each after those that it is given."""
    every = list(_inputs(explanation))
    known = {INPUT - place: place for place in range(len(every))}
    for place, line in enumerate(explanation.lines):
        found = tuple(dict.fromkeys(known[one] for one in line.sources if one in known))
        if line.output_shape is None or (len(found) == 1 and line.type == "Identity"):
            known[place] = found[0] if found else len(every) - 1
            continue
        told = bool(found)
        known[place] = len(every)
        every.append(_node(len(every), line, found or (len(every) - 1,), told=told))
    return _folded(every)


def _inputs(explanation: Explanation) -> Iterator[Node]:
    if not explanation.inputs:
        yield Node(0, "input", "input", None, explanation.input, ())
    for number, one in enumerate(explanation.inputs):
        yield Node(number, one.name or "input", "input", None, one.shape, ())


def _node(number: int, line: Line, sources: tuple[int, ...], *, told: bool) -> Node:
    join = kinds.join(line.type) if len(sources) > 1 else None
    kind = "light" if kinds.join(line.type) and not join else kinds.kind(line.type)
    shape = line.output_shape or ()
    return Node(number, line.name, kind, join, shape, sources, told, 1, line.parameters, line.type)


def _folded(every: Sequence[Node]) -> tuple[Node, ...]:
    """What only touches values goes into the box before it, or where that feeds others too, into the one after it.

    So does padding into the layer that reads it, and cropping into the sign where paths meet.
    """
    readers: dict[int, list[int]] = {node.number: [] for node in every}
    for node in every:
        for source in node.sources:
            readers[source].append(node.number)
    into: dict[int, int] = {}
    kept = list(every)
    for node in every:
        host = _host(node, every, readers, into)
        if host is not None:
            into[node.number] = host
    for number in into:
        target, node = _end(into, number), every[number]
        more = kept[target]
        kept[target] = replace(more, layers=more.layers + 1, parameters=more.parameters + node.parameters)
    return tuple(_numbered([kept[node.number] for node in every if node.number not in into], every, into))


def _host(
    node: Node, every: Sequence[Node], readers: Mapping[int, Sequence[int]], into: Mapping[int, int]
) -> int | None:
    """The node that stands for this one, too; None where it has a box of its own, or is to be one for those before."""
    if len(node.sources) != 1 or not node.told:
        return None
    source, after = every[node.sources[0]], readers[node.number]
    if kinds.pads(node.type):
        reader = every[after[0]] if len(after) == 1 else None
        shrinks = prod(node.shape) < prod(source.shape)
        fits = reader is not None and (reader.join if shrinks else len(reader.sources) == 1)
        return after[0] if fits else None
    if node.kind != "light":
        return None
    if source.kind != "input" and len(readers[source.number]) == 1 and into.get(source.number) != node.number:
        return source.number
    if len(after) == 1 and len(every[after[0]].sources) == 1 and every[after[0]].told:
        return after[0]
    return None


def _end(into: Mapping[int, int], number: int) -> int:
    while number in into:
        number = into[number]
    return number


def _numbered(kept: Sequence[Node], every: Sequence[Node], into: Mapping[int, int]) -> Iterator[Node]:
    """The nodes that stay, numbered anew, reading from those that stay."""
    numbers = {node.number: number for number, node in enumerate(kept)}
    for node in kept:
        sources = dict.fromkeys(numbers[one] for one in _read(node.sources, numbers, every, into, node.number))
        yield replace(node, number=numbers[node.number], sources=tuple(sources))


def _read(
    sources: Sequence[int], numbers: Mapping[int, int], every: Sequence[Node], into: Mapping[int, int], reader: int
) -> Iterator[int]:
    """The sources among the nodes that stay: through what was folded into the reader, or into what it came after."""
    for source in sources:
        if source in numbers:
            yield source
        elif _end(into, source) == reader or source < _end(into, source):
            yield from _read(every[source].sources, numbers, every, into, reader)
        else:
            yield _end(into, source)
