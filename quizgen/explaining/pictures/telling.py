"""Pictures in words, from the same numbers: titles, and descriptions for whoever hears them."""

from __future__ import annotations

from collections.abc import Sequence

from quizgen.explaining.pictures.boxes import told
from quizgen.explaining.pictures.graph import Node
from quizgen.explaining.pictures.names import common
from quizgen.explaining.pictures.page import Told, title
from quizgen.explaining.pictures.repeats import span
from quizgen.explaining.pictures.tree import Item, Repeated, Sequence_, Tangle, inside
from quizgen.explaining.table import Explanation
from quizgen.math.printing import grouped

MOST = 4_000
"""Letters of a description; who hears more than that has forgotten how it began."""


def network_words(explanation: Explanation, every: Sequence[Node], items: Sequence_) -> Told:
    """What the drawing of a network says."""
    inputs = " and ".join(told(node.shape) for node in every if node.kind == "input")
    line = f"input {inputs}, output {told(every[-1].shape)}; {costs(explanation)}"
    drawn = "; ".join(map(_item, items))
    return Told(title(explanation), line, _short(f"Layers in the order in which they run: {drawn}."))


def costs(explanation: Explanation) -> str:
    """The sums of a network."""
    macs = "" if explanation.macs is None else f", {grouped(explanation.macs)} MACs"
    return f"{grouped(explanation.parameters)} parameters{macs}"


def _short(text: str) -> str:
    if len(text) <= MOST:
        return text
    end = text.rfind("; ", 0, MOST)
    return f"{text[:end]}; and more."


def _item(item: Item) -> str:
    if isinstance(item, Node):
        return f"{item.name} {told(item.shape)}"
    if isinstance(item, Repeated):
        first = common([node.name for node in inside(item.items)]) or next(inside(item.items)).name
        return f"{span(first, item.last)}, {item.times} times: {', '.join(map(_item, item.items))}"
    if isinstance(item, Tangle):
        return "connected across: " + ", ".join(map(_item, item.nodes))
    paths = " | ".join(", ".join(map(_item, path)) or "as it came" for path in item.paths)
    meets = {"sum": "summed", "product": "multiplied", "concat": "concatenated"}
    end = f", {meets[item.join.join]} to {told(item.join.shape)}" if item.join and item.join.join else ""
    return f"paths side by side ({paths}){end}"
