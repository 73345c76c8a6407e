"""The QR code of a page: whose form it is, which page, and where it stands in the picture."""

from __future__ import annotations

import re
from collections.abc import Iterator

import cv2
import numpy as np
import zxingcpp
from msgspec import Struct

from quizgen.scanning.corners import Points
from quizgen.scanning.pictures import Grey

_CODE = re.compile(r"QG1:([A-Z0-9]{4,32}):([1-9][0-9]{0,2})")
SIDES = (1200, 2400)
"""Pixels of the longer side at which the code is looked for."""


class Code(Struct, frozen=True):
    """The seal of a form, the number of its page, and the code's corners as in ``corners``, in pixels."""

    seal: str
    number: int
    points: Points


def codes(grey: Grey) -> tuple[Code, ...]:
    """Codes of answer sheets in a picture, as many as there are; those of other things are passed over."""
    for side in SIDES:
        scale = min(1.0, side / max(grey.shape))
        found = tuple(_read(_shrunk(grey, scale), scale))
        if found:
            return found
    return ()


def _shrunk(grey: Grey, scale: float) -> Grey:
    if scale == 1.0:
        return grey
    return np.asarray(cv2.resize(grey, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA), np.uint8)


def _read(grey: Grey, scale: float) -> Iterator[Code]:
    for found in zxingcpp.read_barcodes(grey, formats=zxingcpp.BarcodeFormats(zxingcpp.BarcodeFormat.QRCode)):
        told = _CODE.fullmatch(found.text)
        if told:
            at = found.position
            every = (at.top_left, at.top_right, at.bottom_right, at.bottom_left)
            points = np.array([(point.x, point.y) for point in every], np.float32)
            yield Code(told[1], int(told[2]), (points + np.float32(0.5)) / np.float32(scale))
