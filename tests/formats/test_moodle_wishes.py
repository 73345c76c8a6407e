"""What one can wish of questions for Moodle, and what is said to whoever types a number."""

from __future__ import annotations

from fractions import Fraction
from itertools import islice
from typing import Any

import pytest
from handmade import answered
from lxml import etree
from msgspec.structs import replace

from quizgen.answers import CORRECT, Numerical, Ordering
from quizgen.asking.source import Source
from quizgen.blueprint import draw
from quizgen.formats.moodle.cloze import gapped
from quizgen.formats.moodle.format import FORMAT
from quizgen.formats.moodle.rules import Wishes
from quizgen.formats.protocol import Options
from quizgen.model import LEVELS, Form, Item
from quizgen.text import Text
from quizgen.text.html import HTML

HYPHEN = "Type a negative number with a hyphen"


def question(item: Item, **wishes: Any) -> Any:
    (file,) = FORMAT.write([Form("T", "7", (item,))], Options("exam", **wishes))
    return etree.fromstring(b"".join(file.chunks))[-1]


@pytest.fixture
def steps(form: Form) -> Item:
    return form.items[5]


def read(found: Any) -> dict[str, Any]:
    """An ordering question as Moodle 4.5 reads it: the answers stand from first to last, whatever their fractions."""
    assert found.get("type") == "ordering"
    names = ("layouttype", "selecttype", "selectcount", "gradingtype", "showgrading", "numberingstyle")
    return {name: found.findtext(name) for name in names} | {
        "steps": [answer.findtext("text") for answer in found.findall("answer")],
        "formats": {answer.get("format") for answer in found.findall("answer")},
        "fractions": [float(answer.get("fraction")) for answer in found.findall("answer")],
    }


def test_steps_are_an_ordering_question_where_moodle_has_them(steps: Item) -> None:
    (answer,) = (part.answer for part in steps.question.parts)
    assert isinstance(answer, Ordering)
    assert read(question(steps, moodle=(4, 5))) == {
        "layouttype": "VERTICAL",
        "selecttype": "ALL",
        "selectcount": "3",
        "gradingtype": "ABSOLUTE_POSITION",
        "showgrading": "SHOW",
        "numberingstyle": "none",
        "steps": [HTML.line(answer.steps[place]) for place in answer.places],
        "formats": {"html"},
        "fractions": [1, 2, 3],
    }


def test_an_ordering_question_says_what_a_wrong_order_means_where_moodle_has_a_place_for_it(steps: Item) -> None:
    found = question(steps, moodle=(5, 0))
    assert found.findtext("correctfeedback/text") == HTML.line(CORRECT)
    for name in ("partiallycorrectfeedback", "incorrectfeedback"):
        assert found.findtext(f"{name}/text") == "The statistics come first."
    assert "The statistics come first." not in found.findtext("generalfeedback/text")
    assert found.findtext("shownumcorrect") == "1"
    assert len(found.findall("hint")) == 2


@pytest.mark.parametrize("version", [{}, {"moodle": (4, 2)}, {"moodle": (4, 4)}])
def test_older_versions_match_steps_with_their_places(steps: Item, version: dict[str, Any]) -> None:
    assert question(steps, **version).get("type") == "matching"


def test_nothing_is_shuffled_unless_that_is_wished(form: Form) -> None:
    for item in form.items:
        assert question(item).findtext("shuffleanswers") in (None, "false")


def test_options_in_words_are_shuffled_and_numbers_and_two_sides_are_not(form: Form) -> None:
    wished = [question(item, shuffle=True, wrong=Fraction(1, 4)) for item in form.items]
    found = [(q.get("type"), q.findtext("shuffleanswers")) for q in wished]
    assert found == [
        ("multichoice", "false"),
        ("numerical", None),
        ("multichoice", "true"),
        ("multichoice", "false"),
        ("matching", "true"),
        ("matching", "false"),
        ("multichoice", "false"),
        ("cloze", None),
        ("cloze", None),
    ]


def gap_types(item: Item, wishes: Wishes) -> list[str]:
    return [str(part.gaps.gap).split(":")[1] for part in gapped(item, wishes) if part.gaps.gap]


def test_options_in_words_are_shuffled_within_gaps_too(form: Form) -> None:
    numbers, layers = form.items[8], form.items[2].question.parts[0]
    both = replace(numbers, question=replace(numbers.question, parts=(*numbers.question.parts, layers)))
    plain = gap_types(both, Wishes())
    assert plain[2:] == ["MULTICHOICE_V", "MULTIRESPONSE", "MULTIRESPONSE"]
    assert gap_types(both, Wishes(shuffle=True)) == [*plain[:-1], "MULTIRESPONSE_S"]


def test_a_hyphen_is_told_where_a_number_that_is_typed_may_be_negative_whatever_its_sign_is(form: Form) -> None:
    for key in (-3, 3):
        typed = answered(form.items[0], Numerical(key), signed=True)
        assert HYPHEN in question(typed).findtext("questiontext/text")
    chosen = answered(form.items[0], form.items[0].question.parts[0].answer, signed=True)
    for item in (answered(form.items[0], Numerical(3)), chosen):
        assert HYPHEN not in question(item).findtext("questiontext/text")


def test_no_family_asks_for_a_negative_number_without_telling_the_hyphen(source: Source) -> None:
    for kind in {"numerical", "parts", "grid"} & set(source.kinds):
        for level in LEVELS:
            for item in islice(draw(source, level, kind, "hyphen"), 20):  # type: ignore[arg-type]  # a kind
                keys = [number.key for number in item.question.numericals if not isinstance(number.key, tuple)]
                if any(key < 0 for key in keys):
                    assert HYPHEN in question(item).findtext("questiontext/text")


def test_a_minus_to_copy_from_the_stem_is_no_reason_to_leave_the_hyphen_out(form: Form) -> None:
    typed = answered(form.items[0], Numerical(-3), signed=True, stem=Text("What is $0 - 3$?"))
    text = question(typed).findtext("questiontext/text")
    assert text.index("What is") < text.index(HYPHEN)
