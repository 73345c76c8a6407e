"""Where paper lies on the glass or before a camera: turned, sheared, seen from the side, folded, with a corner gone."""

from __future__ import annotations

import cv2
import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from quizgen.scanning.pictures import Grey

Floats = NDArray[np.float32]


class Crease(Struct, frozen=True):
    """A fold: through a point at an angle, millimetres of paper that are lost in it, how dark it and one side look."""

    point: tuple[float, float]
    angle: float
    lost: float
    dark: float


def crease(width: float, height: float, rng: np.random.Generator) -> Crease:
    """A fold somewhere on a page of that size in millimetres."""
    point = (width * rng.uniform(0.2, 0.8), height * rng.uniform(0.2, 0.8))
    return Crease(point, rng.uniform(0, np.pi), rng.uniform(0.1, 0.6), rng.uniform(0.05, 0.2))


def across(fold: Crease, x: Floats, y: Floats) -> Floats:
    """Millimetres of places from a fold, negative on one side."""
    nx, ny = np.cos(fold.angle), np.sin(fold.angle)
    return np.asarray((x - fold.point[0]) * nx + (y - fold.point[1]) * ny, np.float32)


def folded(fold: Crease, x: Floats, y: Floats) -> tuple[Floats, Floats]:
    """Where on flat paper stands what is seen at these places: near the fold it has moved towards it."""
    apart = across(fold, x, y)
    moved = fold.lost / 2 * np.sign(apart) * np.exp(-np.abs(apart) / 40)
    return (
        np.asarray(x + moved * np.cos(fold.angle), np.float32),
        np.asarray(y + moved * np.sin(fold.angle), np.float32),
    )


def creased(light: Floats, apart: Floats, fold: Crease) -> Floats:
    """The light of a picture with the fold's line and the shade on one side of it."""
    line = fold.dark * np.exp(-((apart / 0.35) ** 2))
    side = np.where(apart > 0, fold.dark * 0.6 * np.exp(-np.abs(apart) / 15), 0)
    return np.asarray(light * (1 - line - side), np.float32)


def torn(paper: Grey, scale: float, rng: np.random.Generator, ground: int) -> Grey:
    """The page with a corner torn off, between 15 and 30 mm along its edges."""
    height, width = paper.shape
    at = int(rng.integers(0, 4))
    x, y = (0, width)[at % 2], (0, height)[at // 2]
    along, down = rng.uniform(15, 30, 2) * scale * (1 - 2 * (at % 2), 1 - 2 * (at // 2))
    steps = np.linspace(0, 1, 12)[:, None]
    edge = np.array([(x + along, y)]) * (1 - steps) + np.array([(x, y + down)]) * steps
    edge += rng.normal(0, 0.5 * scale, edge.shape)
    out = paper.copy()
    cv2.fillPoly(out, [np.round(np.vstack([[(x, y)], edge])).astype(np.int32)], (ground,))
    return out


def turned(width: float, height: float, degrees: float, shear: float) -> NDArray[np.float64]:
    """The way, about the middle of a page of that size, that turns by degrees and shears, as a homography."""
    angle = np.deg2rad(degrees)
    turn = np.array([[np.cos(angle), -np.sin(angle)], [np.sin(angle), np.cos(angle)]]) @ np.array([[1, shear], [0, 1]])
    middle = np.array([width / 2, height / 2])
    whole = np.eye(3)
    whole[:2, :2], whole[:2, 2] = turn, middle - turn @ middle
    return whole
