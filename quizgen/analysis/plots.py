"""Plots as SVG that stands in a page: the same bytes for the same numbers, in the page's own colours, light or dark."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from io import BytesIO
from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree as ET

from markupsafe import Markup

from quizgen.analysis.intervals import Estimate
from quizgen.errors import UsageError

if TYPE_CHECKING:
    from matplotlib.axes import Axes

TEXT, LINE, MARK = "#000001", "#000002", "#000003"
"""Stand for colours that the page says."""
COLOURS = {TEXT: "currentColor", LINE: "var(--line)", MARK: "var(--mark)"}
WIDTH, ROW, AROUND = 7.2, 0.32, 0.9
"""Inches."""
_SVG, _LINK = "http://www.w3.org/2000/svg", "http://www.w3.org/1999/xlink"
_STYLE: dict[Any, Any] = {
    "svg.hashsalt": "quizgen",
    "svg.fonttype": "path",
    "text.parse_math": False,
    "font.family": "DejaVu Sans",
    "font.size": 9,
    "text.color": TEXT,
    "axes.labelcolor": TEXT,
    "axes.edgecolor": LINE,
    "xtick.color": TEXT,
    "ytick.color": TEXT,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes.axisbelow": True,
    "grid.color": LINE,
    "grid.linewidth": 0.5,
    "figure.facecolor": "none",
    "axes.facecolor": "none",
    "savefig.facecolor": "none",
}


@contextmanager
def _axes(height: float) -> Iterator[tuple[Axes, Callable[[], bytes]]]:
    """Axes to draw on, and what gives the drawing; raises UsageError where matplotlib is not installed."""
    try:
        from matplotlib import rc_context
        from matplotlib.backends.backend_svg import FigureCanvasSVG
        from matplotlib.figure import Figure
    except ImportError:
        raise UsageError("the plots of the report are drawn by matplotlib: pip install 'quizgen[analyze]'") from None
    with rc_context(_STYLE):
        figure = Figure(figsize=(WIDTH, height), layout="constrained")
        FigureCanvasSVG(figure)
        axes = figure.add_subplot()

        def drawn() -> bytes:
            file = BytesIO()
            figure.savefig(file, format="svg", metadata={"Date": None, "Creator": None, "Format": None, "Type": None})
            return file.getvalue()

        yield axes, drawn


def shares(names: Sequence[str], found: Sequence[Estimate], label: str, name: str, alt: str) -> Markup:
    """Shares with their intervals, one below the other; ``name`` tells the plots of a page apart."""
    with _axes(AROUND + ROW * len(names)) as (axes, drawn):
        rows = range(len(names))
        values = [one.value or 0.0 for one in found]
        below = [value - (one.low or 0.0) for value, one in zip(values, found, strict=True)]
        above = [(one.high or 0.0) - value for value, one in zip(values, found, strict=True)]
        axes.errorbar(values, rows, xerr=[below, above], fmt="o", color=MARK, ecolor=MARK, elinewidth=2.5, markersize=6)
        axes.set_yticks(list(rows), list(names))
        axes.set_ylim(len(names) - 0.5, -0.5)
        _in_percent(axes, label, min([one.low or 0.0 for one in found], default=0.0))
        return _page(drawn(), name, alt)


def histogram(many: Sequence[int], labels: tuple[str, str], name: str, alt: str) -> Markup:
    """How many are in each of equal parts from 0 to 1."""
    with _axes(2.6) as (axes, drawn):
        from matplotlib.ticker import MaxNLocator

        width = 1 / len(many)
        axes.bar([width * place for place in range(len(many))], list(many), width * 0.92, align="edge", color=MARK)
        axes.set_ylabel(labels[1])
        axes.yaxis.set_major_locator(MaxNLocator(integer=True))
        _in_percent(axes, labels[0])
        axes.grid(visible=False, axis="x")
        axes.grid(axis="y")
        return _page(drawn(), name, alt)


def _in_percent(axes: Axes, label: str, lowest: float = 0.0) -> None:
    """The axis from nothing to all, and from below nothing where there is something."""
    axes.set_xlim(min(lowest, 0.0) - 0.01, 1.01)
    axes.set_xticks([0, 0.2, 0.4, 0.6, 0.8, 1], ["0", "20%", "40%", "60%", "80%", "100%"])
    axes.set_xlabel(label)
    axes.grid(axis="x")


def _page(svg: bytes, name: str, alt: str) -> Markup:
    """The drawing with ids of its own, the page's colours, and what it shows in words."""
    ET.register_namespace("", _SVG)
    ET.register_namespace("xlink", _LINK)
    root = ET.fromstring(svg)  # noqa: S314 - matplotlib wrote it just now
    for metadata in root.findall(f"{{{_SVG}}}metadata"):
        root.remove(metadata)
    for element in root.iter():
        for key, value in element.items():
            element.set(key, _own(key, value, name))
    root.set("role", "img")
    root.set("aria-label", alt)
    for size in ("width", "height"):
        root.attrib.pop(size, None)
    return Markup(ET.tostring(root, encoding="unicode"))  # noqa: S704 - serialized as XML just now


def _own(key: str, value: str, name: str) -> str:
    if key == "id":
        return f"{name}-{value}"
    if key == f"{{{_LINK}}}href":
        return f"#{name}-{value.removeprefix('#')}"
    value = value.replace("url(#", f"url(#{name}-")
    for stands, colour in COLOURS.items():
        value = value.replace(stands, colour)
    return value
