"""The file of a Word document: styles, pictures, and a package whose bytes follow from what is in it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO
from types import ModuleType
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from quizgen.errors import QuizgenError
from quizgen.formats.drawings import DOTS
from quizgen.templating import encoded_whole

NAMESPACES = " ".join(
    f'xmlns:{prefix}="http://schemas.openxmlformats.org/{path}"'
    for prefix, path in {
        "w": "wordprocessingml/2006/main",
        "m": "officeDocument/2006/math",
        "r": "officeDocument/2006/relationships",
        "wp": "drawingml/2006/wordprocessingDrawing",
        "a": "drawingml/2006/main",
        "pic": "drawingml/2006/picture",
    }.items()
)
"""The prefixes of what templates write."""
MONOSPACE = "Courier New"
_LONG_AGO = (1980, 1, 1, 0, 0, 0)
_WIDTH = 17.0
"""Centimetres between the margins of a page."""


@dataclass(frozen=True, slots=True)
class Look:
    """A style of paragraphs: its base, in centimetres where it begins and where its first line does, points around."""

    base: str = "Normal"
    left: float = 0
    first: float = 0
    before: float = 0
    after: float = 4
    size: float = 11
    font: str = ""
    kept: bool = False
    tab: float = 0


STYLES: Mapping[str, Look] = {
    "Asked": Look(base="Body Text", kept=True),
    "Option": Look(left=1.4, first=-1.1, tab=1.4, after=2, kept=True),
    "Last Option": Look(base="Option", left=1.4, first=-1.1),
    "Hint": Look(before=2, after=2, kept=True),
    "Formula": Look(left=0.8),
    "Code Block": Look(left=0.8, size=9.5, font=MONOSPACE, kept=True),
    "Cell": Look(after=0, size=10, kept=True),
    "Gap": Look(after=0, size=6),
    "Head": Look(tab=_WIDTH),
    "Key": Look(before=6, kept=True),
    "Source": Look(size=8.5),
}


class Document:
    """A document that is filled once; raises QuizgenError without python-docx."""

    def __init__(self, title: str) -> None:
        self._document: Any = _library().Document()
        self._described(title)
        self._page()
        for name, look in STYLES.items():
            self._style(name, look)
        self._plain_headings()

    def picture(self, png: bytes, words: str) -> str:
        """The drawing that shows a picture, ``words`` for those who do not see it; as wide as the page at most."""
        from docx.shared import Cm, Emu
        from lxml import etree

        _, image = self._document.part.get_or_add_image(BytesIO(png))
        wide = min(Emu(image.px_width * 914_400 // DOTS), Cm(_WIDTH))
        inline = self._document.part.new_pic_inline(BytesIO(png), width=wide)
        inline.docPr.set("descr", encoded_whole(words).decode())
        return f"<w:drawing>{etree.tostring(inline, encoding='unicode')}</w:drawing>"

    def packed(self, body: bytes, footer: bytes) -> bytes:
        """The file, with the children of a body and the paragraph of a footer."""
        from docx.oxml import parse_xml

        here = self._document.element.body
        end = here.sectPr
        for child in list(parse_xml(body)):
            end.addprevious(child)
        foot = self._document.sections[0].footer
        foot.is_linked_to_previous = False
        foot.paragraphs[0]._p.getparent().replace(foot.paragraphs[0]._p, parse_xml(footer))  # noqa: SLF001 - the element
        made = BytesIO()
        self._document.save(made)
        return _dated(made)

    def _described(self, title: str) -> None:
        about = self._document.core_properties
        about.title, about.author, about.comments, about.last_modified_by = _short(title), "", "", ""
        about.created = about.modified = datetime(*_LONG_AGO)  # noqa: DTZ001 - no clock is meant

    def _page(self) -> None:
        from docx.shared import Cm

        section = self._document.sections[0]
        section.page_width, section.page_height = Cm(21), Cm(29.7)
        section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = Cm(2)

    def _style(self, name: str, look: Look) -> None:
        from docx.enum.style import WD_STYLE_TYPE
        from docx.enum.text import WD_TAB_ALIGNMENT
        from docx.shared import Cm, Pt

        style = self._document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
        style.base_style = self._document.styles[look.base]
        style.font.size = Pt(look.size)
        if look.font:
            style.font.name = look.font
        shape = style.paragraph_format
        shape.left_indent, shape.first_line_indent = Cm(look.left), Cm(look.first)
        shape.space_before, shape.space_after = Pt(look.before), Pt(look.after)
        shape.keep_together, shape.keep_with_next = True, look.kept
        if look.tab:
            right = WD_TAB_ALIGNMENT.RIGHT if look.tab == _WIDTH else WD_TAB_ALIGNMENT.LEFT
            shape.tab_stops.add_tab_stop(Cm(look.tab), right)

    def _plain_headings(self) -> None:
        """Code in its own letters, titles and headings black and no larger than a paper needs."""
        from docx.enum.style import WD_STYLE_TYPE
        from docx.shared import Pt, RGBColor

        code = self._document.styles.add_style("Code", WD_STYLE_TYPE.CHARACTER)
        code.font.name, code.font.size = MONOSPACE, Pt(10)
        self._document.styles["Normal"].font.size = Pt(11)
        for name, size in {"Title": 18, "Heading 1": 14, "Heading 2": 12, "Heading 3": 11}.items():
            font = self._document.styles[name].font
            font.size, font.color.rgb = Pt(size), RGBColor(0, 0, 0)


def _library() -> ModuleType:
    try:
        import docx
    except ImportError:
        said = '--format docx needs python-docx, which is not installed: pip install "quizgen[docx]"'
        raise QuizgenError(said) from None
    return docx


def _short(title: str) -> str:
    """As much as a document's properties hold."""
    return encoded_whole(title).decode()[:255]


def _dated(made: BytesIO) -> bytes:
    """The same package with one date and its parts in order, the list of types first."""
    result = BytesIO()
    with ZipFile(made) as old, ZipFile(result, "w", ZIP_DEFLATED) as new:
        for name in sorted(old.namelist(), key=lambda name: (name != "[Content_Types].xml", name)):
            entry = ZipInfo(name, _LONG_AGO)
            entry.compress_type, entry.create_system = ZIP_DEFLATED, 3
            new.writestr(entry, old.read(name))
    return result.getvalue()
