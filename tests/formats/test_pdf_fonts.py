"""Characters that no font has are told with their place; an exam may bring fonts of its own."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import pytest
from msgspec.structs import replace
from pypdf import PdfReader

from quizgen.errors import QuizgenError
from quizgen.formats.pdf.format import pdf
from quizgen.model import Form, Sitting
from quizgen.text import Text

FONT = str(Path(__file__).parent / "fonts" / "one-glyph.ttf")


def test_what_cannot_be_printed_names_its_item(form: Form) -> None:
    question = replace(form.items[1].question, id="strange-item", stem=Text("A 漢 map"))
    strange = replace(form.items[1], question=question)
    with pytest.raises(QuizgenError, match=r"the item 'strange-item' cannot be printed: no font has '漢' \(U\+6F22\);"):
        pdf(replace(form, items=(form.items[0], strange)))
    with pytest.raises(QuizgenError, match="the course '漢' cannot be printed: no font has '漢'"):
        pdf(replace(form, course="漢"))
    with pytest.raises(QuizgenError, match="paragraph 2 of the instructions, 'No 😀', cannot be printed"):
        pdf(replace(form, notes=("No calculators.", "No 😀")))


def test_a_font_that_the_exam_brings_prints_what_others_lack(form: Form) -> None:
    brought = Sitting(fonts=(FONT,))
    printed = PdfReader(BytesIO(pdf(replace(form, course="漢", sitting=brought), key=True)))
    assert "漢" in "".join(page.extract_text() for page in printed.pages)
    with pytest.raises(QuizgenError, match="the course '字' cannot be printed: no font has '字'"):
        pdf(replace(form, course="字", sitting=brought))
