"""An import lands in one category of its own, whose parts are what they are meant to be."""

from __future__ import annotations

import re
from fractions import Fraction
from typing import Any

import pytest
from lxml import etree
from msgspec.structs import replace

from quizgen import catalog
from quizgen.blueprint import draw
from quizgen.formats.moodle.format import FORMAT
from quizgen.formats.protocol import Options
from quizgen.model import LEVELS, Form, Item, Sitting
from quizgen.text import Text


def imported(form: Form, part: int = 0, **wishes: Any) -> Any:
    file = list(FORMAT.write([form], Options("exam", **wishes)))[part]
    return etree.fromstring(b"".join(file.chunks))


def categories(form: Form, **wishes: Any) -> list[list[str]]:
    """The categories as Moodle splits their paths: a doubled slash is a slash, the parts are trimmed."""
    paths = imported(form, **wishes).xpath("question[@type='category']/category/text/text()")
    return [[part.replace("//", "/").strip() for part in re.split(r"(?<!/)/(?!/)", path)] for path in paths]


def test_one_category_holds_the_whole_import_and_names_it(form: Form) -> None:
    found = categories(form)
    assert found[0][:2] == ["$course$", "top"]
    assert re.fullmatch(r"Midterm, form A, seed 7, [a-z2-7]{8}", found[0][2])
    assert all(path[:3] == found[0] for path in found)
    assert [path[3:] for path in found[1:]] == [
        ["Output size", "easy"],
        ["Receptive field", "medium"],
        ["Output size", "hard"],
        ["Normalisation", "easy"],
    ]


def test_other_forms_and_seeds_are_other_imports(form: Form) -> None:
    others = [form, replace(form, name="B"), replace(form, seed="8"), replace(form, title="Final")]
    assert len({categories(other)[0][2] for other in others}) == 4


def test_what_was_asked_for_stands_in_the_name(form: Form) -> None:
    (name, *_) = [path[2] for path in categories(replace(form, asked="dilation, hard, numerical"))]
    assert name.startswith("Midterm, form A, dilation, hard, numerical, seed 7, ")


def reworded(item: Item, **changes: Any) -> Item:
    return replace(item, question=replace(item.question, **changes))


def test_files_that_differ_in_anything_never_share_a_category(form: Form) -> None:
    first, *rest = form.items
    (part,) = first.question.parts
    solved = replace(part, solution=(Text("Otherwise."),))
    others = [
        form.items[1:],
        (*rest, first),
        (replace(first, worth=Fraction(2)), *rest),
        (reworded(first, stem=Text("How many rows are there?")), *rest),
        (reworded(first, parts=(solved,)), *rest),
        (reworded(first, tags=("more",)), *rest),
    ]
    wishes: list[dict[str, Any]] = [{"wrong": Fraction(1, 4)}, {"shuffle": True}, {"moodle": (4, 5)}, {"split": 4}]
    names = [categories(replace(form, items=items))[0][2] for items in (form.items, *others)]
    names += [categories(form, **wish)[0][2] for wish in wishes]
    assert len(set(names)) == len(names)


def test_the_same_file_again_comes_to_the_same_category(form: Form) -> None:
    assert categories(form) == categories(replace(form, items=tuple(form.items)))


def test_the_advice_on_taking_an_import_back_deletes_questions_before_categories(form: Form) -> None:
    info = imported(form)[0].findtext("info/text")
    assert "delete this category" not in info
    steps = ["Also show questions from subcategories", "select all and delete them", "then delete the empty categories"]
    assert [info.index(step) for step in steps] == sorted(info.index(step) for step in steps)
    assert "moves them one level up" in info


def test_parts_are_categories_of_their_own_within_that_of_the_whole(form: Form) -> None:
    paths = [categories(form, split=4, part=part) for part in range(3)]
    assert len({path[0][2] for path in paths}) == 1
    assert [path[1][3] for path in paths] == ["part 1 of 3", "part 2 of 3", "part 3 of 3"]
    assert all(len({category[3] for category in path[1:]}) == 1 for path in paths)


@pytest.mark.parametrize(("size", "lengths"), [(1, [1] * 9), (4, [4, 4, 1]), (8, [8, 1]), (9, [9]), (100, [9])])
def test_a_file_holds_no_more_questions_than_wished_and_none_is_lost(form: Form, size: int, lengths: list[int]) -> None:
    roots = [etree.fromstring(b"".join(file.chunks)) for file in FORMAT.write([form], Options("exam", split=size))]
    found = [[q.findtext("idnumber") for q in root if q.get("type") != "category"] for root in roots]
    assert [len(part) for part in found] == lengths
    (whole,) = FORMAT.write([form], Options("exam"))
    every = [q.findtext("idnumber") for q in etree.fromstring(b"".join(whole.chunks)) if q.get("type") != "category"]
    assert [name for part in found for name in part] == every


def test_parts_are_named_so_that_they_sort(form: Form) -> None:
    names = [file.name for file in FORMAT.write([replace(form, items=form.items + form.items)], Options("x", split=1))]
    assert names == sorted(names)
    assert (names[0], names[-1]) == ("x-a-part-01.xml", "x-a-part-18.xml")
    assert [file.name for file in FORMAT.write([form], Options("x", split=9))] == ["x-a.xml"]


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
    expected = ", ".join(part for part in (title, "form A", "seed 7, ") if part)
    assert all(path[2].startswith(expected) and len(path) in (3, 5) for path in categories(replace(form, title=title)))


def test_a_long_title_fits_and_keeps_the_seed(form: Form) -> None:
    (name, *_) = [path[2] for path in categories(replace(form, title="x" * 400))]
    assert len(name) <= 255
    assert re.search(r", form A, seed 7, \w{8}$", name)


def test_a_form_without_items_is_a_file_without_questions(form: Form) -> None:
    for wishes in ({}, {"split": 3}):
        assert [q.get("type") for q in imported(replace(form, items=()), **wishes)] == ["category"]


def test_what_stands_around_questions_is_in_the_language_of_the_frame(form: Form) -> None:
    german = replace(form, sitting=Sitting(language="de"))
    top, *others = categories(german, split=4)
    assert f"Variante {form.name}, " in top[2]
    assert ", Startwert " in top[2]
    assert {path[3] for path in others} == {"Teil 1 von 3"}
    assert {path[5] for path in others} <= {"leicht", "mittel", "schwer"}
    root = imported(german)
    assert root[0].findtext("info/text").startswith("<p>Von quizgen ")
    names = root.xpath("question[@type!='category']/name/text/text()")
    assert all(name.rpartition(", ")[2] in {"leicht", "mittel", "schwer"} for name in names)
    assert [file.name for file in FORMAT.write([german], Options("x", split=9))] == ["x-a.xml"]
