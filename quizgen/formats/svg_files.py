"""SVG documents as PDF and PNG: Typst, which prints exams, makes a page or pixels of one."""

from __future__ import annotations

from quizgen.errors import QuizgenError
from quizgen.formats.typesetting import compiled, compiler, forget
from quizgen.math.typst import literal

PAGE = "#set page(width: auto, height: auto, margin: 0pt)\n"
INCH = 96
"""Pixels of a screen to the inch."""


def svg_as_pdf(svg: str, title: str, words: str) -> bytes:
    """A page as large as the drawing, by the rules of PDF/UA-1, with these words for whoever cannot see it."""
    head = f'#set document(title: {literal(title)}, date: none)\n#set text(lang: "en")\n'
    return compiled(f"{PAGE}{head}#{_image(svg, words)}", ())


def svg_as_png(svg: str, dots: float, *, clear: bool = False) -> bytes:
    """The drawing in pixels, so many of them to the inch; ``clear`` if nothing is behind it."""
    page = PAGE.replace(")", ", fill: none)") if clear else PAGE
    made = compiler().compile(input=f"{page}#{_image(svg, '')}".encode(), format="png", ppi=dots)
    forget()
    if not isinstance(made, bytes):
        raise QuizgenError("Typst made several pages of one drawing")
    return made


def _image(svg: str, words: str) -> str:
    return f'image(bytes({literal(svg)}), format: "svg", alt: {literal(words)})'
