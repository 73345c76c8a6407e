"""Questions about a table of windows that follow each other: the table, the words around it, and what mistakes give."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from quizgen.misconceptions.kinds import Misconception
from quizgen.of_network.family import Within, described, remark
from quizgen.of_network.places import WINDOW, AskedNetwork, Place, begins, cells
from quizgen.text import Table, Text
from quizgen.text.nodes import Filling

THESE = {
    False: "this layer:",
    True: (
        "these layers, from top to bottom; layers without a window, such as activations, keep the size of a map "
        "and are left out."
    ),
}


def table(subject: AskedNetwork, chain: Sequence[Place], sizes: Sequence[int] = ()) -> Table:
    """The layers in their order, with the ``sizes`` behind them, if any are told."""
    rows = [row(one, subject.which) for one in chain]
    if not sizes:
        return Table(("Layer", "Type", *WINDOW), tuple(rows), "The layers in their order")
    told = tuple((*one, str(size)) for one, size in zip(rows, sizes, strict=True))
    return Table(("Layer", "Type", *WINDOW, subject.sides), told, "The layers in their order, with their sizes")


def row(place: Place, which: int) -> tuple[str, ...]:
    """A layer in a table."""
    return (place.name, place.kind, *cells(place, which, WINDOW))


def stem(subject: AskedNetwork, chain: Sequence[Place], words: str, values: Mapping[str, Filling]) -> Text:
    """A stem about a chain: ``{described}`` and ``{these}`` are written out, ``values`` fill the other holes."""
    start = described(subject, chain[0].before, first=chain[0].name, from_input=begins(chain))
    more = remark(chain)
    template = words.rstrip().replace("{described}", start.template).replace("{these}", THESE[len(chain) > 1])
    return Text(template + more.template, {**start.values, **values, **more.values})


def apart(one: Misconception) -> Misconception:
    """A mistake about layers, for shapes that end with something else."""
    return Within(one, wrong=lambda key, shape: one.wrong(key, shape[:-1]))
