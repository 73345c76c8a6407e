"""Figures as drawings: SVG for pages, box characters for the terminal. Both say nothing that the params do not.

Each kind has a module that reads its params, draws it for the terminal, and makes the figure with its alternative text
for families; ``templates/figures/<kind>.svg.j2`` draws it for pages.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache
from hashlib import blake2b
from importlib import import_module
from typing import Any

from msgspec import Struct

from quizgen.errors import FormulaError
from quizgen.model import Figure
from quizgen.reading.advice import advice
from quizgen.text.speech import SPEECH
from quizgen.text.terminal import TERMINAL

PICTURE = "picture"
"""The kind that may bring its own drawing, a long one perhaps, which is not remembered."""
KEPT = 1024
"""So many drawings are remembered, of some 5 kB each: two in five of those that a run asks for are alike."""
_drawn: dict[str, str] = {}
COLUMNS = 80
"""Those of a terminal that says nothing else."""


class Kind(Struct, frozen=True):
    """What a kind's params become for its template, and what a terminal of so many columns shows of them."""

    page: Callable[[Mapping[str, Any]], object]
    terminal: Callable[[Mapping[str, Any], int], str]


KINDS: Mapping[str, str] = {
    "kernel": "kernel",
    "chain": "chain",
    "nested-fields": "fields",
    "connectivity": "connectivity",
    "stack-vs-kernel": "stack",
    "pointwise": "pointwise",
    "dilated-kernels": "dilated",
    "coverage": "coverage",
    "residual": "residual",
    "inception": "inception",
    "stamping": "stamping",
    "norm-axes": "norm",
    "matrix": "matrix",
    PICTURE: "picture",
}
"""Every kind and its module, which is imported when such a figure is drawn: most questions have none."""


@cache
def kind(name: str) -> Kind:
    """How a kind's params are read and drawn; those of a chain by how much room there is."""
    module: Any = import_module(f"quizgen.figures.{KINDS[name]}")
    if name == PICTURE:
        return Kind(module.read, lambda _, __: "")
    if name == "chain":
        return Kind(
            lambda params: module.read(params, module.PAGE_COLUMNS),
            lambda params, room: module.drawn(module.read(params, room)),
        )
    return Kind(module.read, lambda params, room: module.drawn(module.read(params), room))


def svg(figure: Figure) -> str:
    """The figure as an SVG document, white behind, with its words as title; equal figures give equal bytes.

    Raises FormulaError for a kind without a template or params that its kind does not take.
    """
    if figure.kind == PICTURE and isinstance(drawing := _kind(figure).page(figure.params), str):
        return drawing
    words = SPEECH.text(figure.alt)
    content = f"{figure.kind}?{figure.params!r}?{words}"
    found = _drawn.get(content)
    if found is None:
        found = _document(figure, words, content)
        if len(_drawn) >= KEPT:
            _drawn.clear()
        _drawn[content] = found
    return found


def _document(figure: Figure, words: str, content: str) -> str:
    """``words`` say what it shows; all that it is follows from its ``content``, and its id tells it from others."""
    from quizgen.figures import parts
    from quizgen.templating import PLAIN, Templates

    drawing = _kind(figure).page(figure.params)
    name = f"{figure.kind}-{blake2b(content.encode(), digest_size=6).hexdigest()}"
    template = f"figures/{figure.kind}.svg.j2"
    return Templates(PLAIN).render(template, drawing=drawing, alt=words, id=name, grid=parts.grid)


def box(figure: Figure, room: int = COLUMNS) -> str:
    """The figure in box characters, or what it shows in words: of a picture, or where ``room`` columns are too few.

    Raises FormulaError as ``svg`` does.
    """
    drawing = _kind(figure).terminal(figure.params, room)
    from quizgen.figures import parts

    if drawing and parts.wide(drawing.split("\n")) <= room:
        return drawing
    return "\n".join(parts.told([TERMINAL.text(figure.alt)], room))


def _kind(figure: Figure) -> Kind:
    if figure.kind not in KINDS:
        raise FormulaError(f"there is no figure of the kind '{figure.kind}'; {advice(figure.kind, KINDS)}")
    return kind(figure.kind)
