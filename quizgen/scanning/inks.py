"""Ink inside boxes, as a share of what a full box has, beyond the printed letter that stands in them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from quizgen.scanning.borders import Floats
from quizgen.scanning.pictures import Grey
from quizgen.sheets.page import Box, Corner

INSET = 0.55
"""Millimetres from a border's middle to what is measured: no border, and none that is blurred, gets in."""
FEW = 4
"""Of so many boxes with the same letter two are empty, as a rule: the darker of these two has the letter's own ink."""
USUAL, MOST = 0.055, 0.09
"""What a printed letter has of a full box's darkness in the middle and at most. Where the emptiest boxes have more, all
are marked, and no level of their own is known."""
FAINT = 0.35
"""No print is fainter: where the marks are, something lies on them."""
PALE = 0.6
"""What a pen or a pencil draws in a box is darker than this share of black; coffee and the shade of a fold are not."""
LETTER = 85
"""Percent of a box's inside that its printed letter leaves free, and the strokes of a cross or a tick do not."""
BEYOND, STRIP = 0.4, 0.3
"""Millimetres from a border's middle to a strip outside it, and its width."""
LIGHT = 0.3
"""Share of black that is not more than most folds and stains have; pale strokes that fill a box have more."""
ON = {True: (2, 0.45), False: (3, 0.6)}
"""On how many sides there is how much of a box's own darkness, where that goes on outside it: of what is light, and of
what is darker, as strokes go out of their box on one side or on two."""


def darkness(dark: Grey, scale: float, boxes: Sequence[Box], off: Floats) -> Floats:
    """How dark each box is inside, from 0 to 1, on a page as ``lit`` gives it with ``scale`` pixels a millimetre."""
    found = np.empty(len(boxes), np.float32)
    for at, (box, (right, down)) in enumerate(zip(boxes, off, strict=True)):
        left, top = box.x + right + INSET, box.y + down + INSET
        across = slice(round(left * scale), round((left + box.width - 2 * INSET) * scale))
        along = slice(round(top * scale), round((top + box.height - 2 * INSET) * scale))
        found[at] = dark[along, across].mean() / 255
    return found


def is_shaded(dark: Grey, scale: float, box: Box, shift: Sequence[float], full: float) -> bool:
    """Whether what darkens a box is pale and goes on outside its border, as a stain does, or the shade of a fold.

    ``shift`` is by how many millimetres the box is off, right and down, ``full`` how dark the print's black is.
    """
    left, top = box.x + shift[0], box.y + shift[1]
    right, bottom = left + box.width, top + box.height

    def cut(x: float, y: float, end_x: float, end_y: float) -> Grey:
        x, y, end_x, end_y = (max(0, round(place * scale)) for place in (x, y, end_x, end_y))
        return dark[y:end_y, x:end_x]

    inside = cut(left + INSET, top + INSET, right - INSET, bottom - INSET)
    if not inside.size or float(np.percentile(inside, LETTER)) > PALE * full * 255:
        return False
    far = BEYOND + STRIP
    outside = (
        cut(left - far, top, left - BEYOND, bottom), cut(right + BEYOND, top, right + far, bottom),
        cut(left, top - far, right, top - BEYOND), cut(left, bottom + BEYOND, right, bottom + far),
    )  # fmt: skip
    own = float(inside.mean())
    sides, share = ON[own < LIGHT * full * 255]
    return sum(one.size > 0 and float(one.mean()) > share * own for one in outside) >= sides


def black(flat: Grey, scale: float, corners: Sequence[Corner]) -> float:
    """How dark the print's black is on this page, from 0 to 1, by the marks at its corners."""
    found = [_mark(flat, scale, corner) for corner in corners]
    return float(max(FAINT, np.median([one for one in found if one > FAINT] or [1.0])))


def _mark(flat: Grey, scale: float, corner: Corner) -> float:
    near, far = (_around(flat, scale, corner, part) for part in (0.5, 0.75))
    return 1 - float(np.median(near)) / max(1.0, float(np.percentile(far, 90)))


def _around(flat: Grey, scale: float, corner: Corner, part: float) -> Grey:
    left, right, top, bottom = (
        max(0, round((middle + sign * part * corner.side) * scale))
        for middle in (corner.x, corner.y)
        for sign in (-1, 1)
    )
    return flat[top:bottom, left:right]


def inks(dark: Floats, boxes: Sequence[Box], full: float) -> NDArray[np.float64]:
    """Shares of a full box, from the darkness of all boxes of a page and that of black print."""
    own = _own(dark, boxes, full)
    shares = (dark - own).astype(np.float64) / np.maximum(full - own, 0.1)
    return np.asarray(np.round(shares, 3), np.float64)


def _own(dark: Floats, boxes: Sequence[Box], full: float) -> Floats:
    """The darkness that each box has from its printed letter and the paper, by boxes with the same letter."""
    alike: dict[tuple[str, float], list[int]] = defaultdict(list)
    for at, box in enumerate(boxes):
        alike[box.label, box.width].append(at)
    seen = {kind: float(np.sort(dark[places])[1]) for kind, places in alike.items() if len(places) >= FEW}
    known = {kind: level for kind, level in seen.items() if level <= MOST * full}
    middle = float(np.median([*known.values()])) if known else USUAL * full
    own = np.empty(len(boxes), np.float32)
    for kind, places in alike.items():
        own[places] = known.get(kind, middle)
    return own
