"""Shade is no ink: a page as dark as if the light on it were the same everywhere."""

from __future__ import annotations

import cv2
import numpy as np

from quizgen.scanning.pictures import Grey

COARSE = 2.0
"""Pixels a millimetre in which the paper's own brightness is looked for."""
AROUND = 9.0
"""Millimetres: what is narrower than this and darker than its surroundings stands on the paper and is not its shade."""


SOFT = 0.7
"""Millimetres over which light is smoothed: a fold has shade on one side only."""


def lit(grey: Grey, scale: float) -> Grey:
    """How dark each place of a flattened page is against its paper: 0 is paper, 255 no light at all."""
    small = cv2.resize(grey, None, fx=COARSE / scale, fy=COARSE / scale, interpolation=cv2.INTER_AREA)
    width = round(AROUND * COARSE) | 1
    closed = cv2.morphologyEx(small, cv2.MORPH_CLOSE, np.ones((width, width), np.uint8))
    smooth = cv2.GaussianBlur(closed, (0, 0), SOFT * COARSE)
    paper = cv2.resize(smooth, (grey.shape[1], grey.shape[0]), interpolation=cv2.INTER_LINEAR)
    return np.asarray(cv2.bitwise_not(cv2.divide(grey, paper, scale=255.0)), np.uint8)
