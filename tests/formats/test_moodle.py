"""Moodle's importer would take every question as it is meant."""

from __future__ import annotations

import re
from collections.abc import Callable
from fractions import Fraction
from itertools import islice
from typing import Any

import pytest
from handmade import MATCHING, answered
from hostile import HOSTILE
from lxml import etree
from moodle_file import fractions, questions, words, written
from msgspec.structs import replace

from quizgen.answers import LONG, Multiple
from quizgen.asking.source import Source
from quizgen.blueprint import draw
from quizgen.errors import QuizgenError, UsageError
from quizgen.formats.moodle import rules as moodle_rules
from quizgen.formats.moodle.format import FORMAT
from quizgen.formats.protocol import Options
from quizgen.model import LEVELS, Form
from quizgen.templating import PLAIN, Templates
from quizgen.text import Text

LEGAL = {0.0, *(sign * float(grade) for grade in moodle_rules.GRADES for sign in (1, -1))}
CONTROL = "\N{BELL}"


def test_golden(form: Form, golden: Callable[[str, bytes], None]) -> None:
    golden("moodle.xml", written(form))


def test_files_are_named_after_their_forms(form: Form) -> None:
    files = FORMAT.write([form, replace(form, name="B")], Options("exam"))
    assert [file.name for file in files] == ["exam-a.xml", "exam-b.xml"]


def test_same_form_same_bytes(form: Form) -> None:
    assert written(form) == written(form)


def test_every_question_of_the_form_arrives(form: Form) -> None:
    assert [q.get("type") for q in questions(form)] == [
        *("multichoice", "numerical", "multichoice", "multichoice"),
        *("matching", "matching", "truefalse", "cloze", "cloze"),
    ]


@pytest.mark.parametrize("which", ["form", "hostile"])
def test_every_text_is_one_cdata_section_or_a_number(which: str, request: pytest.FixtureRequest) -> None:
    source = written(request.getfixturevalue(which)).decode()
    texts = re.findall(r"<text>(.*?)</text>", source, re.DOTALL)
    assert len(texts) == source.count("<text>") > 40
    for text in texts:
        cdata = re.fullmatch(r"<!\[CDATA\[((?!<!\[CDATA\[|\]\]>).)*\]\]>", text, re.DOTALL)
        assert cdata or re.fullmatch(r"[0-9.]+|true|false", text), text


def test_every_html_text_is_well_formed(hostile: Form) -> None:
    root = etree.fromstring(written(hostile))
    texts = root.xpath("//*[@format='html']/text/text()")
    assert len(texts) > 30
    assert [text.getparent().getparent().tag for text in texts if not words(text)] == ["subquestion"]


def test_hostile_words_stay_words(hostile: Form) -> None:
    expected = HOSTILE.replace("\x07", "?")
    for question in questions(hostile):
        stem = words(question.findtext("questiontext/text"))
        assert stem.startswith(f"{expected} and {expected}")
        assert question.get("type") == "cloze" or stem == f"{expected} and {expected}"
        solution = words(question.findtext("generalfeedback/text"))
        assert solution.removeprefix("(a)").startswith(f"{expected} and {expected}")
        for number, answer in enumerate(question.findall("answer")):
            if question.get("type") == "multichoice":
                assert words(answer.findtext("text")) == f"{number} {expected}"


def test_nothing_in_hostile_words_is_typeset(hostile: Form) -> None:
    for question in questions(hostile):
        html = etree.fromstring(f"<div>{question.findtext('questiontext/text')}</div>")
        runs = html.xpath("//text()[not(ancestor::code)]")
        assert len(runs) > 1
        assert not any(re.search(r"\\\(|\\\[|\$\$", run) for run in runs)


def test_mathematics_is_tex_that_mathjax_finds(form: Form) -> None:
    feedback = questions(form)[0].findtext("generalfeedback/text")
    assert "\\(n\\)" in feedback
    assert "\\[o = 1024\\]" in feedback.replace("{,}", "")
    assert "$" not in feedback


def test_names_are_stable_and_hold_no_tag(form: Form, hostile: Form) -> None:
    names = [q.findtext("name/text") for q in questions(form)]
    assert names == [q.findtext("name/text") for q in questions(replace(form, seed="8", items=form.items[::-1]))][::-1]
    assert len(set(names)) == len(names)
    every = [*names, *(q.findtext("name/text") for q in questions(hostile))]
    assert not any(set(name) & {"<", ">"} or len(name) > 255 for name in every)


def test_what_moodle_does_not_trim_has_no_white_space(form: Form) -> None:
    for question in questions(form):
        for name in ("idnumber", "defaultgrade", "penalty"):
            found = question.findtext(name)
            assert found is None if (question.get("type"), name) == ("cloze", "defaultgrade") else found
            assert not re.search(r"\s", found or "")
        assert all(re.fullmatch(r"\S+", found.text) for found in question.findall("answer/tolerance"))
        assert question.findtext("penalty") == ("1.0000000" if question.get("type") == "truefalse" else "0.3333333")


def test_grades_are_the_points(form: Form) -> None:
    assert [float(q.findtext("defaultgrade")) for q in questions(form)[:7]] == [1, 1.5, 1, 1, 1, 1, 1]


def test_a_wrong_option_costs_nothing_unless_told_otherwise(form: Form) -> None:
    assert fractions(questions(form)[0]) == [0, 100, 0, 0]
    assert fractions(questions(form, wrong=Fraction(1, 3))[0]) == [-33.33333, 100, -33.33333, -33.33333]
    assert fractions(questions(form, wrong=Fraction(33, 100))[0])[0] == -33.33333


@pytest.mark.parametrize("wrong", [Fraction(37, 100), Fraction(-1, 4), Fraction(3, 2)])
def test_a_penalty_that_moodle_has_not_is_refused_before_anything_is_written(form: Form, wrong: Fraction) -> None:
    with pytest.raises(UsageError, match=r"Moodle has no wrong option that costs .*; the nearest costs \d"):
        next(FORMAT.write([form], Options("exam", wrong=wrong)))


@pytest.mark.parametrize("right", range(1, 10))
@pytest.mark.parametrize("wrong", range(1, 10))
def test_all_right_ticks_give_everything_and_all_ticks_nothing(form: Form, right: int, wrong: int) -> None:
    bad, good, *_ = form.items[2].question.options
    answer = Multiple((good,) * right + (bad,) * wrong, frozenset(range(right)))
    found = fractions(questions(replace(form, items=(answered(form.items[2], answer),)))[0])
    assert set(found) <= LEGAL
    assert sum(f for f in found if f > 0) / 100 >= 0.999999
    assert sum(found) / 100 < 0.000001
    assert max(f for f in found if f < 0) <= -100 / wrong + 0.00001


def test_more_equal_parts_than_moodle_has_are_refused(form: Form) -> None:
    bad, good, *_ = form.items[2].question.options
    many = answered(form.items[2], Multiple((good,) * 13 + (bad,), frozenset(range(13))))
    with pytest.raises(QuizgenError, match="13 equal parts"):
        written(replace(form, items=(many,)))


def test_options_keep_their_order_and_letters(form: Form) -> None:
    choice, _, multiple, shape, *_ = questions(form)
    for question in (choice, multiple, shape):
        assert question.findtext("shuffleanswers") == "false"
        assert question.findtext("answernumbering") == "abc"
    assert [q.findtext("single") for q in (choice, multiple, shape)] == ["true", "false", "true"]
    assert [answer.findtext("text") for answer in choice.findall("answer")] == ["1,023", "1,024", "1,025", "20,480"]
    assert [answer.findtext("text") for answer in shape.findall("answer")] == ["7 × 9", "8 × 9", "8 × 10", "9 × 10"]


def test_every_answer_has_its_feedback(form: Form) -> None:
    for question in questions(form):
        assert all(words(answer.findtext("feedback/text")) for answer in question.findall("answer"))
    assert "<em>first</em>" in questions(form)[0].findtext("answer/feedback/text")


def test_a_numerical_question_knows_the_misconceptions_values(form: Form) -> None:
    answers = questions(form)[1].findall("answer")
    found = [(a.get("fraction"), a.findtext("text"), a.findtext("tolerance")) for a in answers]
    assert found == [("100", "1024", "0"), ("0", "1023", "0"), ("0", "1025", "0"), ("0", "20480", "0")]


def matched(question: Any) -> list[tuple[str, str]]:
    return [(words(pair.findtext("text")), pair.findtext("answer/text")) for pair in question.findall("subquestion")]


def test_what_is_matched_stays_in_order_and_an_answer_without_a_prompt_is_one_more_in_the_menu(form: Form) -> None:
    matching = questions(form)[4]
    assert matching.findtext("shuffleanswers") == "false"
    assert matched(matching) == [
        ("BatchNorm2d", "Samples and HW"),
        ("InstanceNorm2d", "Height and width"),
        ("", "Channels only"),
    ]


def test_steps_are_matched_with_their_places(form: Form) -> None:
    assert [place for _, place in matched(questions(form)[5])] == ["3", "1", "2"]


def test_feedback_on_pairs_and_orders_stands_in_the_general_feedback(form: Form) -> None:
    pairs, order = (
        [words(etree.tostring(one, encoding="unicode", with_tail=False)) for one in html.findall(".//li")]
        for html in (etree.fromstring(f"<d>{q.findtext('generalfeedback/text')}</d>") for q in questions(form)[4:6])
    )
    assert pairs == ["BatchNorm2d: Each channel has its own.", "InstanceNorm2d: Each sample and channel has its own."]
    assert order == ["The statistics come first."]


def test_answers_that_a_menu_shows_alike_are_refused(form: Form) -> None:
    first, second, third = MATCHING.options
    twice = replace(MATCHING, options=(first, replace(second, text=Text("*Height* and width")), third))
    with pytest.raises(QuizgenError, match="two answers look the same"):
        written(replace(form, items=(answered(form.items[4], twice),)))


def test_true_or_false_is_a_type_of_its_own_unless_a_wrong_answer_costs_points(form: Form) -> None:
    plain, costly = questions(form)[6], questions(form, wrong=Fraction(1))[6]
    assert [(a.get("fraction"), a.findtext("text")) for a in plain.findall("answer")] == [
        ("0", "true"),
        ("100", "false"),
    ]
    assert costly.get("type") == "multichoice"
    assert fractions(costly) == [-100, 100]


def test_tables_have_borders_and_scroll_by_themselves_on_a_narrow_screen(form: Form) -> None:
    found = 0
    for question in questions(form):
        for html in question.xpath(".//*[@format='html']/text/text()"):
            for table in etree.fromstring(f"<d>{html}</d>").iter("table"):
                assert table.get("class") == "table table-sm table-bordered w-auto"
                assert table.getparent().get("class") == "table-responsive"
                found += 1
    assert found == 5


def test_control_characters_do_not_break_the_file(form: Form) -> None:
    title = "a\0b\x1fc\ufffed\ud800e" + CONTROL
    item = answered(form.items[0], form.items[0].question.parts[0].answer, stem=Text("{w}", {"w": title}))
    assert len(questions(replace(form, title=title, items=(item,)))) == 1


def test_every_family_gives_questions_that_moodle_takes(source: Source) -> None:
    items = [item for level in LEVELS for kind in source.kinds for item in islice(draw(source, level, kind, "xml"), 2)]
    found = questions(Form("All", "xml", tuple(items)))
    assert len(found) == len(items)
    for question, item in zip(found, items, strict=True):
        assert set(fractions(question)) <= LEGAL
        if item.kind not in LONG:
            assert len(question.findall("answer")) == len(item.question.options) + (item.kind == "numerical")
        assert len(question.findall("hint")) == 2
        assert len(question.xpath(".//file")) == len(item.question.figures)
        assert all(words(html) for html in question.xpath(".//*[@format='html']/text/text()"))


def test_only_templates_that_the_questions_need_are_compiled(form: Form) -> None:
    compiled = Templates(PLAIN).environment.cache
    assert compiled is not None
    for items, needed in ((form.items[:1], False), (form.items, True)):
        compiled.clear()
        written(replace(form, items=items))
        assert ("moodle/gaps.xml.j2" in {name for _, name in compiled}) is needed
