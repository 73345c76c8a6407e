"""Figures as drawings: SVG for pages, box characters for the terminal. Both say nothing that the params do not."""

from __future__ import annotations

from hashlib import blake2b

from quizgen.errors import FormulaError
from quizgen.figures import chain, kernel
from quizgen.model import Figure
from quizgen.templating import environment
from quizgen.text.speech import SPEECH


def svg(figure: Figure) -> str:
    """The figure as an SVG document, white behind, with its words as title; equal figures give equal bytes.

    Raises FormulaError for a kind without a template or params that its kind does not take.
    """
    match figure.kind:
        case "kernel":
            drawing: object = kernel.read(figure.params)
        case "chain":
            drawing = chain.read(figure.params, chain.PAGE_COLUMNS)
        case _:
            raise _unknown(figure)
    template = environment("xml").get_template(f"figures/{figure.kind}.svg.j2")
    return template.render(drawing=drawing, alt=SPEECH.text(figure.alt), id=_name(figure))


def box(figure: Figure) -> str:
    """The figure in box characters, at most 80 a line except where a single layer is wider.

    Raises FormulaError as ``svg`` does.
    """
    match figure.kind:
        case "kernel":
            return kernel.drawn(kernel.read(figure.params))
        case "chain":
            return chain.drawn(chain.read(figure.params, chain.TERMINAL_COLUMNS))
        case _:
            raise _unknown(figure)


def _unknown(figure: Figure) -> FormulaError:
    return FormulaError(f"there is no figure of the kind '{figure.kind}'; known are 'kernel' and 'chain'")


def _name(figure: Figure) -> str:
    """An id that no other figure on a page has."""
    content = f"{figure.kind}?{figure.params!r}?{SPEECH.text(figure.alt)}"
    return f"{figure.kind}-{blake2b(content.encode(), digest_size=6).hexdigest()}"
