"""The marks at a page's corners, found in a picture however it was laid on the glass: their corners, in pixels."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache

import cv2
import numpy as np
from numpy.typing import NDArray

from quizgen.scanning.pictures import Grey

Points = NDArray[np.float32]
"""Points by row, x and y."""

TRIES: tuple[tuple[int, float, float], ...] = (
    (1200, 0.08, 0), (1800, 0.05, 0), (1200, 0.03, 3), (900, 0.03, 0), (1800, 0.03, 3), (2600, 0.03, 0),
)  # fmt: skip
"""How marks are looked for, one way after the other, the first being enough for most: pixels of the longer side, a
mark's perimeter at least as a share of these, and how strongly contrast is made even before."""


@cache
def _finder(perimeter: float) -> cv2.aruco.ArucoDetector:
    """Looks for marks that have at least such a perimeter, as a share of the longer side."""
    asked = cv2.aruco.DetectorParameters()
    asked.minMarkerPerimeterRate = perimeter
    asked.cornerRefinementMethod = cv2.aruco.CORNER_REFINE_SUBPIX
    return cv2.aruco.ArucoDetector(cv2.aruco.getPredefinedDictionary(cv2.aruco.DICT_4X4_50), asked)


def corners(grey: Grey, wanted: frozenset[int]) -> Iterator[Mapping[int, list[Points]]]:
    """Marks by their numbers, each with its four corners in reading order of an upright page.

    After each try come all so far. A number that seems to be there in several places has several entries.
    """
    found: dict[int, list[Points]] = {}
    for side, perimeter, strength in TRIES:
        small, scale = _scaled(grey, side)
        if strength:
            small = np.asarray(cv2.createCLAHE(strength, (8, 8)).apply(small), np.uint8)
        for number, points in _found(small, perimeter):
            if number in wanted:
                _join(found.setdefault(number, []), points / np.float32(scale))
        yield found


def _scaled(grey: Grey, side: int) -> tuple[Grey, float]:
    """The picture with that longer side, never larger than it is, and the factor."""
    scale = min(1.0, side / max(grey.shape))
    if scale == 1.0:
        return grey, 1.0
    small = cv2.resize(grey, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
    return np.asarray(small, np.uint8), scale


def _found(grey: Grey, perimeter: float) -> Iterator[tuple[int, Points]]:
    every, numbers, _ = _finder(perimeter).detectMarkers(grey)
    if numbers is None or not len(numbers):
        return
    for number, points in zip(np.asarray(numbers).ravel(), every, strict=True):
        # A pixel's middle is a half to the right of and below its corner, at every scale.
        yield int(number), np.asarray(points, np.float32).reshape(4, 2) + np.float32(0.5)


def _join(known: list[Points], points: Points) -> None:
    """Adds a mark unless it is one that is known already."""
    side = float(np.abs(points[0] - points[2]).max())
    if all(np.abs(one.mean(axis=0) - points.mean(axis=0)).max() > side / 2 for one in known):
        known.append(points)
