"""The exam on paper and its Typst source: whole, the same every time, and words stay words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction
from io import BytesIO
from typing import Any

import pytest
from handmade import CONCEPT, answered
from msgspec.structs import replace
from pypdf import PdfReader

from quizgen.answers import Answer, Choice, Matching, Multiple, Numerical, Option, Ordering, Slip
from quizgen.formats.foot import fingerprint
from quizgen.formats.frames import frame
from quizgen.formats.pdf import format as pdf
from quizgen.formats.protocol import File, Options
from quizgen.formats.typst import format as typst
from quizgen.model import Evidence, Figure, Form, Item, Part, Question
from quizgen.text import Table, Text

LAYERS = Table(("layer", "kernel_size"), (("Conv2d", "3"), ("MaxPool2d", "2")), "The layers in order")
CHAIN = {"input": "input", "layers": [{"type": "Conv2d", "kernel_size": 3}]}
HOSTILE = '#read("/etc/passwd") *b* _u_ $x$ `c` "q" \\ \\u{41} // @r <l> [x] {y} {{ 7*7 }} {% x %} ~ --'


VALUES = (56, 111, 112, 113)
SOLUTION = Text("First the formula $floor((n + 2*padding)/stride)$.\n\n$$o == {o}$$", {"o": 987})


def option(value: int, *, right: bool) -> Option:
    slip = None if right else Slip(f"mistake-{value}", CONCEPT, Text(f"Feedback on {value}."))
    return Option(Text("{value}", {"value": value}), value, slip)


def offered(*right: int) -> tuple[Option, ...]:
    return tuple(option(value, right=value in right) for value in VALUES)


def item(name: str, answer: Answer, stem: Text, *figures: Figure) -> Item:
    question = Question(
        id=name,
        family="family",
        topic="topic",
        level="easy",
        asks="output_size",
        params={},
        stem=stem,
        parts=(Part(answer, (SOLUTION,)),),
        source=f"Source of {name}",
        where="here",
        figures=figures,
    )
    return Item(question, Evidence("2.13.0", ()))


def asked(one: Item, **changes: Any) -> Item:
    return replace(one, question=replace(one.question, **changes))


KERNEL = Figure("kernel", {"kernel_size": 3, "dilation": 2}, Text("A kernel with {n} holes.", {"n": 16}), "solution")
DRAWING = Figure("chain", CHAIN, Text("One layer."))
NUMERICAL = Numerical(112, tuple(one for one in offered(112) if one.slip))
PLUS_ONE = Text("Which of these give ${n} + 1$?", {"n": 4711})
HALVED = Text("A map of {n} × {n} goes through `Conv2d(stride={s})`.", {"n": 1224, "s": 2})
ITEMS = (
    item("one", Choice(offered(112), right=2), HALVED, DRAWING),
    item(
        "all",
        Multiple(offered(56, 112), frozenset([0, 2])),
        Text("Which of these give ${n} + 1$?", {"n": 4711}),
        KERNEL,
    ),
    replace(item("number", NUMERICAL, Text("Layers:\n\n{t}\n\nHow many?", {"t": LAYERS})), worth=Fraction(5, 2)),
)
FORM = Form("Midterm", "seed-4242", ITEMS, "B", "Deep Learning", "12 November 2026", ("No calculators.",))
BOTH = pytest.mark.parametrize("key", [False, True], ids=["exam", "key"])


def read(form: Form, *, key: bool = False) -> PdfReader:
    return PdfReader(BytesIO(pdf.pdf(form, key=key)))


def words(form: Form, *, key: bool = False) -> str:
    return re.sub(r"\s+", " ", " ".join(page.extract_text() for page in read(form, key=key).pages))


def squeezed(text: str) -> str:
    return re.sub(r"\s", "", text)


def files(format_: pdf.PdfFormat | typst.TypstFormat, *forms: Form) -> list[File]:
    return list(format_.write(forms, Options("midterm")))


def test_each_form_is_an_exam_and_its_key() -> None:
    forms = (FORM, replace(FORM, name=""))
    assert [file.name for file in files(pdf.FORMAT, *forms)] == [
        "midterm-b.pdf",
        "midterm-b-key.pdf",
        "midterm.pdf",
        "midterm-key.pdf",
    ]


def test_the_source_is_what_the_pdf_is_made_of() -> None:
    exam, key = files(typst.FORMAT, FORM)
    assert (exam.name, key.name) == ("midterm-b.typ", "midterm-b-key.typ")
    assert b"".join(exam.chunks).decode() == typst.source(FORM)
    assert b"".join(key.chunks).decode() == typst.source(FORM, key=True)
    assert b"".join(files(pdf.FORMAT, FORM)[1].chunks) == pdf.pdf(FORM, key=True)


@BOTH
def test_it_is_tagged_titled_and_in_english(key: bool) -> None:  # noqa: FBT001 - a parameter of the test
    reader = read(FORM, key=key)
    root: Any = reader.root_object
    bookmarks: Any = reader.outline
    assert reader.metadata is not None
    assert reader.metadata.title == "Midterm, Form B" + (": Key and worked solutions" if key else "")
    assert root["/Lang"] == "en"
    assert root["/MarkInfo"]["/Marked"]
    assert b"pdfuaid" in root["/Metadata"].get_data()
    assert [entry.title for entry in bookmarks] == ["Question 1", "Question 2", "Question 3"]


@BOTH
def test_the_same_form_gives_the_same_bytes(key: bool) -> None:  # noqa: FBT001 - a parameter of the test
    made = pdf.pdf(FORM, key=key)
    pdf.pdf(replace(FORM, title="Another"))
    assert pdf.pdf(FORM, key=key) == made


def test_a_page_says_what_a_department_wants_to_know() -> None:
    shown = words(FORM)
    for wanted in (
        "Deep Learning",
        "12 November 2026",
        "Midterm",
        "Form B",
        "/ 4.5 points",
        "Name",
        "Student number",
        "No calculators.",
        "Page 1 of 1",
        fingerprint(FORM),
    ):
        assert wanted in shown


def test_instructions_follow_from_the_kinds_unless_there_are_others() -> None:
    plain = words(replace(FORM, notes=()))
    present = [frame().of_choice, frame().of_multiple, frame().of_numerical]
    for hint in ("Answer all 3 questions.", *present):
        assert hint in plain
        assert hint not in words(FORM)
    alone = words(replace(FORM, items=ITEMS[2:], notes=()))
    assert "Answer the question. Where there are no options, write a number on the line." in alone
    assert "Tick" not in alone


@BOTH
def test_stems_options_and_points_are_all_there(key: bool) -> None:  # noqa: FBT001 - a parameter of the test
    shown = words(FORM, key=key)
    for wanted in ("1,224 × 1,224", "Conv2d(stride=2)", "4,711", "layer kernel_size", "MaxPool2d 2", "2.5 points"):
        assert wanted in shown
    assert shown.count("A 56 B 111 C 112 D 113") == 2
    assert shown.count("tick one") == shown.count("tick all that apply") == 1


PLACES = tuple(
    Option(Text(f"Answer {place}"), Text(f"Answer {place}"), Slip("mixes-up", CONCEPT, Text(f"On {place}.")))
    for place in range(4)
)
MATCHED = Matching((Text("One"), Text("Two"), Text("`x`")), PLACES, (2, 0, 1))
ORDERED = Ordering(tuple(one.text for one in PLACES), (3, 1, 0, 2), Slip("mixes-up", CONCEPT, Text("On any.")))
PLACED = replace(FORM, items=(item("a", MATCHED, Text("Match?")), item("b", ORDERED, Text("Order?"))))


def test_prompts_stand_beside_the_answers_and_steps_above_their_lines() -> None:
    shown = words(PLACED)
    for wanted in ("1. One", "2. Two", "3. x", "A Answer 0", "D Answer 3", "1 point match", "put in order"):
        assert wanted in shown
    assert "Order:" in shown
    assert "mixes-up" not in shown


def test_the_key_puts_letters_on_the_lines_and_says_what_belongs_where() -> None:
    key = words(PLACED, key=True)
    for wanted in ("C 1. One", "A 2. Two", "B 3. x", "Key: 1 C, 2 A, 3 B", "2. D, B, A, C"):
        assert wanted in key
    assert "Key: D) Answer 3 B) Answer 1 A) Answer 0 C) Answer 2" in key
    assert "D mixes-up: On 3." in key
    assert "A On 0." in key
    assert "Other orders mixes-up: On any." in key
    assert squeezed(key).count("Order:DBAC") == 1


def test_every_page_has_its_number() -> None:
    reader = read(replace(FORM, items=tuple(asked(ITEMS[0], id=f"one-{number}") for number in range(20))))
    last = len(reader.pages)
    assert last > 2
    for number, page in enumerate(reader.pages, start=1):
        assert f"Page {number} of {last}" in page.extract_text()


def test_an_item_stays_on_one_page() -> None:
    items = tuple(asked(ITEMS[0], stem=Text("Stem {n}.", {"n": 1000 + number})) for number in range(20))
    pages = [page.extract_text() for page in read(replace(FORM, items=items)).pages]
    for page in pages:
        assert page.count("Stem ") == page.count("113") == page.count("tick one")
    assert sum(page.count("Stem ") for page in pages) == 20


def test_the_end_of_an_endless_stem_stays_with_its_options() -> None:
    stem = Text("\n\n".join([*["Words and more words. " * 60] * 12, "The question itself?"]))
    form = replace(FORM, items=(asked(ITEMS[0], stem=stem), *ITEMS[1:]))
    pages = [page.extract_text() for page in read(form).pages]
    assert "Words and more" in pages[0]
    assert len(pages) > 2
    [last] = [page for page in pages if "The question itself?" in page]
    assert last.index("The question itself?") < last.index("113")


def test_only_the_key_knows_the_answers() -> None:
    exam, key = words(FORM), words(FORM, key=True)
    both = exam + typst.source(FORM)
    for secret in ("987", "mistake-56", "Feedback on", "Source of", "seed-4242", "holes"):
        assert secret not in both
        assert secret in key + typst.source(FORM, key=True)
    for answer in ("1. C", "2. A, C", "3. 112", "Key: C", "Key: A, C", "Key: 112"):
        assert answer in key
        assert answer not in exam
    assert "ticked: true" not in typst.source(FORM)
    assert typst.source(FORM, key=True).count("ticked: true") == 3


def test_the_key_says_what_each_wrong_option_means() -> None:
    key = words(FORM, key=True)
    assert "A mistake-56: Feedback on 56. B mistake-111: Feedback on 111. D mistake-113" in key
    assert "B mistake-111: Feedback on 111. D mistake-113: Feedback on 113." in key
    assert "56 mistake-56: Feedback on 56. 111 mistake-111" in key


def test_figures_and_formulas_are_spoken() -> None:
    spoken = alternatives(read(FORM)), alternatives(read(FORM, key=True))
    assert {"One layer.", "4,711 plus 1"} <= spoken[0]
    assert {"One layer.", "A kernel with 16 holes.", "o equals 987"} <= spoken[1]
    assert "A kernel with 16 holes." not in spoken[0]


def alternatives(reader: PdfReader) -> set[str]:
    size: Any = reader.trailer["/Size"]
    objects: Iterator[Any] = (reader.get_object(number) for number in range(1, size))
    return {str(found["/Alt"]) for found in objects if isinstance(found, dict) and "/Alt" in found}


@BOTH
def test_hostile_words_stay_words(key: bool) -> None:  # noqa: FBT001 - a parameter of the test
    hostile = Text("{w} and `{w}`\n\n{t}", {"w": HOSTILE, "t": Table((HOSTILE, "b"), (("a", HOSTILE),), HOSTILE)})
    line = Text("{w}", {"w": HOSTILE})
    slip = Slip("mistake", CONCEPT, line)
    options = tuple(Option(line, value, None if value == 112 else slip) for value in VALUES)
    figure = Figure("chain", {"input": HOSTILE, "layers": [{"type": HOSTILE}]}, hostile)
    evil = answered(
        *(ITEMS[0], Choice(options, right=2), hostile), id=HOSTILE, stem=hostile, source=HOSTILE, figures=(figure,)
    )
    form = Form(HOSTILE, HOSTILE, (evil,), HOSTILE, HOSTILE, HOSTILE, (HOSTILE,))
    found = squeezed(words(form, key=key)).count(squeezed(HOSTILE))
    # Title, course, date, form twice, note or seed; stem 2, table 2, figure 2, options 4; then solution 4, feedback 3,
    # source and id. The title stands on later pages too.
    assert found >= (25 if key else 16)


def test_the_mark_of_a_right_option_lies_behind_its_formula() -> None:
    """What is painted later hides what is there."""
    assert painted_before_the_mark("$floor((n + 2*padding)/stride)$ rows") == painted_before_the_mark("rows")


def painted_before_the_mark(option: str) -> int:
    """Pieces of text, of an only question whose right option comes first."""
    slip = Slip("mistake", CONCEPT, Text("No."))
    options = (Option(Text(option), 1, None), Option(Text("none"), 2, slip))
    form = replace(FORM, items=(item("one", Choice(options, right=0), Text("Which?")),))
    stream = read(form, key=True).pages[0].get_contents()
    assert stream is not None
    before, grey, _ = stream.get_data().partition(b"0.8784314 scn")
    assert grey
    return before.count(b"BT")


def test_the_exams_number_tells_papers_apart_but_not_their_keys() -> None:
    same = replace(FORM, items=(answered(ITEMS[0], Choice(offered(56), right=0)), *ITEMS[1:]))
    assert fingerprint(same) == fingerprint(FORM)
    assert fingerprint(replace(FORM, items=ITEMS[::-1])) != fingerprint(FORM)
