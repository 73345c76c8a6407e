"""What scanners, feeders and cameras make of a page: their resolution, light, noise and JPEG."""

from __future__ import annotations

from typing import Literal

import cv2
import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from quizgen.scanning.pictures import Grey
from quizgen.scanning.trial.bending import Crease, Floats, across, crease, creased, folded, torn, turned

Way = Literal["scan", "photo"]


class Spoil(Struct, frozen=True):
    """How a page is spoiled. ``quad`` is by how much each corner is off in a photograph, as a share of the page."""

    way: Way
    dpi: int
    degrees: float
    shear: float
    shift: tuple[float, float]
    fold: Crease | None
    torn: bool
    blur: float
    noise: float
    streaks: int
    shade: tuple[float, float, float]
    quality: int
    ground: int
    quad: tuple[tuple[float, float], ...]


def spoil(way: Way, width: float, height: float, rng: np.random.Generator) -> Spoil:
    """Any mixture of what goes wrong, for a page of that size in millimetres."""
    photo = way == "photo"
    degrees = rng.uniform(-4, 4) + (180 if rng.random() < 0.3 else 0)
    return Spoil(
        way=way,
        dpi=int(rng.choice((150, 170, 200, 240, 300))),
        degrees=degrees + (int(rng.choice((0, 90, 270))) if photo else 0),
        shear=rng.uniform(-0.01, 0.01),
        shift=(rng.uniform(-2, 2), rng.uniform(-2, 2)),
        fold=crease(width, height, rng) if rng.random() < 0.3 else None,
        torn=bool(rng.random() < 0.15),
        blur=rng.uniform(0.02, 0.11),
        noise=rng.uniform(1, 7),
        streaks=0 if photo else int(rng.choice((0, 0, 0, 1, 2))),
        shade=(rng.uniform(0, 0.35), rng.uniform(0, 2 * np.pi), rng.uniform(0.75, 1.0)),
        quality=int(rng.choice((40, 55, 75, 90))),
        ground=int(rng.integers(20, 120) if photo else rng.choice((255, 255, 235, 15))),
        quad=tuple((rng.uniform(0, 0.06), rng.uniform(0, 0.06)) for _ in range(4)) if photo else (),
    )


def spoiled(paper: Grey, scale: float, how: Spoil, rng: np.random.Generator) -> bytes:
    """The picture as a JPEG file; the paper has ``scale`` pixels a millimetre."""
    height, width = (side / scale for side in paper.shape)
    if how.torn:
        paper = torn(paper, scale, rng, how.ground)
    fine = how.dpi / 25.4
    # What a pixel of the picture sees is as wide as itself.
    soft = cv2.GaussianBlur(paper, (0, 0), max(0.3, scale * float(np.hypot(how.blur, 0.35 / fine))))
    x, y = _places(how, width, height, fine)
    apart = None
    if how.fold:
        apart = across(how.fold, x, y)
        x, y = folded(how.fold, x, y)
    across_it, along_it = (places * np.float32(scale) - np.float32(0.5) for places in (x, y))
    seen = cv2.remap(soft, across_it, along_it, cv2.INTER_LINEAR, borderValue=(how.ground,))
    light = np.asarray(seen, np.float32)
    if how.fold and apart is not None:
        light = creased(light, apart, how.fold)
    return _developed(light, how, fine, rng)


def _places(how: Spoil, width: float, height: float, fine: float) -> tuple[Floats, Floats]:
    """Where on paper each pixel of the picture looks, in millimetres; a photograph has a desk around the page."""
    frame = (height, width) if 45 < how.degrees % 180 < 135 else (width, height)
    edge = 0.0 if how.way == "scan" else 12.0
    columns, rows = round((frame[0] + 2 * edge) * fine), round((frame[1] + 2 * edge) * fine)
    matrix = (
        _matrix(how, width, height, frame) if edge == 0 else _shifted(edge, edge) @ _matrix(how, width, height, frame)
    )
    to_paper = np.linalg.inv(matrix)
    x, y = np.meshgrid((np.arange(columns) + 0.5) / fine, (np.arange(rows) + 0.5) / fine)
    below = to_paper[2, 0] * x + to_paper[2, 1] * y + to_paper[2, 2]
    return (
        np.asarray((to_paper[0, 0] * x + to_paper[0, 1] * y + to_paper[0, 2]) / below, np.float32),
        np.asarray((to_paper[1, 0] * x + to_paper[1, 1] * y + to_paper[1, 2]) / below, np.float32),
    )


def _matrix(how: Spoil, width: float, height: float, frame: tuple[float, float]) -> NDArray[np.float64]:
    """From paper to the picture, in millimetres."""
    centred = _shifted((frame[0] - width) / 2 + how.shift[0], (frame[1] - height) / 2 + how.shift[1])
    whole = centred @ turned(width, height, how.degrees, how.shear)
    if not how.quad:
        return whole
    ends = np.array([(0, 0), (frame[0], 0), (frame[0], frame[1]), (0, frame[1])], np.float32)
    inward = np.array([(1, 1), (-1, 1), (-1, -1), (1, -1)], np.float32) * np.array(how.quad, np.float32)
    seen = cv2.getPerspectiveTransform(ends, ends + inward * np.array(frame, np.float32))
    return np.asarray(seen @ whole, np.float64)


def _shifted(x: float, y: float) -> NDArray[np.float64]:
    return np.array([[1.0, 0, x], [0, 1, y], [0, 0, 1]])


def _developed(light: Floats, how: Spoil, fine: float, rng: np.random.Generator) -> bytes:
    """Light, dust on the glass of a feeder, noise and JPEG."""
    rows, columns = light.shape
    strength, direction, bright = how.shade
    x, y = np.meshgrid(
        np.linspace(-0.5, 0.5, columns, dtype=np.float32), np.linspace(-0.5, 0.5, rows, dtype=np.float32)
    )
    slope = (x * np.cos(direction) + y * np.sin(direction)).astype(np.float32)
    light = light * np.float32(bright) * (1 - np.float32(strength) * (slope + np.float32(0.5)))
    if how.way == "photo":
        light *= 1 - np.float32(0.25) * (x**2 + y**2) * 2
    for _ in range(how.streaks):
        at = int(rng.integers(0, columns - 2))
        light[:, at : at + max(1, round(0.1 * fine))] *= np.float32(rng.uniform(0.5, 0.9))
    light += rng.standard_normal(light.shape, np.float32) * np.float32(how.noise)
    picture = np.clip(light, 0, 255).astype(np.uint8)
    return cv2.imencode(".jpg", picture, [cv2.IMWRITE_JPEG_QUALITY, how.quality])[1].tobytes()
