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
