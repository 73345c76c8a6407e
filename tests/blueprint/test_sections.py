"""Parts of an exam under headings of their own."""

from __future__ import annotations

import json
from fractions import Fraction

import pytest

from quizgen.blueprint.forms import forms
from quizgen.blueprint.reader import parse
from quizgen.errors import Faults, UsageError
from quizgen.formats.json import FORMAT as JSON
from quizgen.formats.latex.format import FORMAT as LATEX
from quizgen.formats.markdown.format import FORMAT as MARKDOWN
from quizgen.formats.moodle.format import FORMAT as MOODLE
from quizgen.formats.protocol import Format, Options
from quizgen.formats.sections import headings
from quizgen.formats.typst.format import FORMAT as TYPST
from quizgen.model import Section

HEAD = 'title = "T"\n'
SLOT = '[[sections.slots]]\nfamily = "conv-output-size"\nlevel = "easy"\n'
OTHER = '[[sections.slots]]\nfamily = "conv-parameters"\nlevel = "easy"\ncount = 3\n'
TWO = f"""{HEAD}
[[sections]]
title = "Sizes *here*"
instructions = ["Think first.", "Then write."]
points = 2
{SLOT}count = 4
[[sections]]
title = "Parameters"
total = 9
{OTHER}
{OTHER}id = "last"
points = 2
"""
ONE_LEFT = f"""{HEAD}
[[sections]]
title = "Sizes"
total = 2
{SLOT}points = 2
{SLOT}id = "last"
"""


def test_a_section_has_its_heading_its_instructions_and_its_slots() -> None:
    exam = parse(TWO, "x.toml")
    assert exam.sections == (Section("Sizes *here*", ("Think first.", "Then write."), 4), Section("Parameters", (), 6))
    assert [(slot.section, slot.count, slot.id) for slot in exam.slots] == [
        (0, 4, "conv-output-size-easy"),
        (1, 3, "conv-parameters-easy"),
        (1, 3, "last"),
    ]


def test_points_of_a_section_are_those_of_each_item_and_a_total_is_shared_by_those_without_any() -> None:
    assert [slot.points for slot in parse(TWO, "x.toml").slots] == [2, 1, 2]


@pytest.mark.parametrize("seed", ["1", "2"])
def test_slots_are_shuffled_within_their_section(seed: str) -> None:
    text = TWO + '[[sections.slots]]\nfamily = "network-parameters"\nlevel = "easy"\npoints = 1\n'
    exam = parse(text.replace("total = 9\n", ""), "x.toml")
    places = {[item.family for item in form.items].index("network-parameters") for form in forms(exam, 6, seed)}
    assert len(places) > 1
    assert min(places) >= 4


@pytest.mark.parametrize("seed", ["1", "2"])
def test_questions_are_shuffled_within_their_sections(seed: str) -> None:
    exam = parse(TWO, "x.toml")
    assert exam.order == "shuffled"
    for form in forms(exam, 4, seed):
        assert [item.family for item in form.items] == ["conv-output-size"] * 4 + ["conv-parameters"] * 6


FORM = next(forms(parse(TWO, "x.toml"), 1, "1"))


def test_headings_stand_before_the_first_item_of_a_section_with_the_points_of_all() -> None:
    found = headings(FORM)
    assert {place: (one.title, one.points) for place, one in found.items()} == {
        0: ("Sizes *here*", Fraction(8)),
        4: ("Parameters", Fraction(9)),
    }


def written(fmt: Format) -> str:
    first, *_ = fmt.write([FORM], Options("exam"))
    return b"".join(first.chunks).decode()


@pytest.mark.parametrize(
    ("fmt", "heading", "instruction", "next_question"),
    [
        (TYPST, '#section("Sizes *here*", "8 points", "Think first.", "Then write.")', "", "  number: 1,"),
        (MARKDOWN, "## Sizes \\*here\\* (8 points)", "\nThink first.\n\nThen write.\n", "### Question 1 (2 points)"),
        (LATEX, "\\textbf{\\large Sizes {*}here{*}}", "\\newline\\emph{Think first.}", "\\question[2]"),
        (MOODLE, "/1. Sizes *here*/Output size/easy", "", "A01 "),
    ],
    ids=["typst", "markdown", "latex", "moodle"],
)
def test_every_format_shows_them(fmt: Format, heading: str, instruction: str, next_question: str) -> None:
    page = written(fmt)
    assert page.index(heading) <= page.index(instruction or heading) < page.index(next_question)


def test_the_json_says_which_items_belong_to_which() -> None:
    assert json.loads(written(JSON))["sections"] == [
        {"title": "Sizes *here*", "instructions": ["Think first.", "Then write."], "items": 4},
        {"title": "Parameters", "instructions": [], "items": 6},
    ]


@pytest.mark.parametrize(
    ("text", "place", "advice"),
    [
        (HEAD + f"[[sections]]\n{SLOT}", "x.toml: sections[1].title: ", "missing"),
        (HEAD + '[[sections]]\ntitle = "A"\n', "x.toml: sections[1].slots: ", "[[sections.slots]]"),
        (HEAD + "sections = 3\n", "x.toml: sections: ", "[[sections]]"),
        (TWO + '[[slots]]\nfamily = "conv-output-size"\nlevel = "easy"\n', "x.toml: slots: ", "[[sections.slots]]"),
        (TWO.replace("total = 9", "total = 11"), "x.toml: sections[2].total: ", "3 items cannot share 5 points"),
        (TWO.replace("total = 9", "total = 6"), "x.toml: sections[2].total: ", "3 items are left"),
        (ONE_LEFT, "x.toml: sections[1].total: ", "take 2 of it, and 1 item is left"),
        (TWO.replace("total = 9", "total = 9\npoints = 1"), "x.toml: sections[2].total: ", "leave out one of them"),
        (TWO.replace("points = 2\n[", "pionts = 2\n["), "x.toml: sections[1].pionts: ", "did you mean 'points'?"),
        (TWO + 'kinds = "choice"\n', "x.toml: sections[2].slots[2].kinds: ", 'write kind = "choice"'),
        (HEAD + 'section = "A"\n', "x.toml: section: ", "[[sections]]"),
        (
            TWO.replace('title = "Par', 'level = "easy"\ntitle = "Par'),
            "x.toml: sections[2].level: ",
            "[[sections.slots]]",
        ),
    ],
)
def test_a_fault_is_told_with_its_key(text: str, place: str, advice: str) -> None:
    with pytest.raises(UsageError) as caught:
        parse(text, "x.toml")
    faults = caught.value.every if isinstance(caught.value, Faults) else (str(caught.value),)
    (fault,) = [fault for fault in faults if fault.startswith(place)]
    assert advice in fault
    assert "(line " in fault


def test_all_faults_of_all_sections_are_told_at_once() -> None:
    text = TWO.replace("easy", "esy").replace("conv-parameters", "conv-paramters").replace("points = 2\n[", "x = 1\n[")
    with pytest.raises(Faults) as caught:
        parse(text, "x.toml")
    assert [fault.split(": ")[1] for fault in caught.value.every] == [
        "sections[1].x",
        "sections[1].slots[1].level",
        "sections[2].slots[1].level",
        "sections[2].slots[1].family",
        "sections[2].slots[2].level",
        "sections[2].slots[2].family",
    ]
