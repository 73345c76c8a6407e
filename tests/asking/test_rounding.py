"""Over all families: options lie apart, and who rounds a right number as the stem asks is right, in every format."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from fractions import Fraction
from itertools import combinations, islice
from xml.etree import ElementTree as ET

import pytest

from quizgen import catalog
from quizgen.answers import Choice, Numerical, Written
from quizgen.answers.precision import near
from quizgen.answers.values import components
from quizgen.asking.computed import Computed
from quizgen.asking.linked import LinkedFamily
from quizgen.asking.source import Source
from quizgen.formats.json import dumped, item_json
from quizgen.formats.protocol import Options
from quizgen.model import LEVELS, Evidence, Form, Item, Question
from quizgen.text.markdown import MARKDOWN

FRACTIONS = [one for one in catalog.families() if isinstance(one, Computed) and one.unit > 1]
SOME = 25
_ASKED = re.compile(r" Round to (one|two|three) (decimal|significant digit)s? if there are more\.$")
_DIGITS = {"one": 1, "two": 2, "three": 3}


def numericals(source: Source) -> Iterator[tuple[Question, Numerical]]:
    for level in LEVELS:
        for question in islice(source.draw(level, "numerical", "1"), SOME):
            answer = question.parts[0].answer
            assert isinstance(answer, Numerical)
            yield question, answer


def rounded(value: Fraction, stem: str) -> Fraction:
    """The value as somebody writes it who does what the stem says."""
    asked = _ASKED.search(stem)
    if asked is None:
        return value
    digits = _DIGITS[asked[1]]
    return round(value, digits) if asked[2] == "decimal" else Fraction(f"{float(value):.{digits - 1}e}")


@pytest.mark.parametrize("family", [one for one in FRACTIONS if "choice" in one.kinds], ids=lambda one: one.id)
def test_options_that_are_no_whole_numbers_differ_by_a_hundredth(family: Source) -> None:
    for level in LEVELS:
        for question in islice(family.draw(level, "choice", "1"), SOME):
            answer = question.parts[0].answer
            assert isinstance(answer, Choice)
            values = [one.value for one in answer.options if isinstance(one.value, int | Fraction)]
            assert len(values) == len(answer.options)
            assert not any(near(a, b) for a, b in combinations(values, 2)), question.where


@pytest.mark.parametrize("family", [one for one in FRACTIONS if "numerical" in one.kinds], ids=lambda one: one.id)
def test_the_stem_says_how_many_digits_count_wherever_a_key_is_no_whole_number(family: Source) -> None:
    for level in LEVELS:
        questions = list(islice(family.draw(level, "numerical", "1"), SOME))
        parts = any(isinstance(one.parts[0].answer.json()["key"], Fraction) for one in questions)
        said = {bool(_ASKED.search(MARKDOWN.text(one.stem))) for one in questions}
        assert said in ({parts}, {True}), "one sentence for the whole level, so that it tells nothing"


@pytest.mark.parametrize("family", [one for one in FRACTIONS if "numerical" in one.kinds], ids=lambda one: one.id)
def test_a_rounded_right_value_is_right_and_a_rounded_wrong_one_shows_its_mistake(family: Source) -> None:
    for question, answer in numericals(family):
        stem = MARKDOWN.text(question.stem)
        (key,) = components(answer.key)
        assert answer.mark(Written((rounded(Fraction(key), stem),))).right, question.where
        for option in answer.foreseen:
            assert isinstance(option.value, int | Fraction)
            mark = answer.mark(Written((rounded(Fraction(option.value), stem),)))
            assert [met.slip for met in mark.met] == [option.slip], (question.where, option.value)


@pytest.mark.parametrize("family", [one for one in FRACTIONS if "numerical" in one.kinds], ids=lambda one: one.id)
def test_moodle_and_json_take_a_rounded_right_value(family: Source) -> None:
    form = Form("Rounded", "1", tuple(Item(question, Evidence("", ())) for question, _ in numericals(family)))
    (file,) = catalog.formats()["moodle"].write([form], Options("rounded"))
    written = ET.fromstring(b"".join(file.chunks)).iterfind("question[@type='numerical']")
    for item, asked in zip(form.items, written, strict=True):
        told = json.loads(dumped(item_json(item)))
        right = float(rounded(Fraction(told["key"]), told["stem"]))
        answers = [(one.findtext("text", ""), one.findtext("tolerance", "")) for one in asked.iterfind("answer")]
        assert _first(right, answers) == 0
        assert abs(Fraction(str(right)) - Fraction(told["key"])) <= Fraction(told["tolerance"])
        for option in told["options"]:
            assert _first(float(rounded(Fraction(option["value"]), told["stem"])), answers) != 0


def _first(given: float, answers: list[tuple[str, str]]) -> int | None:
    """The answer that Moodle takes: the first that is near enough, with a last digit of the float to spare."""
    for place, (value, tolerance) in enumerate(answers):
        slack = float(tolerance) + 1e-14 * max(float(tolerance), abs(float(value)), 1e-14)
        if float(value) - slack <= given <= float(value) + slack:
            return place
    return None


def test_whole_numbers_are_asked_exactly() -> None:
    for family in catalog.families():
        if isinstance(family, Computed) and family.unit == 1 and "numerical" in family.kinds:
            question = next(family.draw("hard", "numerical", "1"))
            assert not _ASKED.search(MARKDOWN.text(question.stem))
            assert all(one.tolerance == 0 for one in question.numericals)
        elif isinstance(family, LinkedFamily):
            question = next(family.draw("hard", family.kinds[0], "1"))
            assert all(one.tolerance == 0 for one in question.numericals if isinstance(one.key, int))
