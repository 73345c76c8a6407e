"""Sections in every format: hostile headings stay words, and what is printed is compiled."""

from __future__ import annotations

import re
import shutil
import subprocess
from io import BytesIO
from pathlib import Path

import pytest
from hostile import HOSTILE
from jsonschema import validate
from lxml import etree
from markdown_it import MarkdownIt
from msgspec.structs import replace
from pypdf import PdfReader

from quizgen import catalog, resources
from quizgen.errors import QuizgenError
from quizgen.formats.booklet import booklet
from quizgen.formats.pdf.format import pdf, printed
from quizgen.formats.protocol import Options
from quizgen.model import Form, Section, Sitting

SHOWN = HOSTILE.replace("\x07", "")
PROGRAM = shutil.which("pdflatex")


@pytest.fixture
def parted(form: Form) -> Form:
    first = Section(SHOWN, (SHOWN, "Second paragraph."), 2)
    return replace(form, sections=(first, Section(SHOWN, (), len(form.items) - 2)))


def bare(words: str) -> str:
    return re.sub(r"[\s-]", "", words).replace("’", "'")


def main_file(form: Form, fmt: str) -> bytes:
    first, *_ = catalog.formats()[fmt].write([form], Options("exam"))
    return b"".join(first.chunks)


@pytest.mark.parametrize("key", [False, True])
def test_the_pdf_shows_headings_and_the_exam_alone_their_instructions(parted: Form, key: bool) -> None:  # noqa: FBT001
    page = bare("".join(page.extract_text() for page in PdfReader(BytesIO(pdf(parted, key=key))).pages))
    assert page.count(bare(SHOWN)) == (2 if key else 3)
    assert ("Secondparagraph." in page) is not key


def test_the_booklet_shows_headings_without_instructions(parted: Form) -> None:
    page = bare("".join(page.extract_text() for page in PdfReader(BytesIO(printed(booklet(parted), parted))).pages))
    assert page.count(bare(SHOWN)) == 2
    assert "Secondparagraph." not in page


def test_questions_are_headings_a_level_below_their_section(parted: Form) -> None:
    tree = PdfReader(BytesIO(pdf(parted))).trailer["/Root"]["/StructTreeRoot"]  # type: ignore[index]
    kinds = re.findall(r"/H[12]", str(_kinds(tree)))
    assert (kinds.count("/H1"), kinds.count("/H2")) == (2, len(parted.items))
    assert kinds[0] == "/H1"


def _kinds(node: object) -> object:
    """The sorts of all elements below one, as they come."""
    held = node.get_object() if hasattr(node, "get_object") else node
    if isinstance(held, list):
        return [_kinds(one) for one in held]
    return [held.get("/S"), _kinds(held["/K"])] if isinstance(held, dict) and "/K" in held else []


def test_markdown_has_them_as_headings(parted: Form) -> None:
    tokens = MarkdownIt().parse(main_file(parted, "markdown").decode())
    levels = [one.tag for one in tokens if one.type == "heading_open"]
    assert (levels.count("h1"), levels.count("h2"), levels.count("h3")) == (1, 2, len(parted.items))


def test_moodle_has_a_category_for_each(parted: Form) -> None:
    paths = [one.findtext("category/text") or "" for one in etree.fromstring(main_file(parted, "moodle"))]
    numbered = {found[1] for path in paths if (found := re.search(r"(?<!/)/ ?([12])\. ", path))}
    assert numbered == {"1", "2"}


def test_the_json_fits_its_schema(parted: Form) -> None:
    import json

    schema = json.loads((resources.banks() / "schema" / "items.schema.json").read_text("utf-8"))
    validate(json.loads(main_file(parted, "json")), schema)


def test_word_has_them_as_headings(parted: Form) -> None:
    docx = pytest.importorskip("docx")
    paragraphs = docx.Document(BytesIO(main_file(parted, "docx"))).paragraphs
    found = [one.text for one in paragraphs if one.style.name == "Heading 1"]
    assert [bare(one).startswith(bare(SHOWN)) for one in found] == [True, True]
    assert any(one.text == "Second paragraph." for one in paragraphs)


def test_word_begins_the_page_behind_a_cover_with_the_first_of_them(parted: Form) -> None:
    docx = pytest.importorskip("docx")
    form = replace(parted, sitting=Sitting(cover=True))
    paragraphs = docx.Document(BytesIO(main_file(form, "docx"))).paragraphs
    (first,) = [one for one in paragraphs if one.paragraph_format.page_break_before]
    assert (first.style.name, bare(first.text).startswith(bare(SHOWN))) == ("Heading 1", True)


def test_a_character_that_no_font_has_is_told_with_its_section(parted: Form) -> None:
    form = replace(parted, sections=(replace(parted.sections[0], title="漢"), parted.sections[1]))
    with pytest.raises(QuizgenError, match="the heading or an instruction of the section '漢' cannot be printed"):
        pdf(form)


@pytest.mark.slow
@pytest.mark.skipif(
    PROGRAM is None, reason="NOT JUDGED: there is no pdflatex; apt-get install texlive-latex-extra lmodern"
)
def test_pdflatex_sets_them(parted: Form, tmp_path: Path) -> None:
    for file in catalog.formats()["latex"].write([parted], Options("exam")):
        path = tmp_path / file.name
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(b"".join(file.chunks))
    command = [str(PROGRAM), "-interaction=nonstopmode", "-halt-on-error", "exam-a.tex"]
    run = subprocess.run(command, cwd=tmp_path, check=False, capture_output=True, text=True, errors="replace")
    assert run.returncode == 0, run.stdout[-2000:]
    page = bare("".join(page.extract_text() for page in PdfReader(tmp_path / "exam-a.pdf").pages))
    assert page.count(bare(SHOWN)) == 3
