"""Pages of scans as grey pictures, one after the other: a PDF's are rendered, those of an image file are decoded."""

from __future__ import annotations

from pathlib import Path

import cv2
import numpy as np
import pypdfium2
from msgspec import Struct
from numpy.typing import NDArray

Grey = NDArray[np.uint8]
"""A picture by rows, 0 is black and 255 white."""

DPI = 200
"""Pages of a PDF are rendered as fine as this; a box of 4 mm then is 31 pixels wide."""
MOST = 40_000_000
"""Pixels of the largest picture that is read: A3 at 400 dpi has 31 million."""
LEAST = 100
"""Pixels of the shorter side of the smallest picture that is looked at: a sheet has more boxes than that."""
IMAGES = frozenset({".bmp", ".jpeg", ".jpg", ".png", ".tif", ".tiff", ".webp"})
"""Endings of image files; a TIFF may have several pages."""
NAMES = IMAGES | {".pdf"}
"""Endings of all files that are read as scans."""


class Picture(Struct, frozen=True):
    """Page ``page`` of a file, counted from 1; ``refused`` says why there is none."""

    file: Path
    page: int
    grey: Grey | None
    refused: str = ""


def count(file: Path) -> int:
    """How many pages a file has: 1 where it cannot be opened, so that reading it says why."""
    try:
        return max(1, _pdf_pages(file) if _is_pdf(file) else _tiff_pages(file) if _may_be_long(file) else 1)
    except (cv2.error, OSError, pypdfium2.PdfiumError):
        return 1


def picture(file: Path, page: int) -> Picture:
    """One page of a file; a picture that says why, where it cannot be loaded."""
    try:
        grey = _of_pdf(file, page) if _is_pdf(file) else _of_image(file, page)
    except pypdfium2.PdfiumError:
        return Picture(file, page, None, "this is no PDF that can be opened (torn, or with a password)")
    except (cv2.error, MemoryError):
        return Picture(file, page, None, "the picture is too large, or damaged: save it anew, at 300 dpi at most")
    except OSError as error:
        return Picture(file, page, None, f"the file cannot be read ({error.strerror or error})")
    if grey is None or not grey.size:
        return Picture(file, page, None, "this is no image that can be decoded")
    if min(grey.shape) < LEAST:
        return Picture(file, page, None, f"a picture of {grey.shape[1]} × {grey.shape[0]} pixels shows no sheet")
    return Picture(file, page, grey)


def _is_pdf(file: Path) -> bool:
    return file.suffix.lower() == ".pdf"


def _pdf_pages(file: Path) -> int:
    with pypdfium2.PdfDocument(file) as document:
        return len(document)


def _may_be_long(file: Path) -> bool:
    return file.suffix.lower() in {".tif", ".tiff"}


def _tiff_pages(file: Path) -> int:
    if _is_spelt(file):
        return int(cv2.imcount(str(file)))
    return len(cv2.imdecodemulti(np.fromfile(file, np.uint8), cv2.IMREAD_REDUCED_GRAYSCALE_8)[1])


def _is_spelt(file: Path) -> bool:
    """Whether a file's name is UTF-8: OpenCV 5.0 ends Python with a fault of memory where it is not."""
    try:
        return bool(str(file).encode())
    except UnicodeEncodeError:
        return False


def _of_pdf(file: Path, page: int) -> Grey:
    with pypdfium2.PdfDocument(file) as document:
        sheet = document[page - 1]
        width, height = sheet.get_size()
        scale = min(DPI / 72, (MOST / max(1.0, width * height)) ** 0.5)
        bitmap = sheet.render(scale=scale, grayscale=True)
        grey = np.array(bitmap.to_numpy(), np.uint8)
        bitmap.close()
        sheet.close()
    return grey.reshape(grey.shape[:2])


def _of_image(file: Path, page: int) -> Grey | None:
    """The page, smaller by halves where it has more pixels than are of use."""
    if page > 1 and _is_spelt(file):
        done, several = cv2.imreadmulti(str(file), page - 1, 1, flags=cv2.IMREAD_GRAYSCALE)
        found = several[0] if done and several else None
    else:
        data = np.fromfile(file, np.uint8)
        several = cv2.imdecodemulti(data, cv2.IMREAD_GRAYSCALE, range=(page - 1, page))[1] if page > 1 else ()
        found = several[0] if several else cv2.imdecode(data, cv2.IMREAD_GRAYSCALE) if data.size else None
    if found is None:
        return None
    grey = np.asarray(found, np.uint8)
    while grey.size > MOST:
        grey = np.asarray(cv2.resize(grey, None, fx=0.5, fy=0.5, interpolation=cv2.INTER_AREA), np.uint8)
    return grey
