"""The picture of what a network costs: parameters and MACs of each layer, or of each stage, with their shares."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from msgspec import Struct

from quizgen.errors import UsageError
from quizgen.explaining.pictures.marks import GREY, INK, LINE, Mark, Path, Piece, Words, area, cut, long
from quizgen.explaining.pictures.page import MARGIN, Drawing, Told, lines, page, title
from quizgen.explaining.pictures.telling import costs
from quizgen.explaining.table import Explanation
from quizgen.math.printing import grouped

WIDTH = 1280.0
ROW, WIDEST_ROW, TALL = 22.0, 36.0, 520.0
MOST = 25
"""Rows that a picture has room for."""
MOST_LETTERS = 26
GAP = 18.0
BLUE, ORANGE = "#1f4e79", "#f2b27a"


class Cost(Struct, frozen=True):
    """A layer or stage; ``macs`` is None where nobody counts them."""

    name: str
    parameters: int
    macs: int | None
    layers: int = 1


def cost(explanation: Explanation) -> Drawing:
    """Paired bars, a row for each layer that costs something, or for each stage where these are many."""
    every, how = rows(explanation)
    if not every:
        raise UsageError(f"{explanation.title} has no parameters and no MACs, so there is no cost to draw")
    inner = WIDTH - 2 * MARGIN
    told = Told(title(explanation), f"{costs(explanation)}{how}", _words(explanation, every))
    return page(_chart(explanation, every, inner), lambda width: _remarks(explanation, width), told)


def rows(explanation: Explanation) -> tuple[list[Cost], str]:
    """What is drawn, and how it was put together, in words."""
    every = [Cost(line.name, line.parameters, line.macs) for line in explanation.lines if line.parameters or line.macs]
    if len(every) <= MOST:
        return every, ", by layer"
    for depth in (3, 2, 1):
        staged = [_sum(name, run) for name, run in _staged(every, depth)]
        if len(staged) <= MOST:
            return staged, ", by stage"
    return _largest(every), f", the {MOST - 1} largest layers"


def _staged(every: Sequence[Cost], depth: int) -> Iterator[tuple[str, list[Cost]]]:
    """Layers whose names begin alike, one after the other."""
    for parts, run in groupby(every, key=lambda one: one.name.split(".")[:depth]):
        yield ".".join(parts), list(run)


def _sum(name: str, every: Sequence[Cost]) -> Cost:
    macs = [one.macs for one in every]
    known = None if None in macs else sum(count or 0 for count in macs)
    return Cost(name, sum(one.parameters for one in every), known, len(every))


def _largest(every: Sequence[Cost]) -> list[Cost]:
    """Those that cost most, in the order in which they run, and all others as one."""
    totals = sum(one.parameters for one in every) or 1, sum(one.macs or 0 for one in every) or 1
    weight = {place: max(one.parameters / totals[0], (one.macs or 0) / totals[1]) for place, one in enumerate(every)}
    chosen = set(sorted(weight, key=lambda place: -weight[place])[: MOST - 1])
    others = [one for place, one in enumerate(every) if place not in chosen]
    return [*(every[place] for place in sorted(chosen)), _sum(f"{len(others)} others", others)]


def _chart(explanation: Explanation, every: Sequence[Cost], width: float) -> Piece:
    names = [cut(one.name, long("m" * MOST_LETTERS)) for one in every]
    values = (
        [_told(one.parameters, explanation.parameters) for one in every],
        [_told(one.macs, explanation.macs) for one in every],
    )
    totals = grouped(explanation.parameters), "not counted" if explanation.macs is None else grouped(explanation.macs)
    name = max(map(long, [*names, "total"]))
    wide = [max(map(long, [*column, total])) for column, total in zip(values, totals, strict=True)]
    bar = (width - name - sum(wide) - 5 * GAP) / 2
    lefts = [name + GAP, name + 3 * GAP + bar + wide[0]]
    tall = max(ROW, min(WIDEST_ROW, TALL / (len(every) + 2)))
    bottom = LINE + 6 + tall * len(every)
    largest = max(one.parameters for one in every), max(one.macs or 0 for one in every)
    marks: list[Mark] = []
    for left, head in zip(lefts, ("parameters", "MACs"), strict=True):
        marks.append(Words(left, 13, head, bold=True))
        marks.append(Path(((left, LINE + 3), (left, bottom)), GREY, 1))
    for number, one in enumerate(every):
        top = LINE + 6 + tall * number
        marks.append(Words(name, top + tall / 2 + 5, names[number], "end"))
        told = [column[number] for column in values]
        marks += [mark.moved(0, top) for mark in _bars(one, largest, told, lefts, (bar, tall))]
    marks.append(Path(((0, bottom + 4), (width, bottom + 4)), INK, 1))
    marks.append(Words(name, bottom + 21, "total", "end", bold=True))
    marks += [Words(left, bottom + 21, total, bold=True) for left, total in zip(lefts, totals, strict=True)]
    return Piece(width, bottom + 26, 0, 0, tuple(marks))


def _bars(
    one: Cost, largest: tuple[int, int], told: Sequence[str], lefts: Sequence[float], size: tuple[float, float]
) -> Iterator[Mark]:
    """A row's bars and words, from the height 0 on; ``size`` is that of the longest bar with what is around it."""
    bar, tall = size
    counts = (one.parameters, largest[0], BLUE, ""), (one.macs or 0, largest[1], ORANGE, "hatch")
    for (count, most, fill, pattern), left, words in zip(counts, lefts, told, strict=True):
        wide = bar * count / most if most else 0.0
        if wide:
            yield area(left, 3, max(wide, 0.75), tall - 6, fill, INK, weight=0.75, pattern=pattern)
        yield Words(left + wide + 7, tall / 2 + 5, words)


def _told(count: int | None, total: int | None) -> str:
    """A count and its share."""
    if count is None:
        return "not counted"
    return f"{grouped(count)} ({share(count, total)})" if count and total else grouped(count)


def share(count: int, total: int) -> str:
    """A part of a total in percent, with one digit after the point; what is less than that is said to be."""
    percent = 100 * count / total
    return f"{percent:.1f}%" if percent >= 0.05 else "<0.1%"


def _remarks(explanation: Explanation, width: float) -> Piece:
    """What the sums hold that no row says."""
    listed = sum(line.parameters for line in explanation.lines)
    remarks = ["Bars are to scale within a column; percentages are of the total."]
    if listed != explanation.parameters:
        remarks.append(f"{grouped(explanation.parameters - listed)} parameters lie outside of the listed layers.")
    said = list(lines([" ".join(remarks)], width))
    return Piece(width, LINE * len(said), 0, 0, tuple(said))


def _words(explanation: Explanation, every: Sequence[Cost]) -> str:
    found = "; ".join(
        f"{one.name}: {_told(one.parameters, explanation.parameters)} parameters, "
        f"{_told(one.macs, explanation.macs)} MACs"
        for one in every
    )
    return f"Parameters and MACs, with their shares of all. {found}."
