"""The picture of receptive fields that grow over the input, layer by layer, on its real coordinates."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from quizgen.errors import UsageError
from quizgen.explaining.pictures.boxes import told
from quizgen.explaining.pictures.field_chart import ORANGE, chart
from quizgen.explaining.pictures.field_squares import squares
from quizgen.explaining.pictures.fields import View, view
from quizgen.explaining.pictures.marks import INK, Mark, Path, Piece, Words, area, long
from quizgen.explaining.pictures.page import MARGIN, Drawing, Told, lines, page, title
from quizgen.explaining.pictures.shades import shade
from quizgen.explaining.pictures.steps import Step, differing, first_larger, steps
from quizgen.explaining.table import Explanation
from quizgen.math.printing import grouped

WIDTH = 1280.0
SQUARES = 470.0
"""Pixels that squares take, at most."""
BETWEEN = 30.0


def field(explanation: Explanation) -> Drawing:
    """The fields; raises UsageError where there are no maps, or nothing is known of them."""
    lengths = explanation.input[1:]
    if not lengths:
        raise UsageError(f"the input of {explanation.title} is no map, so there is no receptive field to draw")
    axis = max(range(len(lengths)), key=lambda place: (lengths[place], place))
    found = steps(explanation, axis)
    local = [step for step in found if not step.whole]
    views = [view(local, length, place) for place, length in enumerate(lengths)]
    piece = _piece(found, views, axis)
    what = f"receptive fields on the input of {told(lengths)} positions"
    words = Told(title(explanation), what, _words(found, views[axis], axis, explanation))
    remarks = list(_remarks(explanation, found, views[axis], axis))
    return page(piece, lambda width: _legend(found, views, axis, remarks, width), words)


def _piece(found: Sequence[Step], views: Sequence[View], axis: int) -> Piece:
    inner = WIDTH - 2 * MARGIN
    if not _flat(views):
        return chart(found, views[axis], axis, inner)
    left = squares(found, views, SQUARES)
    right = chart(found, views[axis], axis, inner - left.width - BETWEEN)
    tops = [(max(left.height, right.height) - piece.height) / 2 for piece in (left, right)]
    marks = (*left.at(0, tops[0]), *right.at(left.width + BETWEEN, tops[1]))
    return Piece(inner, max(left.height, right.height), 0, 0, marks)


def _flat(views: Sequence[View]) -> bool:
    """Whether squares are drawn."""
    return len(views) == 2 and min(one.length for one in views) >= 2 and bool(views[0].centres)


def _legend(found: Sequence[Step], views: Sequence[View], axis: int, remarks: Sequence[str], width: float) -> Piece:
    marks: list[Mark] = []
    x = y = 0.0
    for sign, words in _signs(found, views, axis):
        wide = 40 + long(words)
        if x and x + wide > width:
            x, y = 0.0, y + 24
        marks += [mark.moved(x, y) for mark in sign]
        marks.append(Words(x + 36, y + 14, words))
        x += wide + 22
    said = [word.moved(0, y + 26) for word in lines(remarks, width)]
    end = said[-1].y + 4 if said else y + 20
    return Piece(width, end, 0, 0, (*marks, *said))


def _signs(found: Sequence[Step], views: Sequence[View], axis: int) -> Iterator[tuple[tuple[Mark, ...], str]]:
    view = views[axis]
    if view.centres:
        yield (area(0, 3, 28, 11, shade(0.3), INK),), "field of one unit"
        yield (area(0, 5, 28, 7, "#ffffff", INK, weight=1, dash="2 2"),), "its neighbour's, a jump further"
        yield (Path(((0, 9), (28, 9)), ORANGE, 2),), "field of the first unit, its centre"
    if any(step.whole for step in found):
        yield (area(0, 3, 28, 11, shade(1), INK, pattern="dots"),), "sees all that is there"
    if view.low < -0.5 or view.high > view.length:
        yield (area(0, 1, 28, 15, "#f4f4f4", "none", pattern="pad"),), "beyond the input: padding"
        if _flat(views):
            yield (Path(((0, 9), (28, 9)), ORANGE, 2, "7 4"),), "edge of the input"


def _remarks(explanation: Explanation, found: Sequence[Step], view: View, axis: int) -> Iterator[str]:
    large = first_larger(explanation, axis)
    if large and any(not step.whole for step in found):
        yield f"From {large} on a unit's field is larger than the input of {grouped(view.length)}."
    if view.part:
        yield f"Only the beginning of the input of {grouped(view.length)} positions is shown."
    gates = dict.fromkeys(line.through for line in explanation.lines if line.through)
    if gates:
        yield f"Windows alone are drawn; through {', '.join(gates)} units depend on the whole map as well."
    if differing(explanation):
        yield "After upsampling units differ: largest field, mean jump and the first unit's centre are drawn."
    unknown = next(
        (line.name for line in explanation.lines if line.receptive_field is None and line.output_shape), None
    )
    if unknown:
        yield f"From {unknown} on not all fields are known."


def _words(found: Sequence[Step], view: View, axis: int, explanation: Explanation) -> str:
    told_steps = "; ".join(
        f"{step.name}: everything"
        if step.whole
        else f"{step.name}: {grouped(step.field[axis])} positions, jump {float(step.jump[axis]):g}, "
        f"the first unit's centre at {float(step.start[axis]):g}"
        for step in found
    )
    more = " ".join(_remarks(explanation, found, view, axis))
    return f"What one unit of each layer sees of the input, growing layer by layer. {told_steps}. {more}".strip()
