"""What holds for every kind of answer."""

from __future__ import annotations

import json
from fractions import Fraction

import pytest
from made_answers import ANSWERS

from quizgen.answers import KINDS, Answer, Mark
from quizgen.text.terminal import TERMINAL

EVERY = pytest.mark.parametrize("answer", ANSWERS.values(), ids=ANSWERS)


def test_every_kind_of_answer_is_tried_here() -> None:
    assert {answer.kind for answer in ANSWERS.values()} == set(KINDS) - {"parts"}


@EVERY
def test_a_sound_answer_has_no_fault(answer: Answer) -> None:
    assert list(answer.faults()) == []


@EVERY
def test_right_answers_get_all_points_and_show_nothing(answer: Answer) -> None:
    assert answer.samples().right
    for given in answer.samples().right:
        assert answer.mark(given) == Mark(given, Fraction(1))


@EVERY
def test_wrong_answers_get_less_and_what_they_show_was_foreseen(answer: Answer) -> None:
    assert len(answer.samples().wrong) > 1
    foreseen = [option.slip for option in answer.options if option.slip]
    for given in answer.samples().wrong:
        mark = answer.mark(given)
        assert (mark.given, mark.right) == (given, False)
        assert 0 <= mark.share < 1
        assert all(met.slip in foreseen for met in mark.met)


@EVERY
def test_whoever_does_not_know_gets_nothing_and_shows_nothing(answer: Answer) -> None:
    assert None in answer.samples().wrong
    assert answer.mark(None) == Mark(None, Fraction(0))


@EVERY
def test_what_is_no_answer_to_the_question_is_refused_by_its_kind(answer: Answer) -> None:
    assert answer.samples().malformed
    for given in answer.samples().malformed:
        with pytest.raises(TypeError, match=f"^a {answer.kind} question is not answered with "):
            answer.mark(given)


@EVERY
def test_the_answers_of_other_kinds_are_refused_too(answer: Answer) -> None:
    taken = {type(given) for given in answer.samples().right}
    others = [given for other in ANSWERS.values() for given in other.samples().right if type(given) not in taken]
    assert others
    for given in others:
        with pytest.raises(TypeError, match=answer.kind):
            answer.mark(given)


@EVERY
def test_each_mistake_has_a_remark_with_its_feedback(answer: Answer) -> None:
    said = [remark.slip for remark in answer.remarks()]
    foreseen = [option.slip for option in answer.options if option.slip]
    assert said == (foreseen[:1] if answer.kind == "ordering" else foreseen)


@EVERY
def test_json_can_be_written_and_holds_every_option_with_its_concept(answer: Answer) -> None:
    found = json.loads(json.dumps(answer.json(), default=str))
    assert {"prompts", "options", "key", "tolerance"} <= set(found)
    options = found["options"]
    if "grid" in found:
        options = [option for row in found["grid"]["cells"] for cell in row for option in cell.get("options", ())]
    assert [option["text"] for option in options] == [TERMINAL.line(option.text) for option in answer.options]
    assert [option["misconception"] for option in options] == [o.slip.id if o.slip else None for o in answer.options]
    assert [option["concept"] for option in options if option["misconception"]] == [
        option.slip.concept.id for option in answer.options if option.slip
    ]
    assert all(option["feedback"] for option in options)
