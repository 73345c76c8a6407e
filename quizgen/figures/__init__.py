"""Figures as drawings: SVG for pages, box characters for the terminal. Both say nothing that the params do not.

Each kind has a module that reads its params, draws it for the terminal, and makes the figure with its alternative text
for families; ``templates/figures/<kind>.svg.j2`` draws it for pages.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from hashlib import blake2b
from typing import Any

from quizgen.errors import FormulaError
from quizgen.figures import (
    chain,
    connectivity,
    coverage,
    dilated,
    fields,
    inception,
    kernel,
    matrix,
    norm,
    pointwise,
    residual,
    stack,
    stamping,
)
from quizgen.model import Figure
from quizgen.reading.advice import advice
from quizgen.text.speech import SPEECH


@dataclass(frozen=True, slots=True)
class Kind:
    """What a kind's params become for its template, and what the terminal shows of them."""

    page: Callable[[Mapping[str, Any]], object]
    terminal: Callable[[Mapping[str, Any]], str]


KINDS: Mapping[str, Kind] = {
    "kernel": Kind(kernel.read, lambda params: kernel.drawn(kernel.read(params))),
    "chain": Kind(
        lambda params: chain.read(params, chain.PAGE_COLUMNS),
        lambda params: chain.drawn(chain.read(params, chain.TERMINAL_COLUMNS)),
    ),
    fields.KIND: Kind(fields.read, lambda params: fields.drawn(fields.read(params))),
    connectivity.KIND: Kind(connectivity.read, lambda params: connectivity.drawn(connectivity.read(params))),
    stack.KIND: Kind(stack.read, lambda params: stack.drawn(stack.read(params))),
    pointwise.KIND: Kind(pointwise.read, lambda params: pointwise.drawn(pointwise.read(params))),
    dilated.KIND: Kind(dilated.read, lambda params: dilated.drawn(dilated.read(params))),
    coverage.KIND: Kind(coverage.read, lambda params: coverage.drawn(coverage.read(params))),
    residual.KIND: Kind(residual.read, lambda params: residual.drawn(residual.read(params))),
    inception.KIND: Kind(inception.read, lambda params: inception.drawn(inception.read(params))),
    stamping.KIND: Kind(stamping.read, lambda params: stamping.drawn(stamping.read(params))),
    norm.KIND: Kind(norm.read, lambda params: norm.drawn(norm.read(params))),
    matrix.KIND: Kind(matrix.read, lambda params: matrix.drawn(matrix.read(params))),
}


def svg(figure: Figure) -> str:
    """The figure as an SVG document, white behind, with its words as title; equal figures give equal bytes.

    Raises FormulaError for a kind without a template or params that its kind does not take.
    """
    from quizgen.templating import XML, Templates

    drawing = _kind(figure).page(figure.params)
    words = SPEECH.text(figure.alt)
    return Templates(XML).render(f"figures/{figure.kind}.svg.j2", drawing=drawing, alt=words, id=_name(figure))


def box(figure: Figure) -> str:
    """The figure in box characters, at most 80 a line except where a single layer is wider.

    Raises FormulaError as ``svg`` does.
    """
    return _kind(figure).terminal(figure.params)


def _kind(figure: Figure) -> Kind:
    if figure.kind not in KINDS:
        raise FormulaError(f"there is no figure of the kind '{figure.kind}'; {advice(figure.kind, KINDS)}")
    return KINDS[figure.kind]


def _name(figure: Figure) -> str:
    """An id that no other figure on a page has."""
    content = f"{figure.kind}?{figure.params!r}?{SPEECH.text(figure.alt)}"
    return f"{figure.kind}-{blake2b(content.encode(), digest_size=6).hexdigest()}"
