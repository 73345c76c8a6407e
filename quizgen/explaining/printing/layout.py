"""Which columns there is room for, and how names are shortened: what tables of a given width have in common."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from quizgen.explaining.printing.grid import Cells, Grid, grid
from quizgen.explaining.printing.shown import Shown
from quizgen.explaining.printing.wishes import Wishes
from quizgen.explaining.table import Explanation
from quizgen.text.columns import columns as taken
from quizgen.text.columns import cut

GAP, INSET = 2, "  "
KIND, LEAST = 20, 12
"""Characters to which types are cut, and the fewest of a name."""
WIDE = ("name", "type", "input", "output", "parameters", "macs", "memory", "field", "jump", "start")
CHOICES = (
    WIDE,
    tuple(one for one in WIDE if one != "input"),
    ("name", "type", "output", "parameters", "macs", "field", "jump", "start"),
    ("name", "type", "output", "parameters", "macs", "field", "jump"),
    ("name", "type", "output", "parameters", "macs", "field"),
    ("name", "output", "parameters", "macs", "field", "jump", "start"),
    ("name", "output", "parameters", "macs", "field"),
    ("name", "output", "parameters", "field"),
    ("name", "output", "parameters"),
)
"""The columns of a table by the room that there is, most first."""
USUAL = CHOICES[2]


@dataclass(frozen=True, slots=True)
class Stage:
    """A line of its own, before the layers that are in it."""

    name: str


@dataclass(frozen=True, slots=True)
class Layout:
    """A grid whose rows are those of layers, and stages where names have no room as a whole."""

    grid: Grid
    rows: tuple[Cells | Stage, ...]

    @property
    def widths(self) -> tuple[int, ...]:
        """How many characters each column takes."""
        every = [row for row in self.rows if not isinstance(row, Stage)]
        return tuple(max(map(taken, column)) for column in zip(self.grid.head, *every, self.grid.total, strict=True))

    @property
    def width(self) -> int:
        """How many characters a line takes; a stage may be cut."""
        return sum(self.widths) + GAP * (len(self.widths) - 1)


def laid_out(
    explanation: Explanation, rows: Sequence[Shown], wishes: Wishes, choices: Sequence[tuple[str, ...]] = CHOICES
) -> Layout:
    """The layout with most columns that fits, names as a whole or after their stages; names are cut where none does."""
    grids = [grid(explanation, rows, one) for one in ((wishes.columns,) if wishes.columns else choices)]
    every = (layout for one in grids for layout in (Layout(one, one.rows), _staged(one)))
    fitting = next((layout for layout in every if layout.width <= wishes.width), None)
    return fitting or _cut(_staged(grids[-1]), wishes.width)


def _staged(found: Grid) -> Layout:
    """Each stage on a line of its own before its layers; ``conv1.relu`` is in the stage of ``conv1``."""
    return Layout(found, tuple(_stages(found)))


def _stages(found: Grid) -> Iterator[Cells | Stage]:
    stage, names = "", {*found.names}
    kind = found.columns.index("type") if "type" in found.columns else None
    for name, row in zip(found.names, found.rows, strict=True):
        own = name.rpartition(".")[0]
        own = own.rpartition(".")[0] if own in names else own
        if own and own != stage:
            yield Stage(own)
        stage = own
        cells = list(row)
        cells[0] = f"{INSET}{row[0].removeprefix(f'{own}.')}" if own else row[0]
        if kind is not None:
            cells[kind] = shortened(cells[kind], KIND)
        yield tuple(cells)


def _cut(layout: Layout, width: int) -> Layout:
    """Names shortened to the room that is left for them, down to the fewest characters."""
    room = max(LEAST, layout.widths[0] - (layout.width - width))
    rows = tuple(row if isinstance(row, Stage) else (shortened(row[0], room), *row[1:]) for row in layout.rows)
    return replace(layout, rows=rows)


def shortened(text: str, width: int) -> str:
    """The text, or its beginning and its end, which tells layers apart."""
    if taken(text) <= width:
        return text
    end = text[-(width // 2) :]
    while taken(end) > width // 2:
        end = end[1:]
    return f"{cut(text, width - 1 - taken(end))[0]}…{end}"
