"""Which columns there is room for, and how names are shortened: what tables of a given width have in common."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec import Struct

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


class Stage(Struct, frozen=True):
    """A line of its own, before the layers that are in it."""

    name: str


class Layout(Struct, frozen=True):
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
    """The layout with most columns that fits, names as a whole or after their stages; names are cut where none does.

    Where even that does not help, as with columns that somebody wishes, it is wider.
    """
    grids = [grid(explanation, rows, one) for one in ((wishes.columns,) if wishes.columns else choices)]
    every = (layout for one in grids for layout in (Layout(one, one.rows), _staged(one)))
    if fitting := next((layout for layout in every if layout.width <= wishes.width), None):
        return fitting
    least = _staged(grids[-1])
    cut = _staged(grids[-1], max(LEAST, least.widths[0] - (least.width - wishes.width)))
    return cut if cut.width <= wishes.width else least


def _staged(found: Grid, room: int | None = None) -> Layout:
    """Each stage on a line of its own before its layers; ``conv1.relu`` is in the stage of ``conv1``.

    Names are cut so that they and what is folded behind them have ``room``, if any is given.
    """
    return Layout(found, tuple(_stages(found, room)))


def _stages(found: Grid, room: int | None) -> Iterator[Cells | Stage]:
    stage, names = "", {*found.names}
    kind = found.columns.index("type") if "type" in found.columns else None
    for name, row in zip(found.names, found.rows, strict=True):
        own = name.rpartition(".")[0]
        own = own.rpartition(".")[0] if own in names else own
        if own and own != stage:
            yield Stage(own)
        stage = own
        cells = list(row)
        cells[0] = _within(own, name, row[0].removeprefix(name), room)
        if kind is not None:
            cells[kind] = shortened(cells[kind], KIND)
        yield tuple(cells)


def _within(stage: str, name: str, behind: str, room: int | None) -> str:
    """A name within its stage and what is folded behind it; the name gives way, and where it cannot both do."""
    shown, inset = (name.removeprefix(f"{stage}."), INSET) if stage else (name, "")
    if room is None:
        return inset + shown + behind
    left = room - taken(inset + behind)
    if left >= LEAST // 2:
        return inset + shortened(shown, left) + behind
    return inset + shortened(shown + behind, room - taken(inset))


def shortened(text: str, width: int) -> str:
    """The text, or its beginning and its end, which tells layers apart."""
    if taken(text) <= width:
        return text
    end = text[-(width // 2) :]
    while taken(end) > width // 2:
        end = end[1:]
    return f"{cut(text, width - 1 - taken(end))[0]}…{end}"
