"""Figures as files for programs that read no SVG: Typst, which prints the PDF, turns one into a page or pixels."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import Literal

from quizgen.errors import QuizgenError
from quizgen.figures import svg
from quizgen.figures.picture import original
from quizgen.formats.typesetting import compiler, forget
from quizgen.math.typst import literal
from quizgen.model import Figure
from quizgen.templating import encoded_whole

DOTS = 288
"""Dots per inch of a PNG: three for each pixel of the SVG."""
INCH = 96
"""Pixels of a screen to the inch."""
APART = "16pt"
"""Between two figures of one picture."""
KEPT, LARGE = 64, 1 << 17
"""So many pictures are kept, the latest used, and none whose source has so many bytes, as photographs do.

Items of one family often show what others showed.
"""


def as_pdf(figure: Figure) -> bytes:
    """A page as large as the figure, in the oldest version of PDF that pdflatex includes without a warning."""
    return _compiled([figure], "pdf")


def as_png(*figures: Figure, dots: int = DOTS) -> bytes:
    """The figure in pixels, so many of them to the inch, or several figures below each other.

    One that came as such a picture stays as it came.
    """
    if len(figures) == 1 and (same := original(figures[0], dots // INCH)):
        return same
    return _compiled(figures, "png", dots)


def _compiled(figures: Sequence[Figure], form: Literal["pdf", "png"], dots: int = DOTS) -> bytes:
    page = "#set page(width: auto, height: auto, margin: 0pt)\n#set document(date: none)\n"
    drawings = (literal(encoded_whole(svg(figure)).decode()) for figure in figures)
    images = [f'image(bytes({drawing}), format: "svg")' for drawing in drawings]
    shown = images[0] if len(images) == 1 else f"stack(dir: ttb, spacing: {APART}, {', '.join(images)})"
    source = f"{page}#{shown}".encode()
    return (_known if len(source) < LARGE else _made)(source, form, dots)


def _made(source: bytes, form: Literal["pdf", "png"], dots: int) -> bytes:
    if form == "pdf":
        made = compiler().compile(input=source, format="pdf", pdf_standards=["1.5"], timestamp=0, pdf_tags=False)
    else:
        made = compiler().compile(input=source, format="png", ppi=dots)
    forget()
    if not isinstance(made, bytes):
        raise QuizgenError("Typst made several pages of one figure")
    return made


_known = lru_cache(maxsize=KEPT)(_made)
