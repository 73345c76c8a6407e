"""Pictures as SVG; equal networks give equal bytes."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from importlib import import_module

from quizgen.explaining.pictures.page import Drawing
from quizgen.explaining.table import Explanation

PICTURES: Mapping[str, str] = {"network": "network", "field": "field", "cost": "cost"}
"""Every picture and its module, which is imported when it is drawn."""
PATTERNS: Mapping[str, str] = {
    "lines": "M0 2.5h5",
    "dots": "M1.5 1.5h.4M4 4h.4",
    "hatch": "M-1 6L6 -1M-1 1L1 -1M4 6L6 4",
    "cross": "M0 0L5 5M0 5L5 0",
}


def drawing(explanation: Explanation, picture: str) -> Drawing:
    """The picture of that name, as marks."""
    draw: Callable[[Explanation], Drawing] = getattr(
        import_module(f"quizgen.explaining.pictures.{PICTURES[picture]}"), picture
    )
    return draw(explanation)


def drawn(explanation: Explanation, picture: str = "network", behind: str | None = "#ffffff") -> str:
    """The picture of that name as an SVG document, with that colour behind it, or none."""
    from quizgen.templating import PLAIN, Templates

    context = {"drawing": drawing(explanation, picture), "patterns": PATTERNS, "behind": behind}
    return Templates(PLAIN).render("explaining/picture.svg.j2", **context)
