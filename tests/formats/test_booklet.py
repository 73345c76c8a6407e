"""The booklet of solutions: for those who sat the exam, with nothing that belongs to the instructor alone."""

from __future__ import annotations

import re
from io import BytesIO

import pytest
from handmade import OPTIONS, answered
from hostile import HOSTILE
from msgspec.structs import replace
from pypdf import PdfReader

from quizgen.answers import Choice
from quizgen.formats import booklet as booklets
from quizgen.formats.booklet import booklet, told
from quizgen.formats.frames import frame
from quizgen.formats.pdf.format import FORMAT, pdf, printed
from quizgen.formats.protocol import Options
from quizgen.formats.typst.format import FORMAT as TYPST
from quizgen.model import Form, Sitting
from quizgen.text import Text
from quizgen.text.markdown import MARKDOWN
from quizgen.text.speech import SPEECH


def text(form: Form) -> str:
    return _text(printed(booklet(form), form))


def _text(made: bytes) -> str:
    return re.sub(r"\s+", " ", " ".join(page.extract_text() for page in PdfReader(BytesIO(made)).pages))


@pytest.fixture
def sealed(form: Form) -> Form:
    return replace(form, seed="secret-4242", seal="QQSEALQQ22")


def test_it_has_the_answer_the_way_and_what_is_said_about_every_other_answer(sealed: Form) -> None:
    found = text(sealed)
    assert "Worked solutions" in found
    assert "Answer: B" in found
    assert "Answer: B, D" in found
    for item in sealed.items:
        for one in told(item.question, frame("en")):
            words = re.sub(r"\$[^$]*\$|`[^`]*`|[^\w$`]", " ", MARKDOWN.line(one.feedback)).split()
            assert words
            assert all(word in found for word in words)


def test_it_shows_the_seal_and_neither_seed_nor_ids_nor_names_of_mistakes(sealed: Form) -> None:
    found, key = text(sealed), _text(pdf(sealed, key=True))
    assert "seal QQSEALQQ22" in found
    assert "seal QQSEALQQ22" in key
    slips = {option.slip.id for item in sealed.items for option in item.question.options if option.slip}
    for hidden in ("secret-4242", *(item.id for item in sealed.items), *(slip for slip in slips if "-" in slip)):
        assert hidden not in found
    assert "secret-4242" in key
    assert all(item.id in key for item in sealed.items)


def test_a_wrong_option_is_told_by_its_letter_and_by_what_it_is(form: Form) -> None:
    choice, numerical = (list(told(form.items[place].question, frame("en"))) for place in (0, 1))
    assert [SPEECH.line(one.about)[:2] for one in choice] == ["A ", "C ", "D "]
    assert all(SPEECH.line(one.about)[0].isdigit() for one in numerical)


def test_it_has_no_boxes_to_tick_and_no_lines_to_write_on(form: Form) -> None:
    calls = booklet(form).split("// What is right")[1].split("#masthead(")[1]
    assert "option(" not in calls
    assert "answer-line" not in calls


def test_it_is_written_where_it_is_wished_and_else_not(form: Form) -> None:
    for fmt, end in ((FORMAT, "pdf"), (TYPST, "typ")):
        usual = [file.name for file in fmt.write([form], Options("x"))]
        wished = [file.name for file in fmt.write([form], Options("x", booklet=True))]
        assert usual == [f"x-a.{end}", f"x-a-key.{end}"]
        assert wished == [*usual, f"x-a-{booklets.NOTE}.{end}"]


def test_the_same_form_gives_the_same_bytes(form: Form) -> None:
    assert printed(booklet(form), form) == printed(booklet(form), form)


def test_hostile_words_stay_words(form: Form) -> None:
    words = Text("{w} and `{w}`", {"w": HOSTILE.replace("\x07", "")})
    said = [replace(one, slip=one.slip and replace(one.slip, feedback=words)) for one in OPTIONS]
    item = answered(form.items[0], Choice(tuple(said), right=1), words, stem=words)
    title = words.values["w"]
    assert text(replace(form, title=str(title), course=str(title), items=(item,))).count("{{ s }}") >= 12


def test_words_around_the_solutions_are_the_frames(form: Form) -> None:
    found = text(replace(form, sitting=Sitting(language="de")))
    for words in ("Lösungsheft", "Antwort: C", "Warum andere Antworten falsch sind"):
        assert words in found
    assert "Answer:" not in found
