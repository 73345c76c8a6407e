"""Canvas gets a package: what is in it, how it is marked, and what is refused."""

from __future__ import annotations

import os
from collections.abc import Callable
from fractions import Fraction
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import handmade
import handmade_parts
import pytest
from lxml import etree
from msgspec.structs import replace
from qti12_player import Played, Response, document, played, shown

from quizgen.answers import Answer, Matching, Numerical
from quizgen.errors import QuizgenError, UsageError
from quizgen.formats.protocol import Options
from quizgen.formats.qti12.format import FORMAT, Qti12Format
from quizgen.model import Form, Item, Section, Sitting
from quizgen.text import Text

SCHEMAS = os.environ.get("QUIZGEN_QTI_SCHEMAS", "")
NAMES = {"questions.xml": "qti12/ims_qtiasiv1p2.xsd", "imsmanifest.xml": "imscp_v1p1.xsd"}


def package(form: Form, **options: object) -> bytes:
    (file,) = FORMAT.write([form], replace(Options("exam"), **options))
    assert file.name.endswith(".qti12.zip")
    return b"".join(file.chunks)


def alone(item: Item) -> Form:
    return Form("Midterm", "7", (item,))


def questions(item: Item, **options: object) -> list[Played]:
    return played(package(alone(item), **options))


def only(item: Item) -> Played:
    (question,) = questions(item)
    return question


def chosen(question: Played, *words: str) -> Response:
    """The answer of somebody who chooses what has these words."""
    (field,) = question.fields
    offered = {said: ident for ident, said in question.labels(field).items()}
    return {field: frozenset(offered[one] for one in words)}


def typed(question: Played, *words: str) -> Response:
    """The answer of somebody who types into gaps: Canvas takes what stands in one of a gap's labels."""
    found = {}
    for field, said in zip(question.fields, words, strict=True):
        right = next(iter(question.labels(field)))
        found[field] = frozenset([right] if said in question.labels(field).values() else [])
    return found


def test_golden(form: Form, golden: Callable[[str, bytes], None]) -> None:
    with ZipFile(BytesIO(package(form))) as opened:
        golden("canvas.xml", opened.read("questions.xml"))


def test_the_same_form_gives_the_same_bytes(form: Form) -> None:
    assert package(form) == package(form)


@pytest.mark.skipif(not SCHEMAS, reason="NOT JUDGED: QUIZGEN_QTI_SCHEMAS names no folder with the schemas of IMS")
def test_packages_are_valid_by_the_schemas_of_ims(form: Form, hostile: Form) -> None:
    sections = (Section("One & <two>", ("Read.",), 4), Section("Rest", (), len(form.items) - 4))
    for one in (form, hostile, replace(form, sections=sections, sitting=Sitting(duration=90))):
        for name, schema in NAMES.items():
            judge = etree.XMLSchema(etree.parse(str(Path(SCHEMAS, schema))))
            judge.validate(document(package(one), name))
            assert not list(judge.error_log)


def test_a_right_choice_has_all_points_and_each_option_its_feedback() -> None:
    question = only(handmade.choice())
    assert question.type == "multiple_choice_question"
    assert question.score(chosen(question, "1,024"))[0] == 100
    score, said = question.score(chosen(question, "1,023"))
    assert score == 0
    assert [shown(question.feedback(one)) for one in said if one != "general_fb"] == [
        "The steps are counted; the first position is one more."
    ]
    assert "general_fb" in said


def test_several_options_are_right_together_only() -> None:
    question = only(handmade.multiple())
    right = ["Conv2d(kernel_size=2, stride=2)", "Conv2d(kernel_size=1, stride=2)"]
    assert question.type == "multiple_answers_question"
    assert question.score(chosen(question, *right))[0] == 100
    assert question.score(chosen(question, right[0]))[0] == 0
    assert question.score(chosen(question, *right, "Conv2d(kernel_size=7, stride=3)"))[0] == 0


def test_true_or_false_is_that_of_canvas() -> None:
    question = only(handmade.true_false())
    assert question.type == "true_false_question"
    assert question.score(chosen(question, "False"))[0] == 100


def answered(item: Item, answer: Answer) -> Item:
    """The item with this answer."""
    part = replace(item.question.parts[0], answer=answer)
    return replace(item, question=replace(item.question, parts=(part,)))


def number(answer: Numerical) -> Item:
    return answered(handmade.numerical(), answer)


@pytest.mark.parametrize(
    ("key", "tolerance", "right", "wrong"),
    [
        (1024, 0, ["1024", "1024.0"], ["1023", "1025", "1024.5"]),
        (Fraction(1595869, 10**6), Fraction(1, 200), ["1.6", "1.591", "1.595869"], ["1.59", "1.601"]),
        (Fraction(469, 200), Fraction(1, 200), ["2.34", "2.35"], ["2.339", "2.351"]),
        (Fraction(-1, 3), Fraction(1, 200), ["-0.33", "-.333333", "-0.3333333333"], ["-0.34", "0.33"]),
    ],
)
def test_a_number_is_right_within_its_tolerance(
    key: Fraction, tolerance: Fraction, right: list[str], wrong: list[str]
) -> None:
    question = only(number(Numerical(key, tolerance=tolerance)))
    assert question.type == "numerical_question"
    for words in right:
        assert question.score({"response1": frozenset([words])}) == (100, ["general_fb", "correct_fb"])
    for words in wrong:
        assert question.score({"response1": frozenset([words])})[0] == 0


def test_no_condition_that_gives_points_is_about_a_wrong_number() -> None:
    question = only(handmade.numerical())
    giving = question.item.findall(".//{*}setvar/../{*}conditionvar/{*}or/{*}varequal")
    assert [one.text for one in giving] == ["1024"]
    assert "1,023: The steps are counted" in shown(question.feedback("general_incorrect_fb"))


@pytest.mark.parametrize(
    ("key", "reason"), [(10**15 + 1, "15 digits"), (Fraction(1, 3), "without end"), ((3, 10**16 + 1), "15 digits")]
)
def test_a_number_that_canvas_cannot_mark_is_refused_with_its_reason(key: int | Fraction, reason: str) -> None:
    item = number(Numerical(key))
    assert reason in (Qti12Format().refusal(item.question) or "")
    with pytest.raises(QuizgenError, match=f"{reason}.*ask it as choice"):
        package(alone(item))


def test_a_wrong_answer_never_costs_points() -> None:
    with pytest.raises(UsageError, match="no points for wrong answers: leave out --wrong"):
        package(alone(handmade.choice()), wrong=Fraction(1, 4))


def test_pairs_count_the_same_and_say_what_belongs_there() -> None:
    question = only(handmade.matching())
    first, second = question.fields
    offered = {said: ident for ident, said in question.labels(first).items()}
    right = {first: frozenset([offered["Samples and HW"]]), second: frozenset([offered["Height and width"]])}
    assert question.score(right) == (100, ["general_fb"])
    score, said = question.score({**right, second: frozenset([offered["Channels only"]])})
    assert (score, said) == (50, ["general_fb", "response_2_fb"])
    assert shown(question.feedback("response_2_fb")) == "Each sample and channel has its own."


def test_steps_are_matched_with_their_places() -> None:
    question = only(handmade.ordering())
    places = [question.labels(field) for field in question.fields]
    assert question.type == "matching_question"
    assert [list(one.values()) for one in places] == [["1", "2", "3"]] * 3
    right = {field: frozenset([_ident(places[0], one)]) for field, one in zip(question.fields, "312", strict=True)}
    assert round(question.score(right)[0]) == 100


def _ident(labels: dict[str, str], words: str) -> str:
    return next(ident for ident, said in labels.items() if said == words)


def test_a_table_is_asked_in_gaps_that_stand_in_its_cells() -> None:
    question = only(handmade_parts.grid())
    assert question.type == "fill_in_multiple_blanks_question"
    assert all(f"[{field.removeprefix('response_')}]" in question.body for field in question.fields)
    keys = [next(iter(question.labels(field).values())) for field in question.fields]
    assert round(question.score(typed(question, *keys))[0]) == 100
    assert question.score(typed(question, *(["none"] * len(keys))))[0] == 0


@pytest.mark.parametrize("words", ["-1234567", "−1,234,567", "–1 234 567", "-1.234.567", "-1'234'567"])
def test_a_gap_takes_every_way_to_write_a_number(words: str) -> None:
    question = only(number(Numerical((-1234567, 8))))
    assert round(question.score(typed(question, words, "8"))[0]) == 100
    assert question.score(typed(question, words, "9"))[0] == 50


def test_parts_that_gaps_would_count_wrongly_are_questions_of_their_own() -> None:
    item = handmade_parts.several()
    found = questions(item)
    assert len(found) > 1
    assert sum(one.points for one in found) == item.points
    assert [one.points for one in found] == [item.points_of(place) for place in range(len(found))]
    assert [one.ident[-2:] for one in found] == [f"-{item.question.letter(place)}" for place in range(len(found))]


def test_a_gap_has_a_name_that_no_text_has() -> None:
    item = number(Numerical((3, 8)))
    stem = Text("What is [gap1], and [gap1] of `x[gap-1]`?")
    question = only(replace(item, question=replace(item.question, stem=stem)))
    assert [question.body.count(f"[{one.removeprefix('response_')}]") for one in question.fields] == [1, 1]


def test_figures_are_files_that_the_html_names_and_the_manifest_lists(form: Form) -> None:
    made = package(form)
    manifest = etree.tostring(document(made, "imsmanifest.xml")).decode()
    with ZipFile(BytesIO(made)) as opened:
        names = [name for name in opened.namelist() if name.startswith("figures/")]
        assert all(opened.read(name).startswith(b"\x89PNG") for name in names)
        text = opened.read("questions.xml").decode()
        assert opened.namelist() == sorted(opened.namelist())
    assert names
    for name in names:
        assert f"$IMS-CC-FILEBASE$/{name}&#34;" in text
        assert f'href="{name}"' in manifest


def test_sections_have_their_title_and_words_and_hold_their_items(form: Form) -> None:
    sections = (Section("Shapes", ("Take your time.",), 4), Section("Rest", (), len(form.items) - 4))
    found = document(package(replace(form, sections=sections, ordered=True))).findall(".//{*}section")
    assert [one.get("title") for one in found] == [None, "Shapes", "Rest"]
    assert "Take your time." in "".join(found[1].itertext())
    assert len(found[1].findall("{*}item")) == 5
    assert found[1].findall("{*}item")[1].get("title", "").startswith("A01 ")


def test_a_time_limit_is_that_of_the_quiz(form: Form) -> None:
    timed = document(package(replace(form, sitting=Sitting(duration=90, extra=Fraction(25)))))
    assert timed.findtext(".//{*}assessment/{*}qtimetadata//{*}fieldentry") == "113"


def test_only_options_in_words_are_shuffled() -> None:
    words, numbers = (questions(one, shuffle=True)[0] for one in (handmade.multiple(), handmade.choice()))
    assert words.item.find(".//{*}render_choice").get("shuffle") == "Yes"
    assert numbers.item.find(".//{*}render_choice").get("shuffle") is None


def test_all_mathematics_begins_with_what_canvas_looks_for(form: Form) -> None:
    questions = played(package(form))
    texts = [question.feedback("general_fb") for question in questions]
    assert any("<p>\\(\\displaystyle " in text for text in texts)
    assert not any("\\[" in text for text in texts)


def test_plain_words_in_a_menu_are_never_taken_for_markup() -> None:
    item = handmade.matching()
    answer = item.question.parts[0].answer
    assert isinstance(answer, Matching)
    first = replace(answer.options[0], text=Text("{w}", {"w": "a <b> & &amp; < c"}))
    question = only(answered(item, replace(answer, options=(first, *answer.options[1:]))))
    labels = question.item.findall(".//{*}response_lid[1]//{*}mattext")
    assert "a <\N{WORD JOINER}b> & &\N{WORD JOINER}amp; < c" in [one.text for one in labels]


def test_what_two_packages_hold_has_no_names_in_common_unless_it_is_the_same(form: Form) -> None:
    sections = (Section("Shapes", ("Take your time.",), len(form.items)),)
    first, second = (
        package(replace(form, sections=sections, name=name, items=items))
        for name, items in (("A", form.items), ("B", form.items[::-1]))
    )
    told = [{str(one.get("ident")) for one in texts(document(one))} for one in (first, second)]
    assert [len(one) for one in told] == [2, 2]
    assert not told[0] & told[1]
    figures = [pictures(one) for one in (first, second)]
    assert all(figures[0][name] == figures[1][name] for name in figures[0].keys() & figures[1].keys())


def texts(page: etree._Element) -> list[etree._Element]:
    """The words that are no questions."""
    return [item for item in page.iterfind(".//{*}item") if Played(item).type == "text_only_question"]


def pictures(made: bytes) -> dict[str, bytes]:
    with ZipFile(BytesIO(made)) as opened:
        return {name: opened.read(name) for name in opened.namelist() if name.startswith("figures/")}
