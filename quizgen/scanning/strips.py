"""Pictures for human eyes: the strip of a field cut out of its page, and pages that cannot be read, made small."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

import cv2
import numpy as np

from quizgen.scanning.looking import SCALE, Sheets, look
from quizgen.scanning.pictures import Grey, picture
from quizgen.sheets.page import Field
from quizgen.sheets.places import strip

SMALL = 700
"""Pixels of the longer side of a page that cannot be read."""


def strips(file: Path, page: int, sheets: Sheets, fields: Iterable[Field]) -> Iterator[bytes]:
    """A PNG for each of these fields of a page that was read: its name, squares and boxes."""
    seen = look(picture(file, page), sheets)
    for field in fields:
        yield b"" if seen.flat is None else cut_out(seen.flat, field)


def cut_out(flat: Grey, field: Field) -> bytes:
    """A PNG of a field of a page that was laid flat."""
    box = strip(field)
    top, left = (max(0, round(place * SCALE)) for place in (box.y, box.x))
    bottom, right = round((box.y + box.height) * SCALE), round((box.x + box.width) * SCALE)
    return _png(flat[top:bottom, left:right])


def shrunk(grey: Grey) -> bytes:
    """A picture as a small JPEG, whatever it shows."""
    scale = min(1.0, SMALL / max(grey.shape))
    small = cv2.resize(grey, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
    return cv2.imencode(".jpg", small, [cv2.IMWRITE_JPEG_QUALITY, 60])[1].tobytes()


def _png(grey: Grey) -> bytes:
    return cv2.imencode(".png", np.ascontiguousarray(grey))[1].tobytes()
