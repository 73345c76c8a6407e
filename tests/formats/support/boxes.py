"""Where things lie on the pages of a PDF, as PDFium finds them: every run of letters, line, area and picture."""

from __future__ import annotations

from collections.abc import Iterator
from ctypes import c_float
from dataclasses import dataclass
from typing import Any

from pypdfium2 import PdfDocument
from pypdfium2.raw import FPDF_PAGEOBJ_FORM, FPDF_PAGEOBJ_TEXT, FPDFTextObj_GetFontSize

DEEP = 12


@dataclass(frozen=True, slots=True)
class Box:
    """One thing on a page, counted from 1: its place from the left and the top, and the size of letters."""

    page: int
    letters: float
    left: float
    top: float
    right: float
    bottom: float

    def covers(self, other: Box) -> float:
        """The share of the smaller of two that lies in the other one."""
        across = min(self.right, other.right) - max(self.left, other.left)
        down = min(self.bottom, other.bottom) - max(self.top, other.top)
        smaller = min(self.area, other.area)
        return max(across, 0) * max(down, 0) / smaller if smaller else 0

    @property
    def area(self) -> float:
        """In square points."""
        return (self.right - self.left) * (self.bottom - self.top)


def boxes(pdf: bytes) -> Iterator[Box]:
    """Everything that is drawn, page by page."""
    document: Any = PdfDocument(pdf)
    for number, page in enumerate(document, start=1):
        _, height = page.get_size()
        for one in page.get_objects(max_depth=DEEP):
            if one.type != FPDF_PAGEOBJ_FORM:
                left, bottom, right, top = one.get_bounds()
                yield Box(number, _letters(one), left, height - top, right, height - bottom)


def _letters(one: Any) -> float:
    if one.type != FPDF_PAGEOBJ_TEXT:
        return 0
    size = c_float()
    FPDFTextObj_GetFontSize(one.raw, size)
    return size.value * abs(float(one.get_matrix().d))


def sizes(pdf: bytes) -> Iterator[tuple[float, float]]:
    """The width and height of each page in points."""
    document: Any = PdfDocument(pdf)
    return (page.get_size() for page in document)
