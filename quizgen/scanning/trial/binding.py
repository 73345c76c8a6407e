"""Scans of many pages in one PDF, as scanners with a feeder write them."""

from __future__ import annotations

from collections.abc import Iterable
from io import BytesIO
from pathlib import Path

import pypdfium2

from quizgen.scanning.trial.piles import Sheet


def bound(pages: Iterable[Sheet], file: Path) -> None:
    """Writes a PDF that has each page as its JPEG."""
    document = pypdfium2.PdfDocument.new()
    for one in pages:
        image = pypdfium2.PdfImage.new(document)
        image.load_jpeg(BytesIO(one.jpeg), inline=True)
        width, height = (pixels * 72 / one.spoil.dpi for pixels in image.get_px_size())
        image.set_matrix(pypdfium2.PdfMatrix().scale(width, height))
        page = document.new_page(width, height)
        page.insert_obj(image)
        page.gen_content()
        page.close()
    document.save(file)
    document.close()
