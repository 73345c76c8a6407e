from __future__ import annotations

from typing import Annotated, Any, Literal

import jsonschema
import pytest
from msgspec import Meta, field

from quizgen.errors import Faults
from quizgen.reading.records import Record, filled, schema
from quizgen.reading.shapes import Date, Lines, Points, Slug, Words
from quizgen.reading.toml import parsed

TEXT = """level = "easy"
id = "two-words"
title = "T"
count = 3
points = 2.5
lines = "one"
when = 2026-03-18
"""


class Table(Record, frozen=True, kw_only=True):
    """Something of everything."""

    level: Literal["easy", "hard"]
    id: Slug
    title: Words
    count: Annotated[int, Meta(ge=1, le=9, description="a whole number from 1 to 9")] = 1
    points: Points | None = None
    lines: Lines = field(default_factory=Lines)
    when: Date = field(default_factory=Date)
    more: dict[str, Any] | None = None


def test_a_table_is_read_as_a_record() -> None:
    table = filled(Table, parsed(TEXT, "x.toml"))
    assert (table.level, table.id, table.title, table.count) == ("easy", "two-words", "T", 3)
    assert (table.points, table.lines, table.when) == (Points(5, 2), ("one",), "2026-03-18")


@pytest.mark.parametrize(
    ("line", "instead", "sentence"),
    [
        ('level = "easy"', 'level = "esy"', """level: 'esy' is not one of "easy", "hard"; did you mean 'easy'?"""),
        ('level = "easy"', "level = 1", 'level: a whole number stands where one of "easy", "hard" is expected'),
        ('level = "easy"\n', "", 'level: this key is missing; write one of "easy", "hard"'),
        ('id = "two-words"', 'id = "Two"', "id: 'Two' is not a slug; write small letters and digits"),
        ('title = "T"', 'title = ""', "title: the text is empty; write one"),
        ('title = "T"', "title = 3", "title: a whole number stands where a text in quotes is expected"),
        ('title = "T"', 'titel = "T"', "titel: there is no such key; did you mean 'title'?"),
        ("count = 3", "count = 0", "count: 0 is not a whole number from 1 to 9"),
        ("count = 3", "count = true", "count: true or false stands where a whole number from 1 to 9 is expected"),
        ("points = 2.5", "points = nan", "points: NaN is not a number above zero, from 0.001 to 1,000"),
        ('lines = "one"', "lines = [1]", "lines: a list stands where a text or a list of texts is expected"),
        ("when = 2026-03-18", "when = 07:32:00", "when: a date or time stands where a date such as 2026-03-18"),
        ("when = 2026-03-18", "more = [1]", "more: a list stands where a table is expected"),
    ],
)
def test_what_does_not_fit_is_said_with_what_is_expected(line: str, instead: str, sentence: str) -> None:
    with pytest.raises(Faults) as caught:
        filled(Table, parsed(TEXT.replace(line, instead), "x.toml"))
    (fault,) = caught.value.every
    assert fault.startswith(f"x.toml: {sentence}")


def test_everything_that_is_wrong_is_found_at_once_each_with_its_line() -> None:
    text = 'title = ""\nlevel = 1\n\nid = "A"\n'
    with pytest.raises(Faults) as caught:
        filled(Table, parsed(text, "x.toml"))
    assert [fault.rpartition(" (")[2] for fault in caught.value.every] == ["line 1)", "line 2)", "line 4)"]
    assert str(caught.value) == f"{caught.value.every[0]} (and 2 more faults in this file)"


def test_editors_are_told_what_may_stand_where() -> None:
    told = schema(Table)
    jsonschema.validate({"level": "easy", "id": "a", "title": "T", "points": 2.5, "lines": ["a"]}, told)
    for wrong in ({"level": "esy"}, {"count": 0}, {"id": "A"}, {"points": 0}, {"lines": [1]}, {"titel": "T"}):
        with pytest.raises(jsonschema.ValidationError):
            jsonschema.validate({"level": "easy", "id": "a", "title": "T"} | wrong, told)
