from __future__ import annotations

import csv
import json
import re
from collections.abc import Callable
from io import StringIO
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from lxml import html
from msgspec import structs
from simulated import Class

from quizgen import resources
from quizgen.analysis.analysing import analysis, sittings
from quizgen.analysis.report import language_of
from quizgen.analysis.words import languages, words
from quizgen.analysis.writing import files
from quizgen.marking.records import ExamKept

PLANTED = {"ignores-padding": 0.5, "dilation-as-holes": 0.3}
HOSTILE = '<script>alert(1)</script> & "x" $y$ {{ 7*7 }}'


def written(exam: ExamKept, of: Class, language: str | None = None) -> dict[str, bytes]:
    taken = sittings([(exam, of.sit(exam, 1)[0])])
    return {file.name: b"".join(file.chunks) for file in files(analysis(taken, "0.2.0"), taken, language)}


@pytest.fixture(scope="module")
def made() -> dict[str, dict[str, bytes]]:
    from quizgen.marking.reader import read

    exam = read(Path(__file__).parent / "midterm.json")
    return {"many": written(exam, Class(120, PLANTED)), "few": written(exam, Class(8, PLANTED))}


def page(content: bytes) -> Any:
    return html.document_fromstring(content.decode())


def shown(content: bytes) -> str:
    return " ".join(page(content).find("body").text_content().split())


def test_the_page_says_first_what_the_class_believes_what_to_look_at_and_what_to_teach(
    made: dict[str, dict[str, bytes]],
) -> None:
    text = shown(made["many"]["report.html"])
    short = text[: text.index("What was asked")]
    assert "120 students sat “Midterm: convolutional networks” (40 points) and had" in short
    assert "The commonest misconception: ignores padding." in short
    assert "To teach next: ignores padding, confuses dilation with the holes." in short
    order = ["In short", "What was asked", "How it went", "What the class believes wrongly", "Which items to look at"]
    order += ["Can the marks be relied on", "What to teach next", "All numbers"]
    assert [one for one in sorted(order, key=text.index)] == order  # noqa: C416 - the sentences stand in this order


def test_an_example_shows_question_shares_key_and_feedback(made: dict[str, dict[str, bytes]]) -> None:
    found = page(made["many"]["report.html"]).find_class("example")
    first = " ".join(found[0].text_content().split())
    assert len(found) == 2
    assert re.search(r"A\).*% chose it", first)
    assert "(right)" in first
    assert "What the feedback says: The padding widens" in first
    assert found[0].xpath(".//li[@class='here']")


def test_eight_students_are_told_to_be_too_few_in_the_first_sentence(made: dict[str, dict[str, bytes]]) -> None:
    text = shown(made["few"]["report.html"])
    assert text.index("8 students are too few") < text.index("In short")
    for said in (
        "cannot be told from 8 students",
        "Whether items are faulty cannot be told",
        "Reliability cannot be told",
    ):
        assert said in text
    assert page(made["few"]["report.html"]).xpath("//figure") == []


def test_the_page_holds_everything_and_asks_for_nothing_elsewhere(made: dict[str, dict[str, bytes]]) -> None:
    content = made["many"]["report.html"].decode()
    assert re.findall(r"(?:src|href)=\"(?!#)[^\"]*", content.replace("xlink:href", "href")) == []
    assert "<script" not in content
    assert re.findall(r"https?://(?!www\.w3\.org/)[^\"<]*", content) == []


def test_the_same_answers_give_the_same_bytes(exam: ExamKept, made: dict[str, dict[str, bytes]]) -> None:
    assert written(exam, Class(120, PLANTED)) == made["many"]


@pytest.mark.parametrize("size", ["many", "few"])
def test_the_page_is_built_as_readers_of_screens_need_it(made: dict[str, dict[str, bytes]], size: str) -> None:
    root = page(made[size]["report.html"])
    assert root.get("lang") == "en"
    assert len(root.xpath("//main")) == len(root.xpath("//h1")) == 1
    levels = [int(one.tag[1]) for one in root.xpath("//h1|//h2|//h3")]
    assert all(after - before <= 1 for before, after in pairwise(levels))
    ids = [one.get("id") for one in root.xpath("//*[@id]")]
    assert len(set(ids)) == len(ids)
    assert all(one.get("aria-label") and one.get("role") == "img" for one in root.xpath("//figure//svg"))
    assert all(one.get("scope") for one in root.xpath("//th"))
    assert all(one.get("tabindex") == "0" and one.get("aria-label") for one in root.find_class("wide"))
    assert all(one[0].tag == "summary" for one in root.xpath("//details"))
    assert {one.tag for one in root.xpath("//ul/*|//ol/*")} <= {"li"}


def test_every_plot_says_its_numbers_in_words(made: dict[str, dict[str, bytes]]) -> None:
    labels = [one.get("aria-label") for one in page(made["many"]["report.html"]).xpath("//figure//svg")]
    assert len(labels) == 4
    assert all(len(re.findall(r"\d+", label)) >= 2 for label in labels)
    assert re.search(r"ignores padding \d+%", " ".join(labels))


@pytest.mark.parametrize(
    ("language", "said"),
    [("en", "The forms of “Midterm"), ("de", "Die Varianten von „Midterm: convolutional networks“")],
)
def test_forms_that_were_not_equally_hard_are_told_in_short_and_their_slots_by_name(
    exam: ExamKept, language: str, said: str
) -> None:
    lost = {one.item: lambda *_: "" for one in exam.forms[1].questions[1:]}
    text = shown(written(exam, Class(80, odd=lost), language)["report.html"])
    assert said in text[:1500]
    names = re.search(r"(?:lets any of them|irgendeinem erlaubt): ([^.]+)\.", text)
    assert names is not None
    slots = names[1].split(", ")
    assert len(slots) == len(set(slots)) > 10
    assert any(one.endswith("/2") for one in slots)


def test_hostile_words_are_words_everywhere(exam: ExamKept) -> None:
    misconceptions = tuple(structs.replace(one, name=HOSTILE, feedback=HOSTILE) for one in exam.misconceptions)
    questions = tuple(
        structs.replace(one, topic=HOSTILE, slot=f"{HOSTILE}{one.place}") for one in exam.forms[0].questions
    )
    form = structs.replace(exam.forms[0], questions=questions, form=HOSTILE)
    hostile = structs.replace(exam, title=HOSTILE, misconceptions=misconceptions, forms=(form,))
    found = written(hostile, Class(60, PLANTED))
    root = page(found["report.html"])
    assert root.xpath("//script") == []
    assert HOSTILE in root.findtext(".//title")
    assert any(HOSTILE in (one.text or "") for one in root.xpath("//tbody//th"))
    assert "49" not in root.findtext(".//title")


def test_the_page_is_in_german_where_the_blueprint_is(exam: ExamKept) -> None:
    blueprint = structs.replace(exam.blueprint, text='language = "de"\n')
    german = structs.replace(exam, blueprint=blueprint)
    assert language_of(sittings([(german, Class(12).sit(german, 1)[0])])) == "de"
    text = shown(written(german, Class(12))["report.html"])
    tagged = page(written(german, Class(60, PLANTED))["report.html"]).xpath("//*[@lang='en']")
    assert {"div", "span", "ul", "th"} <= {one.tag for one in tagged}
    assert "ignores padding" in {one.text for one in tagged}
    assert "Kurz gesagt" in text
    assert "Ob Aufgaben fehlerhaft sind, lässt sich nicht sagen" in text
    assert re.search(r"\d+\u00a0%", written(german, Class(12))["report.html"].decode())


def test_all_languages_have_the_same_sentences_with_the_same_holes() -> None:
    english = words().by_key
    for language in languages():
        other = words(language).by_key
        assert list(other) == list(english)
        holes = {key: set(re.findall(r"\{\w+\}", text)) for key, text in other.items()}
        assert holes == {key: set(re.findall(r"\{\w+\}", text)) for key, text in english.items()}


@pytest.mark.parametrize(("name", "schema"), [("analysis.json", "analysis"), ("difficulty.json", "difficulty")])
@pytest.mark.parametrize("size", ["many", "few"])
def test_json_is_as_its_schema_says(made: dict[str, dict[str, bytes]], size: str, name: str, schema: str) -> None:
    rules = json.loads((resources.banks() / "schema" / f"{schema}.schema.json").read_text())
    Draft202012Validator(rules).validate(json.loads(made[size][name]))


TABLES: dict[str, Callable[[Any], int]] = {
    "items.csv": lambda found: len(found["items"]),
    "answers.csv": lambda found: sum(len(one["answers"]) for one in found["items"]),
    "families.csv": lambda found: len(found["families"]),
    "concepts.csv": lambda found: len(found["concepts"]),
    "misconceptions.csv": lambda found: len(found["misconceptions"]),
    "radicals.csv": lambda found: len(found["radicals"]),
}


@pytest.mark.parametrize("name", TABLES)
def test_tables_have_the_rows_of_the_json(made: dict[str, dict[str, bytes]], name: str) -> None:
    rows = list(csv.reader(StringIO(made["many"][name].decode("utf-8-sig"), newline="")))
    assert len(rows) - 1 == TABLES[name](json.loads(made["many"]["analysis.json"])) > 0
    assert {len(row) for row in rows} == {len(rows[0])}
    documented = (Path(__file__).parents[2] / "docs" / "analysis.md").read_text()
    assert [cell for cell in rows[0] if f"`{cell.removesuffix(' low').removesuffix(' high')}`" not in documented] == []
