"""The page that tells how fair an exam is: one file, well-formed, escaped, and as short as it has to be."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from lxml import etree

from quizgen.blueprint.fairness import Fairness
from quizgen.blueprint.forms import Draft, drafts
from quizgen.blueprint.reader import parse
from quizgen.blueprint.report import SHOWN, figures, lines, page

EXAM = parse(
    'title = "T"\n[[slots]]\nfamily = "code-output-shape"\nlevel = "medium"\ncount = 4\n'
    '[[slots]]\nfamily = "conv-output-size"\nlevel = "easy"\nkind = "numerical"\n',
    "x.toml",
)
HEAD = {"title": "T", "course": "", "date": "", "blueprint": "t", "order": "shuffled"}
FOUND = {"strategy": "largest", "hits": 1.5, "tried": 4, "chance": 1.0, "passed": True}


def seen(every: list[Draft]) -> tuple[dict[str, Any], list[Mapping[str, Any]]]:
    fairness = Fairness()
    rows: list[Mapping[str, Any]] = [fairness.add(draft).json() | {"panel": FOUND} for draft in every]
    about = {"number": len(rows), "questions": 5, "panel": FOUND}
    return fairness.summary() | about, rows


def read(number: int, **head: str) -> etree._Element:
    summary, rows = seen(list(drafts(EXAM, number, "1")))
    return etree.fromstring(b"".join(page(HEAD | head, summary, rows, rows[:SHOWN])))


def words(element: etree._Element) -> str:
    return " ".join(" ".join(element.itertext()).split())


def test_each_form_and_each_place_of_a_slot_is_there_with_item_key_and_prediction() -> None:
    summary, rows = seen(list(drafts(EXAM, 3, "1")))
    root = etree.fromstring(b"".join(page(HEAD, summary, rows, rows)))
    grid, every = (table for table in root.iter("table") if table.get("class") != "bars")
    body = [[words(cell) for cell in row] for row in grid.iter("tr")]
    assert body[0] == ["Slot", "Predicted", "A", "B", "C"]
    assert len(body) == 1 + 5
    for number, form in enumerate(rows):
        for row in form["questions"]:
            place = (row["slot"] == "conv-output-size-easy-numerical") * 4 + row["in_slot"]
            key = f" · {row['key']}" if row["key"] else ""
            assert body[place][2 + number].replace(" · ", " · ") == f"{row['place']}{key} {row['item']}"
            assert body[place][1] == f"{round(100 * row['predicted'])}%"
    assert "medium, choice, 4 options, 1 solution step" in body[1][0]
    assert [words(row[0]) for row in list(every.iter("tr"))[1:]] == ["A", "B", "C"]


def test_the_page_needs_nothing_from_elsewhere_and_each_figure_has_words() -> None:
    root = read(3)
    text = etree.tostring(root, encoding="unicode")
    assert "script" not in {str(one.tag) for one in root.iter()}
    assert not root.xpath("//@src | //@href")
    assert "url(" not in text
    assert "@import" not in text
    assert {*re.findall(r"https?://[^\"]+", text)} == {"http://www.w3.org/2000/svg"}
    drawn = root.findall(".//{http://www.w3.org/2000/svg}svg")
    assert drawn
    for one in drawn:
        assert one.get("role") == "img"
        assert one.get("aria-label") or words(one[0])
    assert root.get("lang") == "en"


def test_words_of_a_blueprint_are_escaped() -> None:
    root = read(1, title="<script>alert('&')</script>", course='"<b>"')
    (heading,) = root.iter("h1")
    assert words(heading) == "Fairness of “<script>alert('&')</script>”"
    assert "script" not in {str(one.tag) for one in root.iter()}


def test_of_many_forms_the_first_are_told_by_question_and_all_in_a_line_each() -> None:
    root = read(30)
    grid, every = (table for table in root.iter("table") if table.get("class") != "bars")
    assert len(list(next(grid.iter("tr")))) == 2 + SHOWN
    assert "The first 8 of 30 forms" in words(grid)
    assert len(list(every.iter("tr"))) == 1 + 30


def test_a_report_of_one_form_has_nothing_to_compare() -> None:
    assert "There is one form, and nothing to compare." in words(read(1))


def test_what_is_outside_the_bounds_stands_at_the_top_in_full() -> None:
    summary, rows = seen(list(drafts(EXAM, 2, "1")))
    bad = summary | {"outside": ["form A: 5 keys & more"], "further_outside": 2}
    root = etree.fromstring(b"".join(page(HEAD, bad, rows, rows)))
    (verdict,) = (one for one in root.iter("div") if one.get("class") == "verdict outside")
    assert words(verdict) == "3 things are outside the bounds. form A: 5 keys & more and 2 more"
    assert "All forms are within all bounds" not in words(root)


def test_a_question_that_is_asked_otherwise_than_in_the_first_form_shows_it() -> None:
    _, (one, other) = seen(list(drafts(EXAM, 2, "1")))
    row = other["questions"][0]
    unlike = {**row, "steps": 9, "level": "hard"}
    found = lines([one, {**other, "questions": [unlike, *other["questions"][1:]]}])
    (line,) = (line for line in found if (line.first["slot"], line.first["in_slot"]) == (row["slot"], row["in_slot"]))
    assert [cell and cell.differs for cell in line.cells] == [(), ("level: hard", "solution steps: 9")]


def test_bars_over_the_bound_are_marked() -> None:
    drawn = figures({"alike": {"pairs": {"0": 4, "3": 2}, "most": 2}, "misconceptions": {"a": 1, "b": 4}})
    assert [(bar.name, bar.many, bar.outside) for bar in drawn.alike] == [
        ("0", 4, False),
        ("1", 0, False),
        ("2", 0, False),
        ("3", 2, True),
    ]
    assert drawn.alike_words == "Keys alike by place in 6 pairs of forms: 0 in 4, 3 in 2; 2 are over the bound of 2."
    assert [bar.name for bar in drawn.offered] == ["b", "a"]


def test_sections_have_headings_above_their_questions() -> None:
    sections = [{"title": "Sizes & shapes", "questions": 2}, {"title": "Ideas", "questions": 3}]
    summary, rows = seen(list(drafts(EXAM, 2, "1")))
    root = etree.fromstring(b"".join(page(HEAD | {"sections": sections}, summary, rows, rows)))
    (grid,) = (table for table in root.iter("table") if table.get("class") == "grid")
    parts = [[words(row) for row in body] for body in grid.iter("tbody")]
    assert [(part[0], len(part)) for part in parts] == [("Sizes & shapes", 3), ("Ideas", 4)]
    assert [one.get("colspan") for one in grid.iter("th") if one.get("scope") == "rowgroup"] == ["4", "4"]
