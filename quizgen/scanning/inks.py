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
EMPTY = 0.25
"""Of boxes with the same letter so many are taken for empty; what the darkest of them has is the letter's own."""
FEW = 4
"""With fewer boxes a letter's own ink is that of all letters."""
LETTER, MORE = 1.8, 0.02
"""No letter has more ink than so many times the middle one, and this more: what has more is no empty box."""
FAINT = 0.35
"""No print is fainter: where the marks are, something lies on them."""


def darkness(dark: Grey, scale: float, boxes: Sequence[Box], off: Floats) -> Floats:
    """How dark each box is inside, from 0 to 1, on a page as ``lit`` gives it with ``scale`` pixels a millimetre."""
    found = np.empty(len(boxes), np.float32)
    for at, (box, (right, down)) in enumerate(zip(boxes, off, strict=True)):
        left, top = box.x + right + INSET, box.y + down + INSET
        across = slice(round(left * scale), round((left + box.width - 2 * INSET) * scale))
        along = slice(round(top * scale), round((top + box.height - 2 * INSET) * scale))
        found[at] = dark[along, across].mean() / 255
    return found


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
    own = _own(dark, boxes)
    shares = (dark - own).astype(np.float64) / np.maximum(full - own, 0.1)
    return np.asarray(np.round(shares, 3), np.float64)


def _own(dark: Floats, boxes: Sequence[Box]) -> Floats:
    """The darkness that each box has from its printed letter and the paper."""
    alike: dict[tuple[str, float], list[int]] = defaultdict(list)
    for at, box in enumerate(boxes):
        alike[box.label, box.width].append(at)
    enough = {kind: places for kind, places in alike.items() if len(places) >= FEW}
    levels = {kind: float(np.quantile(dark[places], EMPTY)) for kind, places in enough.items()}
    middle = float(np.median([*levels.values()] or [float(np.quantile(dark, EMPTY))]))
    own = np.empty(len(boxes), np.float32)
    for kind, places in alike.items():
        own[places] = min(levels.get(kind, middle), LETTER * middle + MORE)
    return own
