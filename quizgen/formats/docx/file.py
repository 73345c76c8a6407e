"""The file of a Word document: styles, pictures, and a package whose bytes follow from what is in it."""

from __future__ import annotations

from datetime import datetime
from functools import cache
from io import BytesIO
from types import ModuleType
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from quizgen.errors import QuizgenError
from quizgen.formats.docx.styles import scale, styled, width
from quizgen.formats.drawings import DOTS
from quizgen.formats.frames import known_as
from quizgen.model import Sitting
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
_LONG_AGO = (1980, 1, 1, 0, 0, 0)


class Document:
    """A document that is filled once; raises QuizgenError without python-docx."""

    def __init__(self, title: str, sitting: Sitting) -> None:
        self._document: Any = _library().Document(BytesIO(_empty(Sitting(paper=sitting.paper, large=sitting.large))))
        self._width, self._scale = width(sitting), scale(sitting)
        self._described(title)
        self._spoken(known_as(sitting.language))

    def picture(self, png: bytes, words: str) -> str:
        """The drawing that shows a picture, ``words`` for those who do not see it; as wide as the page at most."""
        from docx.shared import Cm, Emu
        from lxml import etree

        _, image = self._document.part.get_or_add_image(BytesIO(png))
        wide = min(Emu(round(self._scale * image.px_width * 914_400 / DOTS)), Cm(self._width))
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

    def _spoken(self, language: str) -> None:
        """The language of all words that say nothing of theirs."""
        from docx.oxml.ns import qn

        self._document.core_properties.language = language
        for one in self._document.styles.element.iter(qn("w:lang")):
            one.set(qn("w:val"), language)


def _library() -> ModuleType:
    try:
        import docx
    except ImportError:
        said = '--format docx needs python-docx, which is not installed: pip install "quizgen[docx]"'
        raise QuizgenError(said) from None
    return docx


@cache
def _empty(paper: Sitting) -> bytes:
    """A document with the styles for the paper and nothing else: to make them takes as long as to fill a short exam."""
    made, document = BytesIO(), _library().Document()
    styled(document, paper)
    document.save(made)
    return made.getvalue()


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
