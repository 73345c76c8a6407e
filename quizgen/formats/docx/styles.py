"""The styles and the page of a Word document."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from msgspec import Struct

from quizgen.model import Sitting

MONOSPACE = "Courier New"
_SIZES = {"a4": (21.0, 29.7), "letter": (21.59, 27.94)}
_MARGIN = 2.0
_LARGE = 18 / 11
_LARGE_CODE = 14.5
_TWIPS = 1440 / 2.54
_GRID = re.compile("<w:tblGrid>.*?</w:tblGrid>")
_COLUMN = re.compile('w:w="([0-9]+)"')
_ACROSS = -1.0
"""A tab at the right margin."""


class Look(Struct, frozen=True):
    """A style of paragraphs: its base, in centimetres where it begins and where its first line does, points around.

    A ``line`` is drawn up to its tab. ``large`` is the size in large print, where it does not follow from the others.
    """

    base: str = "Normal"
    left: float = 0
    first: float = 0
    before: float = 0
    after: float = 4
    size: float = 11
    font: str = ""
    kept: bool = False
    tab: float = 0
    line: bool = False
    large: float = 0
    centred: bool = False


STYLES: Mapping[str, Look] = {
    "Asked": Look(base="Body Text", kept=True),
    "Option": Look(left=1.4, first=-1.1, tab=1.4, after=2, kept=True),
    "Last Option": Look(base="Option", left=1.4, first=-1.1),
    "Hint": Look(before=2, after=2, kept=True),
    "Formula": Look(left=0.8),
    "Code Block": Look(left=0.8, size=9.5, large=_LARGE_CODE, font=MONOSPACE, kept=True),
    "Cell": Look(after=0, size=10, large=_LARGE_CODE, kept=True),
    "Gap": Look(after=0, size=6, large=6, kept=True),
    "Head": Look(tab=_ACROSS),
    "Key": Look(before=6, kept=True),
    "Source": Look(size=8.5),
    "Foot": Look(after=0, size=9, large=9, tab=_ACROSS),
    "Notice": Look(before=12, after=12, centred=True),
    "Mark": Look(after=0, size=9, large=9, kept=True),
    "Work Line": Look(before=10, after=0, large=11, kept=True, tab=_ACROSS, line=True),
}
_HEADINGS = {"Title": 18, "Heading 1": 14, "Heading 2": 12, "Heading 3": 11}


def width(sitting: Sitting) -> float:
    """Centimetres between the margins of a page."""
    return _SIZES[sitting.paper][0] - 2 * _MARGIN


def widened(shown: str, sitting: Sitting) -> str:
    """Columns of tables as wide as large letters need, and no table wider than the page."""
    across = width(sitting) * _TWIPS
    return _GRID.sub(lambda found: _fitting(found[0], across, scale(sitting)), shown)


def _fitting(grid: str, across: float, wanted: float) -> str:
    factor = min(wanted, across / sum(int(found[1]) for found in _COLUMN.finditer(grid)))
    return _COLUMN.sub(lambda found: f'w:w="{int(factor * int(found[1]))}"', grid)


def styled(document: Any, sitting: Sitting) -> None:
    """The paper's size and every style, larger in large print."""
    from docx.shared import Cm

    section = document.sections[0]
    section.page_width, section.page_height = map(Cm, _SIZES[sitting.paper])
    section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = Cm(_MARGIN)
    for name, look in STYLES.items():
        _style(document, name, look, sitting)
    _headings(document, scale(sitting))


def scale(sitting: Sitting) -> float:
    """How much larger letters and pictures are in large print."""
    return _LARGE if sitting.large else 1.0


def _style(document: Any, name: str, look: Look, sitting: Sitting) -> None:
    from docx.enum.style import WD_STYLE_TYPE
    from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_TAB_ALIGNMENT, WD_TAB_LEADER
    from docx.shared import Cm, Pt

    larger = scale(sitting)
    style = document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
    style.base_style = document.styles[look.base]
    style.font.size = Pt((sitting.large and look.large) or round(2 * larger * look.size) / 2)
    if look.font:
        style.font.name = look.font
    shape = style.paragraph_format
    shape.left_indent, shape.first_line_indent = Cm(larger * look.left), Cm(larger * look.first)
    shape.space_before, shape.space_after = Pt(look.before), Pt(look.after)
    shape.keep_together, shape.keep_with_next = True, look.kept
    if look.centred:
        shape.alignment = WD_ALIGN_PARAGRAPH.CENTER
    if look.tab:
        across = look.tab == _ACROSS
        leader = WD_TAB_LEADER.LINES if look.line else WD_TAB_LEADER.SPACES
        place = WD_TAB_ALIGNMENT.RIGHT if across else WD_TAB_ALIGNMENT.LEFT
        shape.tab_stops.add_tab_stop(Cm(width(sitting) if across else larger * look.tab), place, leader)


def _headings(document: Any, larger: float) -> None:
    """Code in its own letters, titles and headings black and no larger than a paper needs; a title is large anyway."""
    from docx.enum.style import WD_STYLE_TYPE
    from docx.shared import Pt, RGBColor

    for name, size in {"Code": 10 * larger, "Cell Code": _LARGE_CODE if larger > 1 else 10}.items():
        code = document.styles.add_style(name, WD_STYLE_TYPE.CHARACTER)
        code.font.name, code.font.size = MONOSPACE, Pt(round(2 * size) / 2)
    document.styles["Normal"].font.size = Pt(11 * larger)
    for name, size in _HEADINGS.items():
        font = document.styles[name].font
        wanted = size * ((larger + 1) / 2 if name == "Title" else larger)
        font.size, font.color.rgb = Pt(round(wanted)), RGBColor(0, 0, 0)
