"""What stands beside a question's words in Moodle: hints, figures and tags."""

from __future__ import annotations

from base64 import b64decode

import pytest
from handmade import answered
from lxml import etree
from moodle_file import questions, written
from msgspec.structs import replace

from quizgen.model import Form


def test_hints_are_the_formula_and_then_what_to_do_with_it(form: Form) -> None:
    general, then = (hint.findtext("text") for hint in questions(form)[0].findall("hint"))
    assert "\\frac{n - k}{s}" in general
    assert then.startswith("<p>Put the numbers in, which are here ")
    assert not any(key in general + then for key in ("1024", "1{,}024"))


def test_hints_of_several_right_options_count_them(form: Form) -> None:
    assert [len(q.findall("hint")) for q in questions(form)] == [2, 2, 2, 2, 2, 2, 1, 0, 2]
    assert [len(q.findall("hint/shownumcorrect")) for q in questions(form)] == [0, 0, 2, 0, 2, 2, 0, 0, 2]


@pytest.mark.parametrize(
    ("element", "name", "alt"),
    [
        ("questiontext", "figure-1.svg", 'A "kernel" of 2 × 2'),
        ("generalfeedback", "figure-2.svg", "The same with holes"),
    ],
)
def test_a_figure_is_a_file_in_the_element_that_shows_it(form: Form, element: str, name: str, alt: str) -> None:
    found = questions(form)[2].find(element)
    (file,) = found.findall("file")
    (image,) = etree.fromstring(f"<div>{found.findtext('text')}</div>").findall(".//img")
    assert (image.get("src"), image.get("alt")) == (f"@@PLUGINFILE@@/{name}", alt)
    assert image.get("class") == "img-fluid"
    assert dict(file.attrib) == {"name": name, "path": "/", "encoding": "base64"}
    assert etree.fromstring(b64decode(file.text, validate=True)).tag == "{http://www.w3.org/2000/svg}svg"


def test_every_figure_is_somewhere(form: Form) -> None:
    assert written(form).count(b"<file ") == sum(len(item.question.figures) for item in form.items) == 2


def test_tags_are_topic_family_and_level(form: Form) -> None:
    assert questions(form)[0].xpath("tags/tag/text/text()") == ["output-size", "toy-size", "easy"]


def test_tags_that_would_stop_the_import_are_left_out(hostile: Form) -> None:
    for question in questions(hostile):
        tags = question.xpath("tags/tag/text/text()")
        assert len(tags) == len(["topic", "family", "level", "hostile", "long"])
        assert all(0 < len(tag) <= 50 and not set(tag) & set("<>`") for tag in tags)


def test_each_tag_is_written_once_whatever_its_capitals(form: Form) -> None:
    answer = form.items[0].question.parts[0].answer
    twice = answered(form.items[0], answer, topic="parameters", tags=("parameters", "ReLU", "relu"))
    tags = questions(replace(form, items=(twice,)))[0].xpath("tags/tag/text/text()")
    assert [tag.lower() for tag in tags] == ["parameters", "toy-size", "easy", "relu"]
