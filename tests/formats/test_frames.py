"""The words of the frame come from one file a language, in every format."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction
from io import BytesIO
from string import Formatter
from typing import Any

import handmade
import pytest
from msgspec.structs import replace
from pypdf import PdfReader

from quizgen import resources
from quizgen.formats import frames
from quizgen.formats.frames import Frame, frame
from quizgen.formats.markdown import format as markdown
from quizgen.formats.moodle import format as moodle
from quizgen.formats.pdf.format import pdf
from quizgen.formats.protocol import Options
from quizgen.model import Form, Sitting

GERMAN = Sitting(language="de")
EVERY = pytest.mark.parametrize("language", frames.languages())
TEMPLATES = (
    "exam.typ.j2",
    "exam-key.typ.j2",
    "exam/style.typ",
    "exam/item.typ.j2",
    "exam/answers.typ.j2",
    "exam/kit.typ",
    "booklet.typ.j2",
    "key-sheet.typ.j2",
    "slides/answers.typ.j2",
    "slides/deck.typ.j2",
    "slides/pages.typ",
    "slides/style.typ",
    "slides/votes.typ",
    "markdown.md.j2",
    "latex.tex.j2",
    "latex/answers.tex.j2",
    "latex/item.tex.j2",
    "latex/style.tex",
    "word.xml.j2",
    "word/answers.xml.j2",
    "word/footer.xml.j2",
    "anki/answer.html.j2",
    "anki/hints.html.j2",
    "anki/key.html.j2",
    "anki/remarks.html.j2",
    "ipynb/question.md.j2",
    "ipynb/solution.md.j2",
    "ipynb/section.md.j2",
)


def words_of(words: Frame) -> Iterator[tuple[str, str]]:
    for key in Frame.__struct_fields__:
        value = getattr(words, key)
        yield key, value if isinstance(value, str) else " ".join(value)


def printed(form: Form, *, key: bool = False) -> str:
    text = " ".join(page.extract_text() for page in PdfReader(BytesIO(pdf(form, key=key))).pages)
    return re.sub(r"\s+", " ", text)


def page(form: Form) -> str:
    (file, *_) = markdown.FORMAT.write([form], Options("exam", key=True))
    return b"".join(file.chunks).decode()


def test_there_are_english_and_german() -> None:
    assert {"de", "en"} <= set(frames.languages())


@EVERY
def test_a_language_has_all_words_and_the_same_names_in_braces(language: str) -> None:
    pairs = zip(words_of(frame(language)), words_of(frame()), strict=True)
    for (key, words), (_, english) in pairs:
        assert words.strip(), key
        assert set(fields(words)) == set(fields(english)), key


def fields(words: str) -> list[str]:
    return [name for _, name, _, _ in Formatter().parse(words) if name is not None]


@pytest.mark.parametrize("name", TEMPLATES)
def test_no_template_of_an_exam_holds_a_word_of_the_frame(name: str) -> None:
    text = (resources.templates() / name).read_text(encoding="utf-8")
    text = re.sub(r"(?m)^%.*$", "", text) if name.endswith(".tex") else text
    shown = re.sub(r"\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\}|//[^\n]*", "", text, flags=re.DOTALL)
    quoted = " ".join(re.findall(r'"([^"]*)"', shown)) if "typ" in name else shown
    for key, words in words_of(frame()):
        if words[:1].isupper() and not fields(words):
            assert not re.search(rf"\b{re.escape(words)}\b", quoted), key


def test_a_paper_in_german_has_no_english_word_around_its_questions(form: Form) -> None:
    sheet = replace(form, notes=(), items=form.items[:8], ordered=True, sitting=replace(GERMAN, wrong=Fraction(1, 4)))
    own = [words for key, words in words_of(frame()) if key not in {"language", "months", "name"} and not fields(words)]
    for text in (printed(sheet), page(sheet)):
        found = [word for word in own if len(word) > 6 and word in text]
        assert not found
    assert "Variante A" in printed(sheet)
    assert "31. Januar 2026" in printed(sheet)
    assert "1,5 Punkte" in printed(sheet)
    assert "kostet eine falsche 25 % der Punkte" in printed(sheet)
    assert "Lösungen mit Lösungsweg" in printed(sheet, key=True)
    assert "## Aufgabe 2 (1,5 Punkte)" in page(sheet)


def test_a_document_says_its_language(form: Form) -> None:
    reader = PdfReader(BytesIO(pdf(replace(form, items=form.items[:1], sitting=GERMAN))))
    root: Any = reader.root_object
    assert root["/Lang"] == "de"


def test_moodle_asks_for_a_hyphen_in_the_frames_language() -> None:
    question = replace(handmade.numerical().question, signed=True)
    form = Form("T", "1", (replace(handmade.numerical(), question=question),), sitting=GERMAN)
    (file,) = moodle.FORMAT.write([form], Options("exam"))
    written = b"".join(file.chunks).decode()
    assert frame("de").hyphen in written
    assert frame("en").hyphen not in written


@pytest.mark.parametrize(
    ("language", "date", "said"),
    [
        ("en", "2026-03-08", "8 March 2026"),
        ("de", "2026-03-08", "8. März 2026"),
        ("en", "2026-13-08", "2026-13-08"),
        ("en", "in March", "in March"),
    ],
)
def test_dates_are_written_as_people_write_them(language: str, date: str, said: str) -> None:
    assert frame(language).dated(date) == said


def test_instructions_given_as_a_list_are_paragraphs(form: Form) -> None:
    several = replace(form, items=form.items[:1], notes=("The first.", "The second."))
    assert {"The first.", "The second."} <= set(printed_lines(several))
    assert "\n\nThe first.\n\nThe second.\n\n" in page(several)


def printed_lines(form: Form) -> list[str]:
    return PdfReader(BytesIO(pdf(form))).pages[0].extract_text().split("\n")


def test_marking_is_told_where_it_is_laid_down(form: Form) -> None:
    for wrong, said in ((None, ""), (Fraction(0), "costs nothing."), (Fraction("0.125"), "a wrong one costs 12.5%")):
        marked = replace(form, items=form.items[:1], sitting=Sitting(wrong=wrong), ordered=True)
        for text in (printed(marked), page(marked)):
            assert (said or "costs") in text if said else "costs" not in text
