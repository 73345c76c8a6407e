"""Where everything of a network stands: from its tree to one piece."""

from __future__ import annotations

from msgspec import Struct
from msgspec.structs import replace

from quizgen.explaining.pictures import boxes, lanes, levels, tangles, valleys
from quizgen.explaining.pictures.boxes import Scale
from quizgen.explaining.pictures.graph import Node
from quizgen.explaining.pictures.marks import Piece
from quizgen.explaining.pictures.names import common, within
from quizgen.explaining.pictures.repeats import goes_down, one_box, span
from quizgen.explaining.pictures.rows import row, rows
from quizgen.explaining.pictures.tree import Branches, Item, Repeated, Sequence_, Tangle, inside

MOST_TANGLED = 10
"""Nodes of a tangle that are drawn; more are one box."""


class Layout(Struct, frozen=True):
    """``width`` is what the rows may take."""

    scale: Scale
    width: float

    def whole(self, items: Sequence_) -> Piece:
        """The network in rows."""
        return rows(self.pieces(items, "", last=True), self.width)

    def pieces(self, items: Sequence_, stage: str, *, last: bool = False) -> list[Piece]:
        """One for each item, or for what hangs together; ``stage`` is said already; nothing follows the ``last``."""
        found: list[Piece] = []
        place = free = 0
        while place < len(items):
            item = items[place]
            if isinstance(item, Branches) and goes_down(item):
                before = min(3 if place == 3 else 2, place - free)
                del found[len(found) - before :]
                after = items[place + 1 : place + 4]
                ends = last and place + 1 + len(after) == len(items)
                found.append(self._valley(items[place - before : place], item, after, stage, ends=ends))
                place = free = place + 1 + len(after)
                continue
            found.append(self.piece(item, stage))
            place += 1
        return found

    def piece(self, item: Item, stage: str) -> Piece:
        """Any item."""
        if isinstance(item, Node):
            return boxes.sign(item) if item.join else boxes.box(item, within(item.name, stage), self.scale)
        if isinstance(item, Branches):
            return self._branches(item, stage)
        if isinstance(item, Tangle):
            return self._tangle(item, stage)
        return self._repeated(item, stage)

    def _branches(self, item: Branches, stage: str) -> Piece:
        own = common([node.name for node in inside((item,))])
        paths = [rows(self.pieces(path, own or stage), self.width - 80) for path in item.paths]
        meeting = item.join.join if item.join else None
        piece = lanes.lanes(paths, meeting or "") if len(paths) > 1 else paths[0]
        if item.join and meeting != "concat":
            piece = row([piece, boxes.sign(item.join)])
        if not own or own == stage:
            return piece
        note = boxes.told(item.join.shape) if item.join and meeting == "concat" else ""
        return lanes.framed(piece, within(own, stage), note)

    def _tangle(self, item: Tangle, stage: str) -> Piece:
        if len(item.nodes) > MOST_TANGLED:
            return self.piece(one_box(item), stage)
        own = common([node.name for node in item.nodes])
        piece = tangles.tangle(item, [self.piece(node, own or stage) for node in item.nodes])
        return lanes.framed(piece, within(own, stage)) if own and own != stage else piece

    def _repeated(self, item: Repeated, stage: str) -> Piece:
        every = list(inside(item.items))
        own = common([node.name for node in every])
        name = within(own, stage) if own and own != stage else within(every[0].name, stage)
        pieces = [self._bare(one, own) for one in item.items]
        return lanes.framed(
            rows(pieces, self.width - 40), span(name, within(item.last, stage)), f"×{item.times}", strong=True
        )

    def _bare(self, item: Item, own: str) -> Piece:
        return self._branches(item, own) if isinstance(item, Branches) else self.piece(item, own)

    def _valley(self, before: Sequence_, item: Branches, after: Sequence_, stage: str, *, ends: bool) -> Piece:
        flat = Layout(replace(self.scale, extra=0.0, tall=False), self.width)
        return valleys.valley(levels.levels(before, item, after), self.pieces, flat.pieces, stage, ends=ends)
