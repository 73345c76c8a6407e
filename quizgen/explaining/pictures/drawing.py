"""Pictures as SVG; equal networks give equal bytes."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from importlib import import_module

from quizgen.explaining.pictures.marks import SIZE
from quizgen.explaining.pictures.page import Drawing
from quizgen.explaining.table import Explanation

PICTURES: Mapping[str, str] = {"network": "network", "field": "field", "cost": "cost"}
"""Every picture and its module, which is imported when it is drawn."""
PATTERNS: Mapping[str, tuple[str, str]] = {
    "lines": ("M0 2.5h5", "#1a1a1a"),
    "dots": ("M1.5 1.5h.4M4 4h.4", "#1a1a1a"),
    "hatch": ("M-1 6L6 -1M-1 1L1 -1M4 6L6 4", "#1a1a1a"),
    "cross": ("M0 0L5 5M0 5L5 0", "#1a1a1a"),
    "pad": ("M-1 6L6 -1M-1 1L1 -1M4 6L6 4", "#b9c0c8"),
}
"""The lines of each pattern, and their colour."""


def drawing(explanation: Explanation, picture: str = "network", *, whole: bool = False) -> Drawing:
    """The picture of that name, as marks; a network is drawn ``whole`` or as far as a slide has room for it.

    Raises UsageError where the network has nothing that such a picture shows.
    """
    draw: Callable[..., Drawing] = getattr(import_module(f"quizgen.explaining.pictures.{PICTURES[picture]}"), picture)
    return draw(explanation, whole=whole) if picture == "network" else draw(explanation)


def svg(drawing: Drawing, behind: str | None = "#ffffff") -> str:
    """A drawing as an SVG document, with that colour behind it, or none."""
    from quizgen.templating import PLAIN, Templates

    context = {"drawing": drawing, "patterns": PATTERNS, "behind": behind, "size": SIZE}
    return Templates(PLAIN).render("explaining/picture.svg.j2", **context)


def drawn(explanation: Explanation, picture: str = "network", behind: str | None = "#ffffff") -> str:
    """The picture of that name as an SVG document."""
    return svg(drawing(explanation, picture), behind)
