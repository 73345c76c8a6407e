"""An import lands in one category of its own, whose parts are what they are meant to be."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

import pytest
from lxml import etree

from quizgen import catalog
from quizgen.blueprint import draw
from quizgen.formats.moodle import FORMAT
from quizgen.formats.protocol import Options
from quizgen.model import LEVELS, Form


def imported(form: Form) -> Any:
    (file,) = FORMAT.write([form], Options("exam"))
    return etree.fromstring(b"".join(file.chunks))


def categories(form: Form) -> list[list[str]]:
    """The categories as Moodle splits their paths: a doubled slash is a slash, the parts are trimmed."""
    paths = imported(form).xpath("question[@type='category']/category/text/text()")
    return [[part.replace("//", "/").strip() for part in re.split(r"(?<!/)/(?!/)", path)] for path in paths]


def test_one_category_holds_the_whole_import_and_names_it(form: Form) -> None:
    found = categories(form)
    assert found[0] == ["$course$", "top", "Midterm, form A, seed 7"]
    assert all(path[:3] == found[0] for path in found)
    assert [path[3:] for path in found[1:]] == [
        ["output-size", "easy"],
        ["receptive-field", "medium"],
        ["output-size", "hard"],
        ["normalisation", "easy"],
    ]


def test_other_forms_and_seeds_are_other_imports(form: Form) -> None:
    others = [form, replace(form, name="B"), replace(form, seed="8"), replace(form, title="Final")]
    assert len({tuple(categories(other)[0]) for other in others}) == 4


def test_each_category_is_named_once_and_holds_its_questions() -> None:
    sources = [source for source in catalog.families() if source.topic == "output-size" and "choice" in source.kinds]
    items = [
        next(draw(source, level, "choice", "7"))
        for source in sources
        for level in LEVELS
        if source.count(level, "choice")
    ]
    root = imported(Form("T", "7", tuple(items)))
    paths = root.xpath("question[@type='category']/category/text/text()")
    assert len(paths) == len(set(paths)) == 4
    assert sorted(
        q.findtext("idnumber").partition("-choice")[0] for q in root if q.get("type") != "category"
    ) == sorted(item.id for item in items)


def test_no_category_holds_a_tag_or_is_too_long(hostile: Form) -> None:
    parts = [part for path in categories(hostile) for part in path]
    assert len(parts) > 10
    assert not any(set(part) & {"<", ">"} or len(part) > 255 for part in parts)


@pytest.mark.parametrize("title", ["CNN/RNN", "/a", "b/", "a//b", "1 / 2", "top", ""])
def test_a_slash_in_a_title_makes_no_category(form: Form, title: str) -> None:
    expected = ", ".join(part for part in (title, "form A", "seed 7") if part)
    assert all(path[2] == expected and len(path) in (3, 5) for path in categories(replace(form, title=title)))


def test_a_long_title_fits_and_keeps_the_seed(form: Form) -> None:
    (name, *_) = [path[2] for path in categories(replace(form, title="x" * 400))]
    assert len(name) <= 255
    assert name.endswith(", form A, seed 7")
