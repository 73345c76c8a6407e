"""Figures as drawings: SVG for pages, box characters for the terminal. Both say nothing that the params do not.

Each kind has a module that reads its params, draws it for the terminal, and makes the figure with its alternative text
for families; ``templates/figures/<kind>.svg.j2`` draws it for pages.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from hashlib import blake2b
from typing import Any

from msgspec import Struct

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
    parts,
    pointwise,
    residual,
    stack,
    stamping,
)
from quizgen.model import Figure
from quizgen.reading.advice import advice
from quizgen.text.speech import SPEECH
from quizgen.text.terminal import TERMINAL

COLUMNS = 80
"""Those of a terminal that says nothing else."""


class Kind(Struct, frozen=True):
    """What a kind's params become for its template, and what a terminal of so many columns shows of them."""

    page: Callable[[Mapping[str, Any]], object]
    terminal: Callable[[Mapping[str, Any], int], str]


KINDS: Mapping[str, Kind] = {
    "kernel": Kind(kernel.read, lambda params, room: kernel.drawn(kernel.read(params), room)),
    "chain": Kind(
        lambda params: chain.read(params, chain.PAGE_COLUMNS),
        lambda params, room: chain.drawn(chain.read(params, room)),
    ),
    fields.KIND: Kind(fields.read, lambda params, room: fields.drawn(fields.read(params), room)),
    connectivity.KIND: Kind(
        connectivity.read, lambda params, room: connectivity.drawn(connectivity.read(params), room)
    ),
    stack.KIND: Kind(stack.read, lambda params, room: stack.drawn(stack.read(params), room)),
    pointwise.KIND: Kind(pointwise.read, lambda params, room: pointwise.drawn(pointwise.read(params), room)),
    dilated.KIND: Kind(dilated.read, lambda params, room: dilated.drawn(dilated.read(params), room)),
    coverage.KIND: Kind(coverage.read, lambda params, room: coverage.drawn(coverage.read(params), room)),
    residual.KIND: Kind(residual.read, lambda params, room: residual.drawn(residual.read(params), room)),
    inception.KIND: Kind(inception.read, lambda params, room: inception.drawn(inception.read(params), room)),
    stamping.KIND: Kind(stamping.read, lambda params, room: stamping.drawn(stamping.read(params), room)),
    norm.KIND: Kind(norm.read, lambda params, room: norm.drawn(norm.read(params), room)),
    matrix.KIND: Kind(matrix.read, lambda params, room: matrix.drawn(matrix.read(params), room)),
}


def svg(figure: Figure) -> str:
    """The figure as an SVG document, white behind, with its words as title; equal figures give equal bytes.

    Raises FormulaError for a kind without a template or params that its kind does not take.
    """
    from quizgen.templating import PLAIN, Templates

    drawing = _kind(figure).page(figure.params)
    words = SPEECH.text(figure.alt)
    name, template = _name(figure, words), f"figures/{figure.kind}.svg.j2"
    return Templates(PLAIN).render(template, drawing=drawing, alt=words, id=name, grid=parts.grid)


def box(figure: Figure, room: int = COLUMNS) -> str:
    """The figure in box characters, or what it shows in words where ``room`` columns are too few for it.

    Raises FormulaError as ``svg`` does.
    """
    drawing = _kind(figure).terminal(figure.params, room)
    if parts.wide(drawing.split("\n")) <= room:
        return drawing
    return "\n".join(parts.told([TERMINAL.text(figure.alt)], room))


def _kind(figure: Figure) -> Kind:
    if figure.kind not in KINDS:
        raise FormulaError(f"there is no figure of the kind '{figure.kind}'; {advice(figure.kind, KINDS)}")
    return KINDS[figure.kind]


def _name(figure: Figure, words: str) -> str:
    """An id that no other figure on a page has; ``words`` say what it shows."""
    content = f"{figure.kind}?{figure.params!r}?{words}"
    return f"{figure.kind}-{blake2b(content.encode(), digest_size=6).hexdigest()}"
