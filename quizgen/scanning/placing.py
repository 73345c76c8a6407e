"""How a picture lies: from millimetres on paper to its pixels, by the marks at the corners and the code."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import cv2
import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from quizgen.scanning.corners import Points, corners
from quizgen.scanning.pictures import Grey
from quizgen.sheets.page import Box, Corner, Page

Matrix = NDArray[np.float64]
"""A homography of 3 by 3."""

NEAR = 3.0
"""Millimetres by which a mark's corner may be off on paper that is not flat; farther off it is another thing."""
MARKS = 3
"""So many of the four marks say where everything is; with two the code has to help."""
PATIENCE = 2
"""After so many tries two marks and the code are taken for all that there is."""


class Lie(Struct, frozen=True):
    """The way from millimetres to pixels, by how many ``marks``; ``refused`` says why there is none."""

    matrix: Matrix | None
    marks: int = 0
    refused: str = ""


def lie(grey: Grey, page: Page, code: Points | None) -> Lie:
    """How the page lies in the picture. ``code`` is where its QR code was seen, which stands in for a lost mark."""
    best = Lie(None, 0, "no marks of a page's corners were found")
    for tries, found in enumerate(corners(grey, frozenset(corner.id for corner in page.corners)), 1):
        best = _by(found, page, code)
        if best.marks >= MARKS or (best.matrix is not None and tries >= PATIENCE):
            return best
        if not found and tries > PATIENCE:
            return best
    return best


def _by(found: Mapping[int, Sequence[Points]], page: Page, code: Points | None) -> Lie:
    every = [(square(corner), seen) for corner in page.corners for seen in found.get(corner.id, ())]
    marks = [corner.id for corner in page.corners for _ in found.get(corner.id, ())]
    helped = len(found) < MARKS and code is not None
    if code is not None and helped:
        every.append((outline(page.code), code))
    if len(found) + helped < MARKS:
        missing = ", ".join(_NAMES[corner.id] for corner in page.corners if corner.id not in found)
        return Lie(None, len(found), f"too few marks of the page's corners were found (not there: {missing})")
    paper = np.concatenate([one for one, _ in every])
    seen = np.concatenate([one for _, one in every])
    matrix, inliers = cv2.findHomography(seen, paper, cv2.RANSAC, NEAR)
    if matrix is None:
        return Lie(None, 0, _ASTRAY)
    good = np.asarray(inliers).ravel().astype(bool)
    sure = {number for at, number in enumerate(marks) if good[4 * at : 4 * at + 4].all()}
    if len(sure) + (helped and bool(good[-4:].all())) < MARKS:
        return Lie(None, len(sure), _ASTRAY)
    matrix, _ = cv2.findHomography(paper[good], seen[good], 0)
    return Lie(np.asarray(matrix, np.float64), len(sure))


def millimetres(points: Points, matrix: Matrix) -> Points:
    """Where points of the picture are on paper."""
    there = cv2.perspectiveTransform(points.reshape(-1, 1, 2).astype(np.float64), np.linalg.inv(matrix))
    return np.asarray(there, np.float32).reshape(-1, 2)


_ASTRAY = "the marks of the page's corners do not stand as on a sheet"
_NAMES = ("upper left", "upper right", "lower right", "lower left")


def square(corner: Corner) -> Points:
    """The corners of a mark on paper, clockwise from the upper left, in millimetres."""
    half = corner.side / 2
    return outline(Box(corner.x - half, corner.y - half, corner.side, corner.side, ""))


def outline(box: Box) -> Points:
    """The corners of a box on paper, clockwise from the upper left, in millimetres."""
    right, bottom = box.x + box.width, box.y + box.height
    return np.array([(box.x, box.y), (right, box.y), (right, bottom), (box.x, bottom)], np.float32)


def flattened(grey: Grey, matrix: Matrix, page: Page, scale: float) -> Grey:
    """The page as it was printed, upright, ``scale`` pixels a millimetre; white where the picture has nothing."""
    size = (round(page.width * scale), round(page.height * scale))
    # A pixel's middle is a half to the right of and below its corner, in both pictures.
    half = np.array([[1, 0, -0.5], [0, 1, -0.5], [0, 0, 1]])
    to_paper = np.array([[1 / scale, 0, 0.5 / scale], [0, 1 / scale, 0.5 / scale], [0, 0, 1]])
    whole = half @ matrix @ to_paper
    flags = cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP
    return np.asarray(cv2.warpPerspective(grey, whole, size, flags=flags, borderValue=(255,)), np.uint8)
