"""What readers of tags hear: all in the order in which it stands, tables as tables, each word in its language."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import handmade_parts
import pytest
from everything import everything
from msgspec.structs import replace
from tagged import painted, tags

from quizgen.formats.pdf.format import pdf
from quizgen.model import Form, Sitting

ALL = Sitting(
    duration=75,
    extra=Fraction(25),
    aids=("a calculator",),
    cover=True,
    points_table=True,
    working_space=4,
    formula_sheet=True,
)
SITTINGS = {
    "plain": Sitting(),
    "all": ALL,
    "letter": replace(ALL, paper="letter"),
    "large": replace(ALL, large=True),
    "german": replace(ALL, language="de"),
    "sheet": replace(ALL, sheet=7),
    "german sheet": replace(ALL, language="de", paper="letter", sheet=14),
}
BOTH = pytest.mark.parametrize("key", [False, True], ids=["exam", "key"])


@BOTH
@pytest.mark.parametrize("name", SITTINGS)
def test_all_is_painted_in_the_order_in_which_it_is_read(form: Form, name: str, key: bool) -> None:  # noqa: FBT001
    made = pdf(replace(form, sitting=SITTINGS[name]), key=key)
    read = list(tags(made).pieces())
    assert sorted(read) == sorted(painted(made))
    assert sorted(read, key=lambda piece: piece[0]) == painted(made)


@pytest.mark.slow
@BOTH
def test_so_is_an_item_of_every_family_and_kind(form: Form, key: bool) -> None:  # noqa: FBT001 - a parameter
    made = pdf(replace(everything(form), sitting=ALL), key=key)
    read = list(tags(made).pieces())
    assert sorted(read, key=lambda piece: piece[0]) == painted(made)


@BOTH
def test_a_table_to_fill_in_and_that_of_points_are_tables_with_heads(form: Form, key: bool) -> None:  # noqa: FBT001
    alone = replace(form, items=(handmade_parts.grid(),), sitting=replace(ALL, formula_sheet=False))
    tables = [tag for tag in tags(pdf(alone, key=key)).tags() if tag.kind == "Table"]
    heads = [sum(tag.kind == "TH" for tag in table.tags()) for table in tables]
    cells = [sum(tag.kind == "TD" for tag in table.tags()) for table in tables]
    assert (heads, cells) == (([3], [9]) if key else ([3, 3], [6, 9]))


@BOTH
def test_questions_are_heard_in_english_and_what_is_around_them_in_the_frames_language(form: Form, key: bool) -> None:  # noqa: FBT001
    root = tags(pdf(replace(form, sitting=SITTINGS["german"]), key=key))
    every = list(root.tags())
    assert root.language == "de"
    assert {tag.language for tag in every} == {"de", "en"}
    assert {tag.language for tag in every if tag.kind in ("Formula", "Figure")} == {"en"}
    headings = [tag for tag in every if tag.kind == "H1"]
    assert {tag.language for tag in headings} == {"de"}
    assert len(headings) == len(form.items) + (not key)


def test_a_file_of_ones_own_is_heard_in_the_frames_language(form: Form) -> None:
    def own(item: Any) -> Any:
        return replace(item, question=replace(item.question, family="meine-items"))

    german = replace(form, items=tuple(map(own, form.items)), sitting=Sitting(language="de"))
    assert {tag.language for tag in tags(pdf(german)).tags()} == {"de"}


def test_an_english_exam_says_so_once(form: Form) -> None:
    assert {tag.language for tag in tags(pdf(form)).tags()} == {"en"}
