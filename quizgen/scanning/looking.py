"""A picture as the answer sheet that it shows: whose it is, upright and flat; or why it cannot be read."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TypeAlias

import cv2
import numpy as np
from msgspec import Struct

from quizgen.scanning.codes import Code, codes
from quizgen.scanning.pictures import Grey, Picture
from quizgen.scanning.placing import Matrix, flattened, lie, millimetres
from quizgen.sheets.page import Page

Sheets: TypeAlias = Mapping[str, Sequence[Page]]
"""The pages of each form's answer sheet by the form's seal; all of one exam, which has one paper."""

SCALE = 8.0
"""Pixels a millimetre of flattened pages: as fine as a scan of 203 dpi."""
AWAY = 4.0
"""Millimetres by which the code may be away from its place."""


class Look(Struct, frozen=True):
    """``flat`` is the page upright with ``SCALE`` pixels a millimetre; ``refused`` says why there is none."""

    seal: str = ""
    number: int = 0
    page: Page | None = None
    flat: Grey | None = None
    refused: str = ""


def look(picture: Picture, sheets: Sheets) -> Look:
    """Finds code and corners of a page, and lays it flat."""
    cv2.setNumThreads(1)  # several processes share the cores
    if picture.grey is None:
        return Look(refused=picture.refused)
    found = codes(picture.grey) or codes_when_flat(picture.grey, sheets)
    if not found:
        return Look(refused="no code of an answer sheet was found in the picture")
    if len(found) > 1:
        return Look(refused=f"{len(found)} sheets are in one picture: scan each on a page of its own")
    return _look(picture.grey, found[0], sheets)


def _look(grey: Grey, code: Code, sheets: Sheets) -> Look:
    seal, number = code.seal, code.number
    pages = sheets.get(seal)
    if pages is None:
        return Look(seal, number, refused=f"form {seal} is of another exam, or was printed before the exam was changed")
    page = next((page for page in pages if page.number == number), None)
    if page is None:
        return Look(seal, number, refused=f"form {seal} has no page {number}")
    lies = lie(grey, page, code.points)
    if lies.matrix is None:
        return Look(seal, number, page, refused=lies.refused)
    away = millimetres(code.points, lies.matrix).mean(axis=0) - _middle(page)
    if np.abs(away).max() > AWAY:
        return Look(seal, number, page, refused="the marks of the page's corners are not where its code says")
    return Look(seal, number, page, flattened(grey, lies.matrix, page, SCALE))


def _middle(page: Page) -> tuple[float, float]:
    return page.code.x + page.code.width / 2, page.code.y + page.code.height / 2


def codes_when_flat(grey: Grey, sheets: Sheets) -> tuple[Code, ...]:
    """Codes that are only seen when the page is flat; all pages of an exam have them in one place."""
    page = next((page for pages in sheets.values() for page in pages), None)
    matrix = lie(grey, page, None).matrix if page else None
    if page is None or matrix is None:
        return ()
    for scale in (SCALE, 2 * SCALE):
        for part in _parts(grey, matrix, page, scale):
            found = codes(part)
            if found:
                # Its place in the picture follows from that of the marks: it says nothing new.
                outline = np.array([(0, 0), (1, 0), (1, 1), (0, 1)]) * page.code.width + (page.code.x, page.code.y)
                there = cv2.perspectiveTransform(outline.reshape(-1, 1, 2).astype(np.float64), matrix)
                return tuple(Code(one.seal, one.number, np.asarray(there, np.float32).reshape(4, 2)) for one in found)
    return ()


def _parts(grey: Grey, matrix: Matrix, page: Page, scale: float) -> Sequence[Grey]:
    flat = flattened(grey, matrix, page, scale)
    box, white = page.code, 4.0
    top, left = (max(0, round((place - white) * scale)) for place in (box.y, box.x))
    bottom, right = (round((place + box.width + white) * scale) for place in (box.y, box.x))
    part = np.ascontiguousarray(flat[top:bottom, left:right])
    soft = cv2.GaussianBlur(part, (0, 0), scale / 5)
    _, hard = cv2.threshold(soft, 0, 255, cv2.THRESH_OTSU)
    even = cv2.createCLAHE(3.0, (4, 4)).apply(part)
    return [part, np.asarray(hard, np.uint8), np.asarray(even, np.uint8)]
