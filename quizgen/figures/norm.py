"""Which elements of a mini-batch share one mean: batch, layer, instance and group normalisation."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from typing import Any, Literal, TypeAlias

from msgspec import Struct

from quizgen.figures import parts
from quizgen.figures.parts import MARGIN, FigurePlace
from quizgen.math.printing import grouped
from quizgen.model import Figure
from quizgen.text import Text
from quizgen.text.pixels import pixels

KIND = "norm-axes"
Norm: TypeAlias = Literal["BN", "LN", "IN", "GN"]
NAMES: Mapping[str, str] = {
    "BN": "batch normalisation",
    "LN": "layer normalisation",
    "IN": "instance normalisation",
    "GN": "group normalisation",
}
TOP, APART = 60, 14
_CELL, _ROOM, _TALL, _SHEETS, _LINED = 18, 520, 220, 6, 6


def norm_axes(  # noqa: PLR0913 - the block's shape
    norm: Norm, batch: int, channels: int, positions: int, groups: int = 1, *, place: FigurePlace = "solution"
) -> Figure:
    """The elements that share one mean in a block of ``batch`` samples; ``groups`` counts for GN alone."""
    params = {"norm": norm, "batch": batch, "channels": channels, "positions": positions, "groups": groups}
    drawing = read(params)
    values: dict[str, int | str] = {
        **params,
        "name": drawing.name,
        "ns": parts.counted(drawing.samples, "sample"),
        "cs": parts.counted(drawing.inside, "channel"),
        "elements": parts.counted(drawing.elements, "element"),
        "means": parts.counted(drawing.means, "mean"),
        "samples": parts.counted(batch, "sample"),
    }
    split = " in {groups} groups of channels" if norm == "GN" else ""
    alt = (
        f"{{name}}{split}: a block of {{samples}}, with C={{channels}} and H·W={{positions}} for each. "
        "The elements that share one mean are shaded: {ns}, {cs}, H·W={positions}, which makes {elements} a mean "
        "and {means} in all."
    )
    return Figure(KIND, params, Text(alt, values), place)


class Axes(Struct, frozen=True, dict=True):
    """A block of samples with channels and positions, and a way to normalise it."""

    norm: Norm
    batch: int
    channels: int
    positions: int
    groups: int

    @cached_property
    def name(self) -> str:
        """The way in words."""
        return NAMES[self.norm].capitalize()

    @cached_property
    def samples(self) -> int:
        """Samples that share a mean."""
        return self.batch if self.norm == "BN" else 1

    @cached_property
    def inside(self) -> int:
        """Channels that share a mean."""
        return {"BN": 1, "IN": 1, "LN": self.channels, "GN": self.channels // self.groups}[self.norm]

    @cached_property
    def elements(self) -> int:
        """Elements that share a mean."""
        return self.samples * self.inside * self.positions

    @cached_property
    def means(self) -> int:
        """How many means there are."""
        return self.batch * self.channels * self.positions // self.elements

    @cached_property
    def sheets(self) -> list[tuple[float, int | None]]:
        """The left edge and number of each sample that is drawn, no number where some are left out."""
        shown: list[int | None] = list(range(1, self.batch + 1))
        if self.batch > _SHEETS:
            shown = [*shown[: _SHEETS - 2], None, self.batch]
        return [(round(self.left + place * (self.wide + APART), 2), number) for place, number in enumerate(shown)]

    @cached_property
    def left(self) -> float:
        """Where the first sample begins, after the words beside it."""
        return MARGIN + 26

    @cached_property
    def across(self) -> float:
        """Pixels across one position."""
        number = min(self.batch, _SHEETS)
        return round(min(_CELL, (_ROOM - number * APART) / number / self.positions), 3)

    @cached_property
    def down(self) -> float:
        """Pixels of the height of one channel."""
        return round(min(_CELL, _TALL / self.channels), 3)

    @cached_property
    def wide(self) -> float:
        """Pixels across one sample."""
        return max(round(self.across * self.positions, 2), 30)

    @cached_property
    def tall(self) -> float:
        """Pixels of the height of all channels."""
        return round(self.down * self.channels, 2)

    @cached_property
    def step(self) -> float:
        """Pixels across one position where a sample is wider than its positions need."""
        return self.wide / self.positions

    @cached_property
    def lined(self) -> bool:
        """Whether there is room for the lines between elements."""
        return min(self.step, self.down) >= _LINED

    @cached_property
    def _edges(self) -> list[str]:
        """The lines between elements of two means, after where they begin."""
        means = range(1, self.channels // self.inside)
        return [f"{TOP + round(number * self.inside * self.down, 2)}h{self.wide}" for number in means]

    def elements_at(self, x: float) -> str:
        """The path of the lines between the elements of a sample whose left edge is given."""
        across = [f"M{x} {end}" for end in self._rows]
        down = [f"M{pixels(x + number * self.step)}{self._column}" for number in range(self.positions + 1)]
        return "".join(across + down)

    @cached_property
    def _rows(self) -> list[str]:
        """The lines between channels, after where they begin."""
        return [f"{pixels(TOP + number * self.down)}h{self.wide}" for number in range(self.channels + 1)]

    @cached_property
    def _column(self) -> str:
        """A line between positions, after where it stands."""
        return f" {TOP}v{self.tall}"

    def frame_at(self, x: float) -> str:
        """The path round a sample whose left edge is given, and between elements of two means."""
        between = "".join([f"M{x} {edge}" for edge in self._edges])
        return f"{between}M{x} {TOP}h{self.wide}v{self.tall}h-{self.wide}z"

    def shared(self, number: int | None) -> bool:
        """Whether a sample has a part in the first mean."""
        return number is not None and number <= self.samples

    @cached_property
    def lines(self) -> tuple[str, str, str]:
        """What the drawing says in words."""
        split = f", groups={self.groups}" if self.norm == "GN" else ""
        factors = f"{grouped(self.samples)} × {grouped(self.inside)} × {grouped(self.positions)}"
        return (
            f"{self.name}{split}",
            f"shaded: {factors} = {parts.counted(self.elements, 'element')}, one mean",
            f"{parts.counted(self.means, 'mean')} in all",
        )

    @cached_property
    def width(self) -> int:
        """Pixels of the drawing."""
        last = self.sheets[-1][0] + self.wide
        return round(max(last, *(MARGIN + parts.long(line) * 1.05 for line in self.lines))) + MARGIN

    @cached_property
    def height(self) -> int:
        """Pixels of the drawing."""
        return round(TOP + self.tall) + 3 * parts.LINE + MARGIN + 8


def read(params: Mapping[str, Any]) -> Axes:
    """A block and the way to normalise it; raises FormulaError unless the groups divide the channels."""
    sizes = dict.fromkeys(("batch", "channels", "positions", "groups"), parts.count)
    parts.checked(KIND, params, {"norm": lambda value: value in NAMES, **sizes})
    drawing = Axes(**params)
    parts.fitting(KIND, fits=drawing.channels % drawing.groups == 0, rule="groups divides channels")
    return drawing


def drawn(drawing: Axes, room: int) -> str:
    """The samples side by side, channels down and positions across; what shares the first mean is ``■``."""
    if drawing.batch * (drawing.positions + 6) > room or drawing.channels > 16:
        return "\n".join(parts.told(drawing.lines, room))
    blocks = []
    for number in range(1, drawing.batch + 1):
        marks = ["■" if number <= drawing.samples and row < drawing.inside else "·" for row in range(drawing.channels)]
        rule = "─" * (drawing.positions + 2)
        rows = [f"│ {mark * drawing.positions} │" for mark in marks]
        blocks.append([f"n={number}", f"┌{rule}┐", *rows, f"└{rule}┘"])
    words = ("channels down, positions across", *drawing.lines)
    return "\n".join([*parts.beside(blocks, " "), *parts.told(words, room)])
