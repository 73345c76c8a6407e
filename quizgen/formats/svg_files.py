"""SVG documents as PDF and PNG: Typst, which prints exams, makes a page or pixels of one."""

from __future__ import annotations

import re

from quizgen.errors import QuizgenError, UsageError
from quizgen.formats.typesetting import compiled, compiler, forget
from quizgen.math.typst import literal

PAGE = "#set page(width: auto, height: auto, margin: 0pt)\n"
INCH = 96
"""Pixels of a screen to the inch."""
LACKING = re.compile(r'the text `"(.+?)"` could not be displayed')


def svg_as_pdf(svg: str, title: str, words: str) -> bytes:
    """A page as large as the drawing, by the rules of PDF/UA-1, with these words for whoever cannot see it.

    Raises UsageError for a character that Typst's fonts lack.
    """
    from typst import TypstError

    head = f'#set document(title: {literal(title)}, date: none)\n#set text(lang: "en")\n'
    try:
        return compiled(f"{PAGE}{head}#{_image(svg, words)}", ())
    except TypstError as error:
        lacking = LACKING.search(str(error))
        if lacking is None:
            raise
        raise UsageError(
            f"the picture has the character '{lacking[1]}', which the fonts for PDF and PNG lack: ask for --format "
            "svg, which is shown with the fonts of a browser"
        ) from None


def svg_as_png(svg: str, dots: float, *, clear: bool = False) -> bytes:
    """The drawing in pixels, so many of them to the inch; ``clear`` if nothing is behind it.

    Raises UsageError for a character that Typst's fonts lack, of which only its PDF tells.
    """
    svg_as_pdf(svg, "-", "-")
    page = PAGE.replace(")", ", fill: none)") if clear else PAGE
    made = compiler().compile(input=f"{page}#{_image(svg, '')}".encode(), format="png", ppi=dots)
    forget()
    if not isinstance(made, bytes):
        raise QuizgenError("Typst made several pages of one drawing")
    return made


def _image(svg: str, words: str) -> str:
    return f'image(bytes({literal(svg)}), format: "svg", alt: {literal(words)})'
