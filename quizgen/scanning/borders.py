"""Paper that was folded or is not flat: how far each box is from where it should be, by the printed borders around."""

from __future__ import annotations

from collections.abc import Sequence

import cv2
import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from quizgen.scanning.pictures import Grey
from quizgen.sheets.page import Box

Floats = NDArray[np.float32]

SCALE = 4.0
"""Pixels a millimetre in which borders are looked for."""
REACH = 2.0
"""Millimetres by which a box may be off."""
TOGETHER, WIDE = 6.0, 25.0
"""Millimetres within which boxes are about as much off as their neighbours, and roughly so."""
ROUGHLY = 0.7
"""The weight of those around roughly: they tell where the marks of a felt pen hide all borders near."""
THIN = 5
"""Pixels, more than a border is wide: what is filled is no border."""
DARK = 70
"""How dark, of 255, a border is at most in these pixels; a pen's stroke that is darker counts no more than a border."""


class Shifts(Struct, frozen=True):
    """By how many millimetres each box is off, right and down; how well borders around are ``seen``, 1 at best.

    One box says little of that: a felt pen hides its border.
    """

    off: Floats
    seen: Floats


def shifts(dark: Grey, scale: float, boxes: Sequence[Box]) -> Shifts:
    """Looks for the borders of all boxes on a page as ``lit`` gives it, with ``scale`` pixels a millimetre."""
    small = cv2.resize(dark, None, fx=SCALE / scale, fy=SCALE / scale, interpolation=cv2.INTER_AREA)
    thin = cv2.morphologyEx(small, cv2.MORPH_TOPHAT, np.ones((THIN, THIN), np.uint8))
    lines = np.minimum(np.asarray(thin, np.uint8), np.uint8(DARK))
    reach = round(REACH * SCALE)
    each = np.stack([_answer(lines, box, reach) for box in boxes])
    centres = np.array([(box.x + box.width / 2, box.y + box.height / 2) for box in boxes], np.float32)
    near, around = (
        (_nearness(centres, far) @ each.reshape(len(boxes), -1)).reshape(each.shape) for far in (TOGETHER, WIDE)
    )
    together = near + np.float32(ROUGHLY) * around
    best = together.reshape(len(boxes), -1).argmax(axis=1)
    rows, columns = np.unravel_index(best, each.shape[1:])
    off = np.stack([_between(together, rows, columns, 1), _between(together, rows, columns, 0)], axis=1)
    seen = near[np.arange(len(boxes)), rows, columns]
    return Shifts(((off - reach) / SCALE).astype(np.float32), seen)


def _answer(lines: Grey, box: Box, reach: int) -> Floats:
    """How well the border fits at each shift, by rows down and columns to the right."""
    left, top = box.x * SCALE, box.y * SCALE
    x, y = int(left), int(top)
    size = (round(box.width * SCALE) + 3, round(box.height * SCALE) + 3)
    border = _border(box.width, box.height, left - x, top - y, size)
    x, y = x - 1 - reach, y - 1 - reach
    strip = lines[max(0, y) : y + size[1] + 2 * reach, max(0, x) : x + size[0] + 2 * reach]
    wide = (size[1] + 2 * reach, size[0] + 2 * reach)
    if strip.shape != wide:
        strip = np.zeros(wide, np.uint8)
    return np.nan_to_num(cv2.matchTemplate(strip, border, cv2.TM_CCOEFF_NORMED)).astype(np.float32)


def _border(width: float, height: float, left: float, top: float, size: tuple[int, int]) -> Grey:
    """A border as it looks at that scale, its upper left corner so many parts of a pixel beyond the pixel (1, 1)."""
    picture = np.zeros((size[1], size[0]), np.uint8)
    x, y = left + 0.5, top + 0.5
    ends = [(x, y), (x + width * SCALE, y + height * SCALE)]
    (first, last) = [(round(a * 16), round(b * 16)) for a, b in ends]
    cv2.rectangle(picture, first, last, (255,), 1, cv2.LINE_AA, 4)
    return picture


def _nearness(centres: Floats, reach: float) -> Floats:
    """How much each box has to say about each other."""
    long = (centres**2).sum(axis=1)
    apart = long[:, None] + long - 2 * (centres @ centres.T)
    weights = np.exp(-apart / (2 * reach**2))
    return np.asarray(weights / weights.sum(axis=1, keepdims=True), np.float32)


def _between(together: Floats, rows: NDArray[np.intp], columns: NDArray[np.intp], axis: int) -> Floats:
    """The place of the peak along an axis, between pixels by a parabola through it and its neighbours."""
    every = np.arange(len(rows))
    at = columns if axis else rows
    last = together.shape[axis + 1] - 1
    low, high = np.maximum(at - 1, 0), np.minimum(at + 1, last)
    before = together[every, rows, low] if axis else together[every, low, columns]
    after = together[every, rows, high] if axis else together[every, high, columns]
    peak = together[every, rows, columns]
    bend = before - 2 * peak + after
    inside = (at > 0) & (at < last) & (bend < 0)
    step = np.where(inside, (before - after) / np.where(inside, 2 * bend, 1), 0)
    return np.asarray(at + np.clip(step, -0.5, 0.5), np.float32)
