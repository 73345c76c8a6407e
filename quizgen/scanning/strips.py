"""Pictures for human eyes: the strip of a field cut out of its page, and pages that cannot be read, made small."""

from __future__ import annotations

import cv2
import numpy as np

from quizgen.scanning.looking import SCALE
from quizgen.scanning.pictures import Grey
from quizgen.sheets.page import Field
from quizgen.sheets.places import strip

SMALL, HEAD = 700, 900
"""Pixels of the longer side of a page that cannot be read, and of a page's head with the student's name and number."""


def cut_out(flat: Grey, field: Field) -> bytes:
    """A field of a page that was laid flat, as a PNG; the student's number with the page's head, as a small JPEG."""
    box = strip(field)
    top, left = (max(0, round(place * SCALE)) for place in (box.y, box.x))
    bottom, right = round((box.y + box.height) * SCALE), round((box.x + box.width) * SCALE)
    return _png(flat[top:bottom, left:right]) if field.question else shrunk(flat[:bottom], HEAD)


def shrunk(grey: Grey, side: int = SMALL) -> bytes:
    """A picture as a small JPEG, whatever it shows; its longer side has so many pixels at most."""
    scale = min(1.0, side / max(grey.shape))
    small = cv2.resize(grey, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
    return cv2.imencode(".jpg", small, [cv2.IMWRITE_JPEG_QUALITY, 60])[1].tobytes()


def _png(grey: Grey) -> bytes:
    return cv2.imencode(".png", np.ascontiguousarray(grey))[1].tobytes()
