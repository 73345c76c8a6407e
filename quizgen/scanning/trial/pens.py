"""Marks as pens leave them on a printed page."""

from __future__ import annotations

from collections.abc import Iterable

import cv2
import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from quizgen.scanning.pictures import Grey
from quizgen.scanning.trial.meaning import Stroke
from quizgen.sheets.page import Box

Line = list[tuple[float, float]]
"""Points in millimetres."""


class Pen(Struct, frozen=True):
    """Width in millimetres; how dark it is, from least to most, 1 being black; how far it skips on rough paper."""

    name: str
    width: tuple[float, float]
    dark: tuple[float, float]
    grain: float


PENS = (
    Pen("pencil", (0.45, 0.7), (0.5, 0.75), 0.25),
    Pen("biro", (0.35, 0.5), (0.65, 0.9), 0.1),
    Pen("felt pen", (0.7, 1.1), (0.85, 1.0), 0.0),
)
FAINT, RESIDUE = (0.2, 0.3), (0.02, 0.11)
"""How dark a pencil is that hardly touches the paper, and what an eraser leaves of a mark."""


def marked(
    paper: Grey, scale: float, strokes: Iterable[tuple[Box, Stroke]], pen: Pen, rng: np.random.Generator
) -> Grey:
    """The page with these marks, ``scale`` being its pixels a millimetre."""
    light = np.asarray(paper, np.float32)
    for box, stroke in strokes:
        _mark(light, scale, box, stroke, pen, rng)
    return np.asarray(np.clip(light, 0, 255), np.uint8)


def _mark(  # noqa: PLR0913, PLR0917 - a page, a place, and what is done there
    light: NDArray[np.float32], scale: float, box: Box, stroke: Stroke, pen: Pen, rng: np.random.Generator
) -> None:
    width, dark = rng.uniform(*pen.width), rng.uniform(*pen.dark)
    if stroke == "faint":
        dark = rng.uniform(*FAINT)
    if stroke == "erased":
        dark, width = rng.uniform(*RESIDUE), 0.7
    white = 3.0
    left, top = max(0, round((box.x - white) * scale)), max(0, round((box.y - white) * scale))
    right = min(light.shape[1], round((box.x + box.width + white) * scale))
    bottom = min(light.shape[0], round((box.y + box.height + white) * scale))
    ink = np.zeros((bottom - top, right - left), np.uint8)
    thick = max(1, round(width * scale))
    if stroke == "written":
        foot = (round((box.x + 1) * scale - left), round((box.y + box.height - 1) * scale - top))
        cv2.putText(ink, box.label, foot, cv2.FONT_HERSHEY_SCRIPT_SIMPLEX, 0.035 * box.height * scale, (255,), thick)
    else:
        for line in _lines(box, stroke, width, rng):
            points = np.array([((x * scale - left) * 16, (y * scale - top) * 16) for x, y in line])
            cv2.polylines(
                ink,
                [np.round(points).astype(np.int32)],
                isClosed=False,
                color=(255,),
                thickness=thick,
                lineType=cv2.LINE_AA,
                shift=4,
            )
    share = np.asarray(ink, np.float32) / 255 * np.float32(dark)
    if pen.grain:
        share *= 1 - np.float32(pen.grain) * rng.random(share.shape, np.float32)
    if stroke == "erased":
        share = np.asarray(cv2.GaussianBlur(share, (0, 0), 0.3 * scale), np.float32)
    light[top:bottom, left:right] *= 1 - share


def _lines(box: Box, stroke: Stroke, width: float, rng: np.random.Generator) -> list[Line]:
    if stroke == "cross":
        return _cross(box, rng)
    if stroke == "tick":
        return [_tick(box, rng)]
    if stroke == "struck":
        return [*_cross(box, rng), _scribble(box, width * 1.2, rng)]
    return [_scribble(box, width, rng)]


def _scribble(box: Box, width: float, rng: np.random.Generator) -> Line:
    """To and fro over the box, a little less or more than it is high and wide."""
    top, bottom = box.y + rng.uniform(-0.1, 0.5), box.y + box.height - rng.uniform(-0.1, 0.5)
    step = width * rng.uniform(0.6, 1.1)
    turns = max(2, int((bottom - top) / step) + 1)
    line: Line = []
    for turn in range(turns + 1):
        left, right = box.x + rng.uniform(-0.2, 0.6), box.x + box.width - rng.uniform(-0.2, 0.6)
        y = top + (bottom - top) * turn / turns
        ends = ((left, y), (right, y + rng.uniform(-0.1, 0.2)))
        line.extend(ends if turn % 2 else ends[::-1])
    return line


def _cross(box: Box, rng: np.random.Generator) -> list[Line]:
    left, right, top, bottom = box.x, box.x + box.width, box.y, box.y + box.height

    def near(x: float, y: float) -> tuple[float, float]:
        return x + rng.uniform(-0.5, 0.5), y + rng.uniform(-0.5, 0.5)

    return [[near(left, top), near(right, bottom)], [near(right, top), near(left, bottom)]]


def _tick(box: Box, rng: np.random.Generator) -> Line:
    """Down to the right, then a longer stroke up and out of the box."""
    x, y = box.x + box.width * rng.uniform(0.35, 0.5), box.y + box.height * rng.uniform(0.75, 0.95)
    start = (x - rng.uniform(0.8, 1.4), y - rng.uniform(1.0, 1.6))
    end = (box.x + box.width + rng.uniform(-0.4, 0.6), box.y + rng.uniform(-0.9, 0.3))
    return [start, (x, y), end]
